import { describeDiagnosis } from '../shared/api/diagnosis-answer.ts';
import { jsonAnswer, problemAnswer } from '../shared/api/problem.ts';
import { tooManyDiagnoses, unknownUser } from '../shared/api/user-answer.ts';
import { userOperations } from '../shared/api/user-operations.ts';
import { diagnoseUser } from '../shared/use-cases/diagnose-user.ts';
import { adminRoute } from './admin-route.ts';
import { noteLook } from './note-look.ts';

/** Why somebody cannot reset their password, and who can mend it. */
export const onDiagnoseUser = adminRoute(userOperations.diagnoseUser, async ({ params, query }, run, caller) => {
  const userId = params['id']!.toLowerCase();
  const { cadence } = (await run.campaign.read()).rules;
  const { tenantId } = run.settings.admin;
  const request = { userId, tenantId, cloud: run.mailOrigin.cloud, told: query };
  const question = JSON.stringify([userId, query.code, query.event]);
  const diagnose = () => diagnoseUser(request, cadence, run.clock.now(), run);
  const answer = await run.diagnoses.answer(question, caller.objectId, diagnose);
  if (answer.kind === 'tooMany') return problemAnswer(tooManyDiagnoses(answer.retryAfterSeconds));
  if (answer.kind === 'unknownUser') return problemAnswer(unknownUser(userId));
  await noteLook(userId, caller, run);
  return jsonAnswer(200, describeDiagnosis(answer.facts, answer.diagnosis));
});
