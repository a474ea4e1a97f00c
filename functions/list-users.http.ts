import { listedPerson } from '../shared/api/page/people-list.ts';
import { describeListed, wantedIn } from '../shared/api/people-answer.ts';
import { jsonAnswer } from '../shared/api/problem.ts';
import { userOperations } from '../shared/api/user-operations.ts';
import { listPeople } from '../shared/use-cases/list-people.ts';
import { adminRoute } from './admin-route.ts';

/** People by their place, a page at a time. */
export const onListUsers = adminRoute(userOperations.listUsers, async ({ query: { top, after, ...filter } }, run) => {
  const { cadence } = (await run.campaign.read()).rules;
  const [now, { recipients }] = [run.clock.now(), run];
  const page = await listPeople(wantedIn(filter), { after, limit: top }, { cadence, now, recipients });
  const people = page.people.map((journey) => describeListed(listedPerson(journey, cadence, now)));
  return jsonAnswer(200, { people, next: page.next });
});
