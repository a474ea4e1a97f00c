import { describeListed, wantedIn } from '../shared/api/people-answer.ts';
import { jsonAnswer } from '../shared/api/problem.ts';
import { userOperations } from '../shared/api/user-operations.ts';
import { habitsOf } from '../shared/use-cases/campaign-rules.ts';
import { peopleWanted } from '../shared/use-cases/read-lists.ts';
import { adminRoute } from './admin-route.ts';

/** People by their place, a page at a time. */
export const onListUsers = adminRoute(userOperations.listUsers, async ({ query: { top, after, ...filter } }, run) => {
  const { document, rules } = await run.campaign.read();
  const wanted = peopleWanted(wantedIn(filter), habitsOf(document).localeOf);
  const from = { after, limit: top };
  const page = await run.lists.read(wanted, from, { cadence: rules.cadence, now: run.clock.now() });
  return jsonAnswer(200, { people: page.people.map(describeListed), next: page.next });
});
