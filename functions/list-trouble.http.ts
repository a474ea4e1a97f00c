import { jsonAnswer } from '../shared/api/problem.ts';
import { describeTrouble } from '../shared/api/trouble-answer.ts';
import { troubleOperations } from '../shared/api/trouble-operations.ts';
import { listFound } from '../shared/use-cases/list-people.ts';
import { inTrouble } from '../shared/use-cases/list-trouble.ts';
import { adminRoute } from './admin-route.ts';

/** Those whose reset does not work, a page at a time. */
export const onListTrouble = adminRoute(troubleOperations.listTrouble, async ({ query }, run) => {
  const { owner, top: limit, after } = query;
  const { cloud } = run.mailOrigin;
  const find = inTrouble(owner, (await run.campaign.read()).rules.cadence, cloud);
  const { people, next } = await listFound(find, { after, limit }, run.recipients);
  return jsonAnswer(200, { people: people.map((one) => describeTrouble(one, cloud)), next });
});
