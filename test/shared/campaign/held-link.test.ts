import { describe, expect, it } from 'vitest';
import { heldLinkOf } from '../../../shared/campaign/held-link.ts';
import { decideNextStep } from '../../../shared/campaign/next-step.ts';
import type { AudiencePolicy } from '../../../shared/recipient/audience.ts';
import type { UserFacts } from '../../../shared/recipient/verdict.ts';
import type { Evidence } from '../../../shared/registration/evidence.ts';
import { after, now } from '../../builders/instants.ts';
import { aJourney, anAcceptedMessage, evidence } from '../../builders/journeys.ts';
import { aUser, capableRegistration, groupId, someFacts } from '../../builders/people.ts';
import { aCadence, anAudience } from '../../builders/policies.ts';

const synchronised = { user: aUser({ onPremisesSyncEnabled: true }) };
const federated = { user: aUser({ userPrincipalName: 'anna@Fed.contoso.com' }) };
const off = { writebackSwitch: { at: after({ days: -1 }), isOn: false } };
const on = { writebackSwitch: { at: after({ days: -1 }), isOn: true } };
const declaredOff = { passwordWriteback: 'disabled' } as const;
const federatedDomains = { federatedDomains: ['fed.contoso.com'] };
const anAttempt = (kind: 'resetSucceeded' | 'resetFailed', daysAgo: number) =>
  evidence(kind, {
    at: after({ days: -daysAgo }),
    reason: "User's password is managed on-premises. You can enable Password Writeback to resolve this",
  });

type Case = readonly [what: string, Partial<UserFacts>, Partial<AudiencePolicy>, right: string, attempt?: Evidence];

/** https://learn.microsoft.com/entra/identity/authentication/concept-sspr-writeback */
const cases: readonly Case[] = [
  ['cloud-only, writeback off', {}, { ...off, ...declaredOff }, 'sspr-link'],
  ['synchronised, writeback on', synchronised, {}, 'sspr-link'],
  ['synchronised, unknown', synchronised, { passwordWriteback: 'unknown' }, 'sspr-link'],
  ['synchronised, declared off', synchronised, declaredOff, 'writebackNotEnabled'],
  ['synchronised, seen off', synchronised, off, 'writebackNotEnabled'],
  ['synchronised, declared off and seen on', synchronised, { ...declaredOff, ...on }, 'sspr-link'],
  ['federated, declared off', federated, { ...federatedDomains, ...declaredOff }, 'writebackNotEnabled'],
  ['federated, seen off', federated, { ...federatedDomains, ...off }, 'writebackNotEnabled'],
  ['of a domain that could not be read', federated, off, 'sspr-link'],
  ['whose reset got through since it was off', synchronised, off, 'sspr-link', anAttempt('resetSucceeded', 0.5)],
  ['whose reset got through before', synchronised, off, 'writebackNotEnabled', anAttempt('resetSucceeded', 2)],
  ['whose own reset failed for it', synchronised, {}, 'writebackNotEnabled', anAttempt('resetFailed', 1)],
  ['whose own reset failed before it was on', synchronised, on, 'sspr-link', anAttempt('resetFailed', 2)],
  [
    'protected on-premises',
    { ...synchronised, memberOf: [groupId] },
    { onPremisesProtectedGroups: [groupId] },
    'onPremisesProtected',
  ],
];

describe('somebody who registered, nudged before: the SSPR link (truth 19)', () => {
  it.each(cases.map(([what, ...given]) => ({ what, given })))('$what', ({ given }) => {
    const [facts, audience, right, attempt] = given;
    const journey = aJourney({
      facts: someFacts({ registration: capableRegistration, ...facts }),
      messages: [anAcceptedMessage('nudge', after({ days: -3 }))],
      evidence: attempt ? [attempt] : [],
    });
    const policy = aCadence({ audience: anAudience(audience) });
    const next = decideNextStep(journey, policy, now);
    expect(next.kind === 'send' ? next.step : next.because).toBe(right);
    const held = heldLinkOf(journey, next, policy);
    expect(held).toEqual(right === 'sspr-link' ? undefined : { userId: journey.userId, because: right });
  });

  it('is owed again, once, after it was cancelled for that', () => {
    const cancelled = { ...anAcceptedMessage('sspr-link', now), state: 'cancelled', acceptedAt: undefined } as const;
    const journey = aJourney({
      facts: someFacts({ registration: capableRegistration, ...synchronised }),
      messages: [anAcceptedMessage('nudge', after({ days: -3 })), cancelled],
    });
    const policy = aCadence({ audience: anAudience(on) });
    expect(decideNextStep(journey, policy, now)).toMatchObject({ kind: 'send', step: 'sspr-link' });
    const sent = { ...journey, messages: [...journey.messages.slice(0, 1), anAcceptedMessage('sspr-link', now)] };
    expect(decideNextStep(sent, policy, now)).toEqual({ kind: 'stop', because: 'done' });
  });

  it('is not on the list for somebody who has yet to register', () => {
    const journey = aJourney({ facts: someFacts(synchronised) });
    const policy = aCadence({ audience: anAudience(off) });
    const next = decideNextStep(journey, policy, now);
    expect(next).toEqual({ kind: 'stop', because: 'writebackNotEnabled' });
    expect(heldLinkOf(journey, next, policy)).toBeUndefined();
  });
});
