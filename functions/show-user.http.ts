import { jsonAnswer, problemAnswer } from '../shared/api/problem.ts';
import { describeUser, unknownUser } from '../shared/api/user-answer.ts';
import { userOperations } from '../shared/api/user-operations.ts';
import { throttledProblem } from '../shared/api/wave-answer.ts';
import { findUser } from '../shared/use-cases/find-user.ts';
import { showUser } from '../shared/use-cases/show-user.ts';
import { adminRoute } from './admin-route.ts';

/** Why somebody gets mail or does not, and all they have been sent. */
export const onShowUser = adminRoute(userOperations.showUser, async ({ params }, run) => {
  const found = await findUser(params['idOrUpn']!, run);
  if (found.kind === 'throttled') return problemAnswer(throttledProblem(found.retryAfterSeconds));
  if (found.kind === 'unknownUser') return problemAnswer(unknownUser(params['idOrUpn']!));
  return jsonAnswer(200, describeUser(await showUser(found.journey, await run.campaign.read(), run.clock.now(), run)));
});
