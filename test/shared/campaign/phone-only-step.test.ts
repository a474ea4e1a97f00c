import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/campaign/journey.ts';
import { decideNextStep } from '../../../shared/campaign/next-step.ts';
import { planJourney } from '../../../shared/campaign/plan-journey.ts';
import { cadenceOf, type CampaignDocument } from '../../../shared/config/campaign-document.ts';
import type { Cloud } from '../../../shared/registration/cloud.ts';
import type { MessageState } from '../../../shared/delivery/message.ts';
import type { UserFacts } from '../../../shared/recipient/verdict.ts';
import { aDocument } from '../../builders/documents.ts';
import { after, at, now } from '../../builders/instants.ts';
import { aJourney, aMessage, anAcceptedMessage } from '../../builders/journeys.ts';
import { aUser, capableRegistration, phoneOnlyRegistration, someFacts } from '../../builders/people.ts';
import { aCadence, someRules } from '../../builders/policies.ts';

const policy = aCadence({ strengthenPhoneOnly: true });
const byPhone = someFacts({ registration: phoneOnlyRegistration });
const nudge = anAcceptedMessage('nudge', after({ days: -20 }));
const link = anAcceptedMessage('sspr-link', after({ days: -10 }));

/** Somebody who registered a phone and has had the link for ten days. */
const aPhoneOnly = (change: Partial<Journey> = {}) => aJourney({ facts: byPhone, messages: [nudge, link], ...change });
const facts = (change: Partial<UserFacts>) => ({ facts: { ...byPhone, ...change } });

describe('whoever can reset by phone alone', () => {
  it('is asked for another way, a week after the link', () => {
    expect(decideNextStep(aPhoneOnly(), policy, now)).toEqual({ kind: 'send', step: 'phone-only', notBefore: now });
    const fresh = anAcceptedMessage('sspr-link', after({ days: -1 }));
    expect(decideNextStep(aPhoneOnly({ messages: [nudge, fresh] }), policy, now)).toEqual({
      kind: 'send',
      step: 'phone-only',
      notBefore: after({ days: 6 }),
    });
  });

  it('gets the link first', () => {
    expect(decideNextStep(aPhoneOnly({ messages: [nudge] }), policy, now)).toMatchObject({ step: 'sspr-link' });
  });

  it('is asked in place of the link when none is owed', () => {
    expect(decideNextStep(aPhoneOnly({ messages: [] }), policy, now)).toMatchObject({
      step: 'phone-only',
      notBefore: now,
    });
  });

  it('keeps the time that was planned', () => {
    const planned = aMessage('phone-only', { dueAt: after({ hours: 5 }) });
    expect(decideNextStep(aPhoneOnly({ messages: [nudge, link, planned] }), policy, now)).toMatchObject({
      step: 'phone-only',
      notBefore: planned.dueAt,
    });
  });

  it.each<MessageState>(['accepted', 'delivered', 'bounced', 'suppressed', 'filtered', 'failed', 'rejected'])(
    'is asked once: not again when the mail is %s',
    (state) => {
      const sent = anAcceptedMessage('phone-only', after({ days: -1 }), { state });
      const next = decideNextStep(aPhoneOnly({ messages: [nudge, link, sent] }), policy, now);
      expect(next).toEqual({ kind: 'stop', because: 'done' });
    },
  );

  it.each<[string, Partial<Journey>]>([
    ['holds another way', facts({ registration: capableRegistration })],
    ['has left', facts({ isInDirectory: false })],
    ['is disabled', facts({ user: aUser({ accountEnabled: false }) })],
    ['was excluded', facts({ excludedByOperator: true })],
    ['has no address', facts({ user: aUser({ mail: undefined }) })],
  ])('is left alone who %s', (_, change) => {
    expect(decideNextStep(aPhoneOnly(change), policy, now)).toEqual({ kind: 'stop', because: 'done' });
  });

  it.each<[string, Partial<Journey>, 1 | 2]>([
    ['an admin with a phone and an address', facts({ registration: { ...capableRegistration, isAdmin: true } }), 1],
    ['anybody with a phone and an address where two are required', facts({ registration: capableRegistration }), 2],
  ])('is asked once too, who falls below the number required: %s (truth 20)', (_, change, methodsRequired) => {
    const cadence = { ...policy, methodsRequired };
    expect(decideNextStep(aPhoneOnly(change), cadence, now)).toMatchObject({ step: 'phone-only' });
    const sent = anAcceptedMessage('phone-only', after({ days: -1 }), { state: 'delivered' });
    const afterwards = aPhoneOnly({ ...change, messages: [nudge, link, sent] });
    expect(decideNextStep(afterwards, cadence, now)).toEqual({ kind: 'stop', because: 'done' });
  });

  it('is left alone who holds another way by the time that a refused mail would leave again', () => {
    const refused = aMessage('phone-only', { state: 'due', history: [{ state: 'due', at: after({ hours: -1 }) }] });
    const journey = aPhoneOnly({ ...facts({ registration: capableRegistration }), messages: [nudge, link, refused] });
    expect(planJourney(journey, someRules({}), now).messages).toMatchObject([
      { step: 'phone-only', state: 'cancelled', because: 'done' },
    ]);
  });

  it('is left alone where the document does not want it', () => {
    expect(decideNextStep(aPhoneOnly(), aCadence(), now)).toEqual({ kind: 'stop', because: 'done' });
  });

  it('is left alone once text messages and calls have ended', () => {
    const lastDay = at('2027-01-31T12:00:00Z');
    expect(decideNextStep(aPhoneOnly(), policy, lastDay)).toMatchObject({ step: 'phone-only' });
    expect(decideNextStep(aPhoneOnly(), policy, at('2027-02-01T00:00:00Z'))).toEqual({ kind: 'stop', because: 'done' });
  });

  it.each<[string, CampaignDocument['sspr']['allowedMethods'], 1 | 2, boolean]>([
    ['nobody says which', undefined, 2, true],
    ['phone and address count and one is required', ['mobilePhone', 'email'], 1, true],
    ['phone and address count and two are required', ['mobilePhone', 'email'], 2, false],
    ['two others count', ['officePhone', 'email', 'authenticatorApp'], 2, true],
    ['only phones count', ['mobilePhone', 'officePhone'], 1, false],
  ])('is asked only where there is enough to add: %s', (_, allowedMethods, methodsRequired, isAsked) => {
    const document = aDocument({ sspr: { allowedMethods, methodsRequired, passwordWriteback: 'enabled' } });
    expect(cadenceOf(document, 'public').strengthenPhoneOnly).toBe(isAsked);
  });

  it.each<[string, boolean, Cloud]>([
    ['of a provider of their own (truth 30)', true, 'public'],
    ['of another cloud, where phones go on (truth 33)', false, 'usGovernment'],
    ['of another cloud, where phones go on (truth 33)', false, 'china'],
  ])('is not asked of people %s', (_, ownTelephonyProvider, cloud) => {
    const document = aDocument({ sspr: { methodsRequired: 1, passwordWriteback: 'enabled', ownTelephonyProvider } });
    expect(cadenceOf(document, cloud).strengthenPhoneOnly).toBe(false);
  });
});
