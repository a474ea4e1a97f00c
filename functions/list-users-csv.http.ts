import { csvAnswer } from '../shared/api/csv.ts';
import { listedPerson } from '../shared/api/page/people-list.ts';
import { describeListed, listedColumns, wantedIn } from '../shared/api/people-answer.ts';
import { userOperations } from '../shared/api/user-operations.ts';
import { eachWanted } from '../shared/use-cases/list-people.ts';
import { adminRoute } from './admin-route.ts';

/** Everybody of a list, as CSV. */
export const onListUsersCsv = adminRoute(userOperations.listUsersCsv, async ({ query }, run) => {
  const { cadence } = (await run.campaign.read()).rules;
  const [now, { recipients }] = [run.clock.now(), run];
  const rows: object[] = [];
  for await (const journey of eachWanted(wantedIn(query), { cadence, now, recipients }))
    rows.push(describeListed(listedPerson(journey, cadence, now)));
  return csvAnswer('people.csv', listedColumns, rows);
});
