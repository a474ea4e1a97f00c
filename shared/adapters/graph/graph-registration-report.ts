import type { RegistrationReport } from '../../ports/registration-report.ts';
import { readPage } from './collection-page.ts';
import type { GraphConnection } from './graph-connection.ts';
import { registrationRow, reportRowOf } from './registration-row.ts';

/**
 * https://learn.microsoft.com/graph/api/authenticationmethodsroot-list-userregistrationdetails
 *
 * `$top` is not documented here, yet used by many programs; at 5 requests per 10 seconds for all reports, the page's
 * length decides how long a pass takes. Pages are taken as they come, longer or shorter. `$select` is left out.
 */
const report = {
  path: '/reports/authenticationMethods/userRegistrationDetails?$top=999',
  permission: 'AuditLog.Read.All',
  row: registrationRow,
  itemOf: reportRowOf,
};

/** The registration report over Graph. */
export function createGraphRegistrationReport(connection: GraphConnection): RegistrationReport {
  return { readRows: (next) => readPage(connection, report, next) };
}
