import type { LogReading } from '../registration/detection.ts';
import type { RegistrationService } from '../registration/evidence.ts';

/** How far each service's audit events have been read, and when the log was. */
export interface Watermarks {
  read(service: RegistrationService): Promise<Date | undefined>;
  write(service: RegistrationService, at: Date): Promise<void>;
  /** When the log was last read to its end; undefined where it never was. */
  readReading(): Promise<LogReading | undefined>;
  noteReading(reading: LogReading): Promise<void>;
}
