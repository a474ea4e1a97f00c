import { answerLoss, answerLossPlan } from '../shared/api/lost-answer.ts';
import { lostOperations } from '../shared/api/lost-operations.ts';
import { longestAnswerMs } from '../shared/api/prepopulate-operations.ts';
import { problemAnswer } from '../shared/api/problem.ts';
import { faultyProblem } from '../shared/api/request-body.ts';
import { decideLost, planLoss } from '../shared/use-cases/decide-lost.ts';
import { adminRoute, served } from './admin-route.ts';

/** Says whose history was lost (a dry run), or decides for those whom a dry run named. */
export const decidingLost = served(lostOperations.decideLost, async ({ body }, run, { objectId: by }) => {
  const answerBy = performance.now() + longestAnswerMs;
  const { decision, dryRun, confirm, because } = body;
  if (!dryRun && because === undefined)
    return problemAnswer(faultyProblem('The body has faults', [{ path: 'because', message: 'is needed: a reason' }]));
  const { rules } = await run.campaign.readAnew();
  const ports = { ...run, isOvertime: () => performance.now() > answerBy };
  const deciding = { rules, now: run.clock.now(), ports };
  if (dryRun) return answerLossPlan(decision, await planLoss(decision, deciding));
  return answerLoss(decision, await decideLost({ decision, confirm, because: because!, by }, deciding));
});

export const onDecideLost = adminRoute(decidingLost.operation, decidingLost.handler);
