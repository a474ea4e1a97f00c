import { answerCampaign, answerUnreadable } from '../shared/api/campaign-answer.ts';
import { campaignOperations } from '../shared/api/campaign-operations.ts';
import { problemAnswer, unknownAction } from '../shared/api/problem.ts';
import { isUnreadable, orUnreadable } from '../shared/config/unreadable-document.ts';
import { audited } from '../shared/use-cases/audited.ts';
import { changeStatus } from '../shared/use-cases/change-campaign.ts';
import { adminRoute, served } from './admin-route.ts';

const actions = {
  pause: { status: 'paused', audit: 'pauseCampaign' },
  resume: { status: 'running', audit: 'resumeCampaign' },
} as const;

/** Pauses or resumes the campaign. */
export const changingStatus = served(campaignOperations.changeStatus, async ({ params, body }, run, caller) => {
  const action = params['action'] === 'pause' || params['action'] === 'resume' ? params['action'] : undefined;
  if (action === undefined) return problemAnswer(unknownAction(params['action']!, Object.keys(actions)));
  const { status, audit } = actions[action];
  const { because } = body;
  const now = run.clock.now();
  const campaign = await audited(
    { by: caller.objectId, action: audit, ...(because && { details: { because } }) },
    { now, ports: run },
    () => changeStatus({ status, because, changedAt: now }, () => orUnreadable(run.campaign.readAnew()), run.campaigns),
    () => ({ outcome: 'done' }),
  );
  run.campaign.forget();
  if (isUnreadable(campaign)) return answerUnreadable(campaign, run.settings.dryRun);
  return answerCampaign({ document: campaign.document, state: campaign.state, dryRun: run.settings.dryRun });
});

export const onChangeStatus = adminRoute(changingStatus.operation, changingStatus.handler);
