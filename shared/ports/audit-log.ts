import type { AuditEvent, RegistrationService } from '../registration/evidence.ts';
import type { Page, Throttled } from './paging.ts';

/** The directory audit log. Events appear minutes late and in no strict order. */
export interface AuditLog {
  /** One page of a service's events from `since` on, oldest first; `next` of the page before, or undefined for the first. */
  readEvents(
    service: RegistrationService,
    since: Date,
    next: string | undefined,
  ): Promise<Page<AuditEvent> | Throttled>;
}
