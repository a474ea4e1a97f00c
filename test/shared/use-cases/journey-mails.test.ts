import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/campaign/journey.ts';
import type { Step } from '../../../shared/delivery/steps.ts';
import type { Campaign } from '../../../shared/use-cases/campaign-rules.ts';
import { localeTexts } from '../../../shared/email/locales.ts';
import { mailLocales, type MailLocale } from '../../../shared/email/mail.ts';
import type { Variant } from '../../../shared/recipient/verdict.ts';
import { administratorMethods, type SsprMethod } from '../../../shared/registration/sspr-method.ts';
import { renderMessage } from '../../../shared/use-cases/render-message.ts';
import { someOrigin } from '../../builders/documents.ts';
import { after, now } from '../../builders/instants.ts';
import { aJourney, aMessage, anAcceptedMessage } from '../../builders/journeys.ts';
import { aRegistration, aUser, someFacts } from '../../builders/people.ts';
import { aCampaign } from '../../builders/policies.ts';
import { lettersOf, methodFaults, sayings } from '../../builders/what-a-mail-asks.ts';

interface Person {
  readonly who: string;
  readonly variant: Variant;
  readonly methodsRegistered: readonly string[];
  readonly isSsprRegistered?: boolean;
}

const people: readonly Person[] = [
  { who: 'nothing', variant: 'register', methodsRegistered: [] },
  { who: 'a passkey', variant: 'register', methodsRegistered: ['passKeyDeviceBound'] },
  { who: 'a phone of two', variant: 'oneMoreMethod', methodsRegistered: ['mobilePhone'] },
  {
    who: 'what no longer counts',
    variant: 'oneMoreMethod',
    methodsRegistered: ['hardwareOneTimePasscode'],
    isSsprRegistered: true,
  },
  { who: 'an admin role', variant: 'admin', methodsRegistered: [] },
  { who: 'an admin role and an email', variant: 'admin', methodsRegistered: ['email'] },
];
const required = [1, 2] as const;
const declared: readonly (readonly SsprMethod[] | undefined)[] = [
  undefined,
  ['authenticatorApp', 'mobilePhone', 'email'],
  ['mobilePhone', 'securityQuestions'],
];
const cadences = [[4], [4, 10], [4, 10, 21], [4, 10, 21, 28], [4, 10, 21, 28, 35], [4, 10, 21, 28, 35, 42]];

const journeys = people.flatMap((person) =>
  required.flatMap((methodsRequired) =>
    declared.flatMap((allowedMethods) =>
      cadences.map((remindersAfterDays) => ({ person, methodsRequired, allowedMethods, remindersAfterDays })),
    ),
  ),
);

describe('every mail of a journey, over all variants, steps and one to six reminders,', () => {
  it('says the same number of ways and the same methods (truth 24)', { timeout: 120_000 }, () => {
    const faults = journeys.flatMap(({ person, methodsRequired, allowedMethods, remindersAfterDays }, at) => {
      const locale = mailLocales[at % mailLocales.length]!;
      const campaign = aCampaign({
        sspr: {
          methodsRequired,
          passwordWriteback: 'enabled',
          ...(allowedMethods && { allowedMethods: [...allowedMethods] }),
        },
        cadence: { timeZone: 'Europe/Stockholm', remindersAfterDays },
      });
      const said = sayings(localeTexts(locale), person.variant, methodsRequired);
      const methods = person.variant === 'admin' ? administratorMethods : allowedMethods;
      return mailsOf(person, campaign, locale).flatMap(({ step, text }) => [
        ...(text.includes(said.number) ? [] : [`${locale} ${person.who} ${step}: not ${said.number}`]),
        ...said.never
          .filter((never) => text.includes(never))
          .map((never) => `${locale} ${person.who} ${step}: ${never}`),
        ...methodFaults(text, methods, locale).map((fault) => `${locale} ${person.who} ${step}: ${fault}`),
      ]);
    });
    expect(faults).toEqual([]);
  });

  it('asks an admin for two, without security questions, in the third reminder too (truth 24)', () => {
    const [admin] = people.filter(({ variant }) => variant === 'admin');
    const campaign = aCampaign({
      sspr: { methodsRequired: 1, passwordWriteback: 'enabled', allowedMethods: ['securityQuestions'] },
      cadence: { timeZone: 'Europe/Stockholm', remindersAfterDays: [4, 10, 21, 30] },
    });
    const third = mailsOf(admin!, campaign, 'en').find(({ step }) => step === 'reminder-3')!;
    expect(third.text).toContain('addtwodifferentways');
    expect(third.text).toContain('Securityquestionsdonot');
    expect(third.text).not.toContain('addoneway');
  });

  it('does not tell somebody who lacks one of two that nothing is set up (truth 24)', () => {
    const halfway = people.find(({ who }) => who === 'a phone of two')!;
    const campaign = aCampaign({
      sspr: { methodsRequired: 2, passwordWriteback: 'enabled' },
      cadence: { timeZone: 'Europe/Stockholm', remindersAfterDays: [4, 10, 21, 30] },
    });
    const mails = mailsOf(halfway, campaign, 'en');
    expect(mails[0]!.kind).toBe('oneMoreMethod');
    expect(mails.filter(({ text }) => text.includes('notsetup'))).toEqual([]);
  });
});

/** From the first mail to the last reminder. */
function mailsOf(person: Person, campaign: Campaign, locale: MailLocale) {
  const reminders = campaign.document.cadence.remindersAfterDays.map((_, at): Step => `reminder-${at + 1}`);
  return (['nudge', ...reminders] as const).map((step) => {
    const { body } = renderMessage(aMessage(step), journeyOf(person, locale), campaign, { origin: someOrigin, now });
    return { step, kind: body.writtenAs?.kind, text: lettersOf(`${body.subject} ${body.text}`) };
  });
}

function journeyOf({ variant, methodsRegistered, isSsprRegistered = false }: Person, locale: MailLocale): Journey {
  const registration = aRegistration({ methodsRegistered, isSsprRegistered, isAdmin: variant === 'admin' });
  const facts = someFacts({ user: aUser({ preferredLanguage: locale }), registration });
  return aJourney({ facts, messages: [anAcceptedMessage('nudge', after({ days: -4 }))] });
}
