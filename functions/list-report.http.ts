import { csvAnswer } from '../shared/api/csv.ts';
import { reportOperations } from '../shared/api/report-operations.ts';
import { reportColumns, reportRows } from '../shared/api/report-rows.ts';
import { adminRoute } from './admin-route.ts';

/** The figures of the report, one in a line. */
export const onListReport = adminRoute(reportOperations.listReport, async (_input, run) => {
  const { rules } = await run.campaign.read();
  return csvAnswer('report.csv', reportColumns, reportRows(await run.reports.read(rules.cadence)));
});
