import { csvAnswer } from '../shared/api/csv.ts';
import { describeTrouble } from '../shared/api/trouble-answer.ts';
import { troubleColumns, troubleOperations } from '../shared/api/trouble-operations.ts';
import { eachFound } from '../shared/use-cases/list-people.ts';
import { inTrouble } from '../shared/use-cases/list-trouble.ts';
import { adminRoute } from './admin-route.ts';

/** Everybody whose reset does not work, as CSV. */
export const onListTroubleCsv = adminRoute(troubleOperations.listTroubleCsv, async ({ query }, run) => {
  const { cloud } = run.mailOrigin;
  const find = inTrouble(query.owner, (await run.campaign.read()).rules.cadence, cloud);
  const rows: object[] = [];
  for await (const one of eachFound(find, run.recipients)) rows.push(describeTrouble(one, cloud));
  return csvAnswer('trouble.csv', troubleColumns, rows);
});
