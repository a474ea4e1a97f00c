import { answerCampaign, answerUnreadable } from '../shared/api/campaign-answer.ts';
import { campaignOperations } from '../shared/api/campaign-operations.ts';
import { isUnreadable, orUnreadable } from '../shared/config/unreadable-document.ts';
import { showSending } from '../shared/use-cases/show-sending.ts';
import { adminRoute } from './admin-route.ts';
import { findDocument } from './find-document.ts';

/** The campaign document, whether the campaign runs, and why nothing leaves. */
export const onShowCampaign = adminRoute(campaignOperations.showCampaign, async (_input, run) => {
  const campaign = await orUnreadable(run.campaign.readAnew());
  const { dryRun } = run.settings;
  if (isUnreadable(campaign)) return answerUnreadable(campaign, dryRun);
  const { document, state } = campaign;
  const [sending, finding] = await Promise.all([showSending(campaign, dryRun, run), findDocument(campaign, run)]);
  const file = finding.kind === 'overridden' ? { differences: finding.differences } : undefined;
  return answerCampaign({ document, state, dryRun, sending, ...(file && { file }) });
});
