import type { Invocation } from '../shared/app.ts';
import type { CurrentCampaign } from '../shared/use-cases/current-campaign.ts';
import { lookAtDocument, type DocumentFinding } from '../shared/use-cases/look-at-document.ts';

/** How the place that `CAMPAIGN_DOCUMENT` names stands to the stored campaign, as of the last minute. */
export const findDocument = (campaign: CurrentCampaign, run: Invocation): Promise<DocumentFinding> =>
  run.documentFinding.read(() => lookAtDocument(run.quickSource, { read: async () => campaign }), campaign.version);
