import { describe, expect, it } from 'vitest';
import { ReportCounter, type CampaignReport } from '../../../shared/campaign/campaign-report.ts';
import type { Journey } from '../../../shared/campaign/journey.ts';
import type { CadencePolicy } from '../../../shared/campaign/cadence-policy.ts';
import { decideNextStep } from '../../../shared/campaign/next-step.ts';
import { after, now } from '../../builders/instants.ts';
import { aJourney, aMessage, anAcceptedMessage, evidence } from '../../builders/journeys.ts';
import { aRegistration, capableRegistration, personId, someFacts } from '../../builders/people.ts';
import { aCadence, anAudience } from '../../builders/policies.ts';

const policy = aCadence({ strengthenPhoneOnly: true });

function report(journeys: readonly Journey[], cadence: CadencePolicy = policy): CampaignReport {
  const counter = new ReportCounter(cadence, now);
  for (const journey of journeys) counter.add(journey);
  return counter.total();
}

const capableBy = (...methodsRegistered: string[]) => ({ ...capableRegistration, methodsRegistered });
const capable = someFacts({ registration: capableRegistration });
const nudge = anAcceptedMessage('nudge', after({ days: -20 }), { state: 'delivered' });
const reminder = anAcceptedMessage('reminder-1', after({ days: -16 }));
const link = anAcceptedMessage('sspr-link', after({ days: -10 }));

describe('people who are counted as phone-only are those who are asked for another way', () => {
  const outOfScope = aRegistration({
    isSsprEnabled: false,
    isSsprRegistered: true,
    methodsRegistered: ['mobilePhone'],
  });
  it.each([
    ['a phone', someFacts({ registration: capableBy('mobilePhone') }), true],
    [
      'a phone and a passkey, which resets nothing',
      someFacts({ registration: capableBy('mobilePhone', 'fido2') }),
      true,
    ],
    ['a phone, out of scope', someFacts({ registration: outOfScope }), false],
    ['a phone and an address', someFacts({ registration: capableBy('mobilePhone', 'email') }), false],
    [
      'a phone and an address, as an admin',
      someFacts({ registration: { ...capableRegistration, isAdmin: true } }),
      true,
    ],
    ['a phone, after leaving', someFacts({ isInDirectory: false, registration: capableBy('mobilePhone') }), false],
  ])('%s', (_, facts, isPhoneOnly) => {
    const journey = aJourney({ facts, messages: [nudge, link] });
    const next = decideNextStep(journey, policy, now);
    expect(next.kind === 'send' && next.step === 'phone-only').toBe(isPhoneOnly);
    expect(report([journey]).phoneOnly).toBe(isPhoneOnly ? 1 : 0);
  });
});

describe('what the mails brought about', () => {
  const registeredAt = (days: number) => [evidence('registered', { at: after({ days }) })];

  it('is counted for the last mail before the registration', () => {
    const messages = [nudge, reminder, link];
    const { effects, registeredUnasked } = report([
      aJourney({ facts: capable, messages, evidence: registeredAt(-17) }),
      aJourney({ facts: capable, messages, evidence: registeredAt(-12) }),
    ]);
    expect(effects).toEqual({
      nudge: { sent: 2, delivered: 2, registeredAfter: 1, resetAfter: 0 },
      'reminder-1': { sent: 2, delivered: 0, registeredAfter: 1, resetAfter: 0 },
      'sspr-link': { sent: 2, delivered: 0, registeredAfter: 0, resetAfter: 0 },
    });
    expect(registeredUnasked).toBe(0);
  });

  it('tells who registered before, unasked, or at a time that nobody knows', () => {
    const { registeredUnasked, registeredAtUnknownTime } = report([
      aJourney({ facts: capable, messages: [nudge], evidence: registeredAt(-21) }),
      aJourney({ facts: capable }),
      aJourney({ facts: capable, messages: [nudge] }),
      aJourney({ facts: capable, enrolment: undefined }),
    ]);
    expect({ registeredUnasked, registeredAtUnknownTime }).toEqual({
      registeredUnasked: 2,
      registeredAtUnknownTime: 1,
    });
  });

  it('is listed by day, with the mails that were superseded', () => {
    const superseded = [anAcceptedMessage('nudge', after({ days: -21 }), { state: 'bounced' })];
    const journey = aJourney({ facts: capable, messages: [nudge], superseded, evidence: registeredAt(-20) });
    const day = (days: number) => after({ days }).toISOString().slice(0, 10);
    expect(report([journey]).days).toEqual([
      { day: day(-21), mails: 1, registrations: 0 },
      { day: day(-20), mails: 1, registrations: 1 },
    ]);
  });
});

it('The share that is left alone is counted by who waits and who registered meanwhile', () => {
  const cadence = aCadence({ audience: anAudience({ holdoutPercent: 100 }) });
  const leftAlone = { enrolment: undefined };
  const { holdout } = report(
    [
      aJourney(leftAlone),
      aJourney({ ...leftAlone, facts: capable, evidence: [evidence('registered')] }),
      aJourney({ ...leftAlone, facts: capable }),
    ],
    cadence,
  );
  expect(holdout).toEqual({ people: 2, capable: 1 });
});

it('What a human has to look at is listed, fifty at most, and counted whole', () => {
  const failed = aMessage('nudge', { state: 'failed', because: 'mailbox full' });
  const journeys = Array.from({ length: 60 }, (_, n) => aJourney({ userId: personId(n), messages: [failed] }));
  const { needsHuman, needsHumanCount } = report(journeys);
  expect(needsHuman).toHaveLength(50);
  expect(needsHuman[0]).toEqual({ userId: personId(0), step: 'nudge', state: 'failed', because: 'mailbox full' });
  expect(needsHumanCount).toBe(60);
});

it('A reset that the log tells of twice is counted once (truth 21)', () => {
  const reset = (minutes: number) => evidence('resetSucceeded', { at: after({ minutes }) });
  const { profile } = report([aJourney({ evidence: [reset(-60), reset(-10), reset(-9)] })]);
  expect(profile.resets).toEqual({ succeeded: 2, synchronisedSucceeded: 0, failed: 0, writebackOff: 0 });
});
