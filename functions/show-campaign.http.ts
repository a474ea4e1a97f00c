import { app } from '@azure/functions';
import { answerCampaign } from '../shared/admin/campaign-answer.ts';
import { campaignOperations } from '../shared/admin/campaign-operations.ts';
import { adminRoute } from './admin-route.ts';

/** The campaign document and whether the campaign runs. */
export const onShowCampaign = adminRoute(campaignOperations.showCampaign, async (_input, run) => {
  const { document, state } = await run.campaign.readAnew();
  return answerCampaign(document, state, run.settings.dryRun);
});

app.http('showCampaign', onShowCampaign);
