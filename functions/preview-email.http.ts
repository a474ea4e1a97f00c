import { emailOperations } from '../shared/api/email-operations.ts';
import { answerPreview } from '../shared/api/email-answer.ts';
import { campaignMailFacts } from '../shared/config/campaign-mail.ts';
import { noteOn, previewMail, variantOf } from '../shared/email/preview.ts';
import { adminRoute } from './admin-route.ts';

/** Any mail in any language, with made-up facts. */
export const onPreviewEmail = adminRoute(emailOperations.previewEmail, async ({ query }, run) => {
  const { kind, locale, reminderNumber, format } = query;
  const { document } = await run.campaign.read();
  const facts = campaignMailFacts(document, run.mailOrigin, run.clock.now());
  return answerPreview(previewMail(variantOf(kind, reminderNumber), locale, facts), format, noteOn(kind));
});
