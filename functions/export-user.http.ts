import { jsonAnswer, problemAnswer } from '../shared/api/problem.ts';
import { describeExport, unknownUser } from '../shared/api/user-answer.ts';
import { userOperations } from '../shared/api/user-operations.ts';
import { throttledProblem } from '../shared/api/wave-answer.ts';
import { audited } from '../shared/use-cases/audited.ts';
import { exportPerson } from '../shared/use-cases/export-person.ts';
import { findUser } from '../shared/use-cases/find-user.ts';
import { adminRoute, served } from './admin-route.ts';

/** All that is kept of somebody. */
export const exportingUser = served(userOperations.exportUser, async ({ params }, run, { objectId: by }) => {
  const userId = params['id']!.toLowerCase();
  const found = await findUser(userId, run);
  if (found.kind === 'throttled') return problemAnswer(throttledProblem(found.retryAfterSeconds));
  if (found.kind === 'unknownUser') return problemAnswer(unknownUser(userId));
  const deploymentId = await run.ownStorage.deploymentId();
  const kept = await audited(
    { by, action: 'exportUser', target: userId },
    { now: run.clock.now(), ports: run },
    () => exportPerson(userId, deploymentId, run),
    () => ({ outcome: 'done' }),
  );
  return jsonAnswer(200, describeExport(kept));
});

export const onExportUser = adminRoute(exportingUser.operation, exportingUser.handler);
