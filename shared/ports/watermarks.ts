import type { RegistrationService } from '../registration/evidence.ts';

/** How far each service's audit events have been read. */
export interface Watermarks {
  read(service: RegistrationService): Promise<Date | undefined>;
  write(service: RegistrationService, at: Date): Promise<void>;
}
