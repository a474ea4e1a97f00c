import { csvAnswer } from '../shared/api/csv.ts';
import { describeListed, listedColumns, wantedIn } from '../shared/api/people-answer.ts';
import { userOperations } from '../shared/api/user-operations.ts';
import { habitsOf } from '../shared/use-cases/campaign-rules.ts';
import { peopleWanted } from '../shared/use-cases/read-lists.ts';
import { adminRoute } from './admin-route.ts';

/** Everybody of a list, as CSV. */
export const onListUsersCsv = adminRoute(userOperations.listUsersCsv, async ({ query }, run) => {
  const { document, rules } = await run.campaign.read();
  const wanted = peopleWanted(wantedIn(query), habitsOf(document).localeOf);
  const rows: object[] = [];
  for await (const one of run.lists.each(wanted, { cadence: rules.cadence, now: run.clock.now() }))
    rows.push(describeListed(one));
  return csvAnswer('people.csv', listedColumns, rows);
});
