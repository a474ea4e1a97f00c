import { jsonAnswer, problemAnswer, type Answer } from '../shared/api/problem.ts';
import { describeUser, unknownUser } from '../shared/api/user-answer.ts';
import { throttledProblem } from '../shared/api/wave-answer.ts';
import type { Invocation } from '../shared/app.ts';
import { findUser } from '../shared/use-cases/find-user.ts';
import { showUser } from '../shared/use-cases/show-user.ts';
import type { Caller } from './admin-route.ts';
import { noteLook } from './note-look.ts';

/** Everything there is to say about one person, by object id or user principal name. */
export async function answerPerson(idOrUpn: string, caller: Caller, run: Invocation): Promise<Answer> {
  const found = await findUser(idOrUpn, run);
  if (found.kind === 'throttled') return problemAnswer(throttledProblem(found.retryAfterSeconds));
  if (found.kind === 'unknownUser') return problemAnswer(unknownUser(idOrUpn));
  await noteLook(found.journey.userId, caller, run);
  return jsonAnswer(200, describeUser(await showUser(found.journey, await run.campaign.read(), run.clock.now(), run)));
}
