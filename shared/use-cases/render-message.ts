import { untold } from '../campaign/entry-notice.ts';
import { nudgeAcceptedAt, type Journey } from '../campaign/journey.ts';
import { readinessOf } from '../campaign/readiness-of.ts';
import { campaignMailFacts, type MailOrigin } from '../config/campaign-mail.ts';
import type { Message } from '../delivery/message.ts';
import { stepNameOf, stepNumberOf, type Step, type StepName } from '../delivery/steps.ts';
import { mailLocales, renderMail, type MailFacts, type MailKind } from '../email/mail.ts';
import type { PinnedBody } from '../ports/recipient-store.ts';
import { isAmong } from '../recipient/address.ts';
import { chooseLocale } from '../recipient/locale.ts';
import { chooseTimeZone } from '../recipient/time-zone.ts';
import { addressOf, variantFor, type Variant } from '../recipient/verdict.ts';
import { enteredDetails } from '../registration/entered-details.ts';
import { isFilledIn } from '../registration/readiness.ts';
import type { Campaign } from './campaign-rules.ts';
import { dayOf } from './wave-outlook.ts';

/** Renders a message for the first time: whom it goes to and what it says. Pure: the same inputs give the same bytes. */
export function renderMessage(
  message: Message,
  journey: Journey,
  campaign: Campaign,
  { origin, now }: { readonly origin: MailOrigin; readonly now: Date },
) {
  const { document } = campaign;
  const { user } = journey.facts!;
  const address = addressOf(journey.facts!, document.audience);
  if (address === undefined) throw new Error(`User ${user.id} was selected without an address to write to`);
  const kind = mailKindOf(message, journey, campaign);
  const { locale, because: localeBecause } = chooseLocale(user, mailLocales, document.mail.defaultLocale);
  const common = { ...campaignMailFacts(document, origin, now), tenantId: origin.tenantId };
  const mail = renderMail(kind, locale, { ...common, ...personalFacts(message, journey, campaign, address) });
  const writtenAs = { kind, locale, localeBecause };
  const body: PinnedBody = { messageId: message.messageId, displayName: user.displayName, ...mail, writtenAs };
  return { address, body };
}

/** Which mail a step is, for this person. */
export const mailKindOf = ({ step }: Message, journey: Journey, campaign: Campaign): MailKind =>
  kindOf[stepNameOf(step)](journey, campaign, step);

const kindOf: Readonly<Record<StepName, (journey: Journey, campaign: Campaign, step: Step) => MailKind>> = {
  nudge: ({ facts }) => nudgeOf[variantFor(facts!)],
  reminder: (_, { document }, step) =>
    stepNumberOf(step) === document.cadence.remindersAfterDays.length ? 'lastReminder' : 'reminder',
  'sspr-link': (journey, campaign) =>
    wasPrepopulated(journey, campaign) && !isToldOfAll(journey) ? 'ssprLinkPrepopulated' : 'ssprLink',
  'phone-only': () => 'phoneOnly',
};

const nudgeOf: Readonly<Record<Variant, MailKind>> = {
  register: 'nudge',
  oneMoreMethod: 'oneMoreMethod',
  admin: 'adminNudge',
};

const wasPrepopulated = (journey: Journey, { rules }: Campaign): boolean =>
  isFilledIn(readinessOf(journey, rules.cadence));

/** A mail of its own told them of what was entered, and nothing else is known to have been. */
function isToldOfAll(journey: Journey): boolean {
  const { details, isAnyTold } = untoldOf(journey);
  return isAnyTold && details.length === 0;
}

const untoldOf = ({ entryNotices = [], evidence, facts }: Journey) =>
  untold(entryNotices, enteredDetails(evidence, facts?.registration));

function personalFacts(message: Message, journey: Journey, campaign: Campaign, address: string) {
  const { cadence } = campaign.document;
  const { step } = message;
  const { user, registration } = journey.facts!;
  const nudgedAt = nudgeAcceptedAt(journey);
  return {
    person: { displayName: user.displayName, givenName: user.givenName },
    synchronised: user.onPremisesSyncEnabled,
    variant: variantFor(journey.facts!),
    methodsRegistered: registration?.methodsRegistered,
    reminderNumber: stepNumberOf(step),
    nudgedOn: nudgedAt && dayOf(nudgedAt, chooseTimeZone(user.usageLocation, cadence.timeZone)),
    signInName: isAmong(user.userPrincipalName, [address]) ? undefined : user.userPrincipalName,
    prepopulated: untoldOf(journey).details,
    toldOfEntries: wasPrepopulated(journey, campaign) && isToldOfAll(journey),
  } satisfies Partial<MailFacts>;
}
