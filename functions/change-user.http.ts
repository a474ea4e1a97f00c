import { jsonAnswer, problemAnswer, unknownAction } from '../shared/api/problem.ts';
import { faultyProblem } from '../shared/api/request-body.ts';
import { cannotResend, describeUser, unknownUser } from '../shared/api/user-answer.ts';
import { userOperations } from '../shared/api/user-operations.ts';
import { throttledProblem } from '../shared/api/wave-answer.ts';
import { changeUser, userActions } from '../shared/use-cases/change-user.ts';
import { findUser } from '../shared/use-cases/find-user.ts';
import { showUser } from '../shared/use-cases/show-user.ts';
import { adminRoute, served } from './admin-route.ts';

/** Excludes or includes somebody, or sends them a step again. */
export const changingUser = served(userOperations.changeUser, async ({ params, body }, run, { objectId: by }) => {
  const action = userActions.find((one) => one === params['action']);
  if (action === undefined) return problemAnswer(unknownAction(params['action']!, userActions));
  if (action === 'resend' && body.step === undefined)
    return problemAnswer(faultyProblem('The body has faults', [{ path: 'step', message: 'is needed for resend' }]));
  if (body.force && !body.because)
    return problemAnswer(faultyProblem('The body has faults', [{ path: 'because', message: 'is needed with force' }]));
  const found = await findUser(params['id']!, run);
  if (found.kind === 'throttled') return problemAnswer(throttledProblem(found.retryAfterSeconds));
  if (found.kind === 'unknownUser') return problemAnswer(unknownUser(params['id']!));
  const { userId } = found.journey;
  const [campaign, now] = [await run.campaign.read(), run.clock.now()];
  const change = await changeUser({ ...body, userId, action, by }, campaign.rules, now, run);
  if (change.kind === 'refused') return problemAnswer(cannotResend(change.because));
  return jsonAnswer(200, describeUser(await showUser(await run.recipients.readJourney(userId), campaign, now, run)));
});

export const onChangeUser = adminRoute(changingUser.operation, changingUser.handler);
