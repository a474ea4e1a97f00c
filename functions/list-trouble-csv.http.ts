import { csvAnswer } from '../shared/api/csv.ts';
import { describeTrouble } from '../shared/api/trouble-answer.ts';
import { troubleColumns, troubleOperations } from '../shared/api/trouble-operations.ts';
import { troubleWanted } from '../shared/use-cases/read-lists.ts';
import { adminRoute } from './admin-route.ts';

/** Everybody whose reset does not work, as CSV. */
export const onListTroubleCsv = adminRoute(troubleOperations.listTroubleCsv, async ({ query }, run) => {
  const { cloud } = run.mailOrigin;
  const { cadence } = (await run.campaign.read()).rules;
  const rows: object[] = [];
  for await (const one of run.lists.each(troubleWanted(query.owner, cloud), { cadence, now: run.clock.now() }))
    rows.push(describeTrouble(one, cloud));
  return csvAnswer('trouble.csv', troubleColumns, rows);
});
