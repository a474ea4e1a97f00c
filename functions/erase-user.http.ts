import { jsonAnswer, problemAnswer } from '../shared/api/problem.ts';
import { claimedNow, unknownUser } from '../shared/api/user-answer.ts';
import { userOperations } from '../shared/api/user-operations.ts';
import { throttledProblem } from '../shared/api/wave-answer.ts';
import { audited } from '../shared/use-cases/audited.ts';
import { erasePerson } from '../shared/use-cases/erase-person.ts';
import { findUser } from '../shared/use-cases/find-user.ts';
import { adminRoute, served } from './admin-route.ts';

/** Erases everything about somebody. */
export const erasingUser = served(userOperations.eraseUser, async ({ params }, run, { objectId: by }) => {
  const userId = params['id']!.toLowerCase();
  const found = await findUser(userId, run);
  if (found.kind === 'throttled') return problemAnswer(throttledProblem(found.retryAfterSeconds));
  if (found.kind === 'unknownUser') return problemAnswer(unknownUser(userId));
  const now = run.clock.now();
  const erasing = { deploymentId: await run.ownStorage.deploymentId(), now, ports: run };
  const answer = await audited(
    { by, action: 'eraseUser', target: userId },
    { now, ports: run },
    () => erasePerson(userId, erasing),
    ({ kind }) => ({ outcome: kind === 'erased' ? 'done' : 'refused' }),
  );
  return answer.kind === 'claimed' ? problemAnswer(claimedNow) : jsonAnswer(200, { erased: answer.hash });
});

export const onEraseUser = adminRoute(erasingUser.operation, erasingUser.handler);
