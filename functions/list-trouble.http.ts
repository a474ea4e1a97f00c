import { jsonAnswer } from '../shared/api/problem.ts';
import { describeTrouble } from '../shared/api/trouble-answer.ts';
import { troubleOperations } from '../shared/api/trouble-operations.ts';
import { troubleWanted } from '../shared/use-cases/read-lists.ts';
import { adminRoute } from './admin-route.ts';

/** Those whose reset does not work, a page at a time. */
export const onListTrouble = adminRoute(troubleOperations.listTrouble, async ({ query }, run) => {
  const { owner, top: limit, after } = query;
  const { cloud } = run.mailOrigin;
  const { cadence } = (await run.campaign.read()).rules;
  const wanted = troubleWanted(owner, cloud);
  const { people, next } = await run.lists.read(wanted, { after, limit }, { cadence, now: run.clock.now() });
  return jsonAnswer(200, { people: people.map((one) => describeTrouble(one, cloud)), next });
});
