import { describe, expect, it } from 'vitest';
import { FiguresCounter, reportOf, tallyOfWave } from '../../../shared/campaign/figures.ts';
import type { Journey } from '../../../shared/campaign/journey.ts';
import { applyChange } from '../../../shared/campaign/journey-change.ts';
import { ledgerOf } from '../../../shared/campaign/make-ledger.ts';
import { resetAfterMail } from '../../../shared/campaign/real-end.ts';
import { after, now } from '../../builders/instants.ts';
import { aJourney, aMessage, anAcceptedMessage, evidence } from '../../builders/journeys.ts';
import { capableRegistration, someFacts } from '../../builders/people.ts';
import { aCadence } from '../../builders/policies.ts';

const mail = (step: 'nudge' | 'reminder-1' | 'sspr-link', daysAgo: number) =>
  anAcceptedMessage(step, after({ days: -daysAgo }));
const reset = (daysAgo: number, kind: 'resetSucceeded' | 'resetFailed' = 'resetSucceeded') =>
  evidence(kind, { eventId: `${kind}${daysAgo}`, at: after({ days: -daysAgo }) });
const mails = [mail('nudge', 20), mail('reminder-1', 15), mail('sspr-link', 10)];

describe('the real end of a journey (everyone 3)', () => {
  it.each<[string, Partial<Journey>, string | undefined]>([
    ['the last mail before the reset', { messages: mails, evidence: [reset(5)] }, 'sspr-link'],
    ['not one that came later', { messages: mails, evidence: [reset(12)] }, 'reminder-1'],
    ['the first reset counts', { messages: mails, evidence: [reset(3), reset(18)] }, 'nudge'],
    ['one before any mail is the tenant’s own', { messages: mails, evidence: [reset(30)] }, undefined],
    ['and one after it counts', { messages: mails, evidence: [reset(30), reset(5)] }, 'sspr-link'],
    ['a failure is no end', { messages: mails, evidence: [reset(5, 'resetFailed')] }, undefined],
    ['without a mail it is the tenant’s own', { evidence: [reset(5)] }, undefined],
    [
      'a mail that is planned brought nothing about',
      { messages: [aMessage('nudge')], evidence: [reset(5)] },
      undefined,
    ],
  ])('%s', (_, journey, step) => {
    expect(resetAfterMail(aJourney(journey))).toBe(step);
  });

  it('stays when the journey is forgotten', () => {
    const journey = aJourney({ messages: mails, evidence: [reset(5)] });
    const forgotten = applyChange(journey, { ledger: ledgerOf(journey, now) });
    expect(resetAfterMail(forgotten)).toBe('sspr-link');
    const again = applyChange(forgotten, { ledger: ledgerOf(forgotten, now) });
    expect(resetAfterMail(again)).toBe('sspr-link');
  });

  it('is counted by mail, by wave and of all enrolled, beside the resets of the tenant', () => {
    const policy = aCadence();
    const counter = new FiguresCounter(policy, now);
    const facts = someFacts({ registration: capableRegistration });
    counter.add(aJourney({ facts, messages: mails, evidence: [reset(5)] }));
    counter.add(aJourney({ facts, messages: mails, evidence: [reset(30)] }));
    const figures = counter.total();
    const { effects, tally, profile } = reportOf(figures, policy);
    expect([effects['sspr-link']?.resetAfter, effects.nudge?.resetAfter]).toEqual([1, 0]);
    expect([tally.resetAfterMail, profile.resets.succeeded]).toEqual([1, 2]);
    expect(tallyOfWave(figures, 'pilot', policy).resetAfterMail).toBe(1);
  });
});
