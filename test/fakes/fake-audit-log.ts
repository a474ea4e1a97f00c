import type { AuditLog } from '../../shared/ports/audit-log.ts';
import type { Page, Throttled } from '../../shared/ports/paging.ts';
import type { AuditEvent, RegistrationService } from '../../shared/registration/evidence.ts';
import { pageOf, Throttle } from './paged-array.ts';

/** An audit log of the events a test puts in. */
export class FakeAuditLog extends Throttle implements AuditLog {
  events: AuditEvent[] = [];
  pageSize = 100;

  async readEvents(
    service: RegistrationService,
    since: Date,
    next: string | undefined,
  ): Promise<Page<AuditEvent> | Throttled> {
    const events = this.events
      .filter((event) => event.loggedByService === service && event.activityDateTime >= since)
      .toSorted((a, b) => a.activityDateTime.getTime() - b.activityDateTime.getTime());
    return this.takeThrottled() ?? pageOf(events, next, this.pageSize);
  }
}
