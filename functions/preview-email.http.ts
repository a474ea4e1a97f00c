import { app } from '@azure/functions';
import { emailOperations } from '../shared/admin/email-operations.ts';
import { answerPreview } from '../shared/admin/email-answer.ts';
import { previewMail, variantOf } from '../shared/email/preview.ts';
import { adminRoute } from './admin-route.ts';

/** Any mail in any language, with made-up facts. */
export const onPreviewEmail = adminRoute(emailOperations.previewEmail, async ({ query }, run) => {
  const { kind, locale, reminderNumber, format } = query;
  const { document } = await run.campaign.read();
  const { organisation, mail, sspr } = document;
  const campaign = { organisation, links: mail.links, methodsRequired: sspr.methodsRequired };
  return answerPreview(previewMail(variantOf(kind, reminderNumber), locale, campaign), format);
});

app.http('previewEmail', onPreviewEmail);
