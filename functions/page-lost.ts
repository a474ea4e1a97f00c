import { lostOperations } from '../shared/api/lost-operations.ts';
import { lostPlanPage } from '../shared/api/page/lost-page.ts';
import { takeBody } from '../shared/api/request-body.ts';
import { planLoss } from '../shared/use-cases/decide-lost.ts';
import { reasonIn, withPage, type Result, type Sent } from './page-change.ts';

export const decisionIn = (sent: Sent) => {
  const { decision, confirm } = sent.fields;
  return { decision, dryRun: false, confirm, ...reasonIn(sent) };
};

/** Whom a decision would be about. Nothing is changed by it. */
export const planLost = (sent: Sent): Promise<Result> =>
  withPage(sent, async ({ shell, campaign, run }) => {
    const read = takeBody({ decision: sent.fields['decision'] }, lostOperations.decideLost.body!);
    if (!read.valid) return read.answer;
    const { decision } = read.value;
    const ports = { ...run, isOvertime: () => false };
    return lostPlanPage(
      shell,
      decision,
      await planLoss(decision, { rules: campaign.rules, now: run.clock.now(), ports }),
    );
  });
