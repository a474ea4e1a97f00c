import type { AuditLog } from '../../ports/audit-log.ts';
import { isThrottled } from '../../ports/paging.ts';
import type { AuditEvent, RegistrationService } from '../../registration/evidence.ts';
import { auditEventOf, auditRow } from './audit-row.ts';
import { readPage } from './collection-page.ts';
import type { GraphConnection } from './graph-connection.ts';

/** The directory audit log over Graph. */
export function createGraphAuditLog(connection: GraphConnection): AuditLog {
  return {
    async readEvents(service, since, next) {
      const page = await readPage(connection, eventsOf(service, since), next);
      return isThrottled(page) ? page : { ...page, items: page.items.toSorted(byTime) };
    },
  };
}

/**
 * https://learn.microsoft.com/graph/api/resources/directoryaudit: `activityDateTime` supports `ge` and `$orderby`,
 * `loggedByService` supports `eq`. Entra's own permission table asks for Directory.Read.All besides; AuditLog.Read.All
 * alone is known to do.
 */
const eventsOf = (service: RegistrationService, since: Date) => ({
  path:
    `/auditLogs/directoryAudits?$filter=${encodeURIComponent(filterFor(service, since))}` +
    `&$orderby=activityDateTime`,
  permission: 'AuditLog.Read.All',
  row: auditRow,
  itemOf: auditEventOf,
});

const filterFor = (service: RegistrationService, since: Date): string =>
  `activityDateTime ge ${since.toISOString()} and loggedByService eq '${service}'`;

const byTime = (a: AuditEvent, b: AuditEvent): number => a.activityDateTime.getTime() - b.activityDateTime.getTime();
