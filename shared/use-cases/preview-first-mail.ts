import type { MailOrigin } from '../config/campaign-mail.ts';
import type { Goal } from '../delivery/goal.ts';
import { planMessage } from '../delivery/plan-message.ts';
import { firstStepOf } from '../delivery/steps.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import { addressOf } from '../recipient/verdict.ts';
import type { Campaign } from './campaign-rules.ts';
import { renderMessage } from './render-message.ts';

/** A mail as somebody would read it. */
export interface FirstMail {
  readonly userId: string;
  readonly locale: string;
  readonly subject: string;
  readonly text: string;
}

/** The first mail of a wave, as one of its people would read it today. Undefined where there is nobody to write to. */
export async function previewFirstMail(
  userId: string | undefined,
  goal: Goal,
  campaign: Campaign,
  { origin, now }: { readonly origin: MailOrigin; readonly now: Date },
  { recipients }: { readonly recipients: Pick<RecipientStore, 'readJourney'> },
): Promise<FirstMail | undefined> {
  if (userId === undefined) return undefined;
  const journey = await recipients.readJourney(userId);
  const address = journey.facts && addressOf(journey.facts, campaign.document.audience);
  if (address === undefined) return undefined;
  const step = firstStepOf(goal);
  const message = planMessage(campaign.rules.deploymentId, { userId, step }, { dueAt: now, now });
  const { body } = renderMessage(message, journey, campaign, { origin, now });
  return { userId, locale: body.writtenAs?.locale ?? '', subject: body.subject, text: body.text };
}
