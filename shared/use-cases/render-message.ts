import type { Journey } from '../campaign/journey.ts';
import { audienceOf, type CampaignDocument } from '../config/campaign-document.ts';
import type { Message } from '../delivery/message.ts';
import { mailLocales, renderMail, type MailFacts, type MailKind, type MailLocale } from '../email/mail.ts';
import type { PinnedBody } from '../ports/recipient-store.ts';
import { chooseAddress } from '../recipient/address.ts';
import type { DirectoryUser } from '../recipient/directory-user.ts';
import { chooseLocale } from '../recipient/locale.ts';
import { variantFor } from '../recipient/verdict.ts';
import { judgeReadiness } from '../registration/readiness.ts';

/** Renders a message for the first time: whom it goes to and what it says. Pure: the same inputs give the same bytes. */
export function renderMessage(message: Message, journey: Journey, document: CampaignDocument, tenantId: string) {
  const { user } = journey.facts!;
  const address = chooseAddress(user, audienceOf(document).addressFallback);
  if (address === undefined) throw new Error(`User ${user.id} was selected without an address to write to`);
  const kind = mailKindOf(message, journey, document);
  const { subject, html, text } = renderMail(
    kind,
    localeFor(user, document),
    mailFacts(message, user, document, tenantId),
  );
  const body: PinnedBody = { messageId: message.messageId, displayName: user.displayName, subject, html, text };
  return { address, body };
}

/** Which mail a step is, for this person. */
export function mailKindOf({ step }: Message, journey: Journey, document: CampaignDocument): MailKind {
  if (step === 'sspr-link') return wasPrepopulated(journey, document) ? 'ssprLinkPrepopulated' : 'ssprLink';
  if (step !== 'nudge')
    return reminderNumberOf(step) === document.cadence.remindersAfterDays.length ? 'lastReminder' : 'reminder';
  return { register: 'nudge', oneMoreMethod: 'oneMoreMethod', admin: 'adminNudge' }[
    variantFor(journey.facts!)
  ] as MailKind;
}

/** An admin entered the data: the person may not know about it. */
function wasPrepopulated(journey: Journey, document: CampaignDocument): boolean {
  const { registration } = journey.facts!;
  const readiness = judgeReadiness({ ...journey, registration }, document.sspr.methodsRequired);
  return readiness.kind === 'capable' && readiness.by === 'admin';
}

function localeFor(user: DirectoryUser, document: CampaignDocument): MailLocale {
  const { preferredLanguage = null, usageLocation = null } = user;
  const chosen = chooseLocale({ preferredLanguage, usageLocation }, mailLocales, document.mail.defaultLocale);
  return mailLocales.find((locale) => locale === chosen.locale) ?? 'en';
}

function mailFacts({ step }: Message, user: DirectoryUser, document: CampaignDocument, tenantId: string): MailFacts {
  return {
    organisation: document.organisation,
    person: { displayName: user.displayName, givenName: user.givenName },
    methodsRequired: document.sspr.methodsRequired,
    links: document.mail.links,
    synchronised: user.onPremisesSyncEnabled,
    reminderNumber: reminderNumberOf(step),
    tenantId,
  };
}

function reminderNumberOf(step: Message['step']): number | undefined {
  return step.startsWith('reminder-') ? Number(step.slice('reminder-'.length)) : undefined;
}
