import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/campaign/journey.ts';
import { decideNextStep } from '../../../shared/campaign/next-step.ts';
import { planJourney } from '../../../shared/campaign/plan-journey.ts';
import { isInFlight, isOpen, messageStates, type Message } from '../../../shared/delivery/message.ts';
import type { Step } from '../../../shared/delivery/steps.ts';
import { after, now } from '../../builders/instants.ts';
import { aJourney, aMessage } from '../../builders/journeys.ts';
import { aRegistration, capableRegistration, someFacts } from '../../builders/people.ts';
import { aCadence, mailFrom, someRules } from '../../builders/policies.ts';

const dayMs = 86_400_000;
const steps = ['nudge', 'reminder-1', 'reminder-2', 'sspr-link'] as const;
const taken: readonly string[] = ['accepted', 'delivered', 'bounced', 'suppressed', 'filtered', 'failed'];

const messages = fc
  .tuple(...steps.map((step) => fc.option(messageOf(step), { nil: undefined })))
  .map((some) => some.filter((message) => message !== undefined));

function messageOf(step: Step): fc.Arbitrary<Message> {
  return fc
    .record({ state: fc.constantFrom(...messageStates), daysAgo: fc.integer({ min: 0, max: 40 }) })
    .map(({ state, daysAgo }) => {
      const at = after({ days: -daysAgo });
      const acceptedAt = taken.includes(state) ? at : undefined;
      const claim = isInFlight({ state }) ? aClaim(at) : undefined;
      return aMessage(step, { state, dueAt: at, acceptedAt, claim, history: [{ state, at }] });
    });
}

const aClaim = (at: Date) => ({
  claimId: 'claim',
  claimedAt: at,
  firstClaimedAt: at,
  from: mailFrom,
  deniedAt: undefined,
});

const journeys = fc
  .record({
    messages,
    registration: fc.constantFrom(undefined, aRegistration(), capableRegistration),
    isEnabled: fc.boolean(),
  })
  .map(({ messages: some, registration, isEnabled }) => {
    const { user, ...facts } = someFacts();
    const journey: Partial<Journey> = {
      messages: some,
      facts: { ...facts, registration, user: { ...user, accountEnabled: isEnabled } },
    };
    return aJourney(journey);
  });

const rules = someRules();

describe('whatever has happened to somebody', () => {
  it('there is nothing more for them while a message is in flight', () => {
    fc.assert(
      fc.property(journeys, (journey) => {
        fc.pre(journey.messages.some(isInFlight));
        expect(decideNextStep(journey, rules.cadence, now)).toMatchObject({ kind: 'wait' });
        expect(planJourney(journey, rules, now)).toMatchObject({ messages: [], put: [], drop: [] });
      }),
    );
  });

  it('who can reset gets the SSPR link at the most, and who cannot never gets it', () => {
    fc.assert(
      fc.property(journeys, (journey) => {
        const next = decideNextStep(journey, rules.cadence, now);
        fc.pre(next.kind === 'send');
        const isCapable = journey.facts?.registration === capableRegistration;
        expect(next.kind === 'send' && next.step === 'sspr-link').toBe(isCapable);
      }),
    );
  });

  it('one message is open at the most once they are planned, and planning again changes nothing', () => {
    fc.assert(
      fc.property(journeys, (journey) => {
        const planned = planJourney(journey, rules, now).messages;
        const isReplaced = ({ step }: Message) => planned.some((message) => message.step === step);
        const then = {
          ...journey,
          messages: [...journey.messages.filter((message) => !isReplaced(message)), ...planned],
        };
        const mostOpen = journey.messages.some(isInFlight) ? steps.length : 1;
        expect(then.messages.filter(isOpen).length).toBeLessThanOrEqual(mostOpen);
        expect(planJourney(then, rules, now).messages).toEqual([]);
      }),
    );
  });

  it('nobody who is disabled gets anything', () => {
    fc.assert(
      fc.property(journeys, (journey) => {
        fc.pre(journey.facts?.user.accountEnabled === false);
        expect(decideNextStep(journey, rules.cadence, now).kind).not.toBe('send');
      }),
    );
  });
});

describe('somebody who never registers', () => {
  const cadences = fc
    .uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 6 })
    .map((days) => days.toSorted((a, b) => a - b));

  it('gets the nudge and each reminder once, in order and no closer than the document says, then nothing', () => {
    fc.assert(
      fc.property(cadences, fc.array(fc.integer({ min: 0, max: 5 * dayMs }), { maxLength: 8 }), (days, delays) => {
        const policy = aCadence({ remindersAfterDays: days });
        const sent: Message[] = [];
        let time = now;
        for (let mail = 0; mail <= days.length; mail++) {
          const next = decideNextStep(aJourney({ messages: sent }), policy, time);
          expect(next).toMatchObject({ kind: 'send', step: mail === 0 ? 'nudge' : `reminder-${mail}` });
          if (next.kind !== 'send') return;
          const earliest = Math.max(next.notBefore.getTime(), time.getTime());
          time = new Date(earliest + (delays[mail] ?? 0));
          sent.push(aMessage(next.step, { state: 'delivered', acceptedAt: time }));
          const gap = mail === 0 ? 0 : days[mail - 1]! - (days[mail - 2] ?? 0);
          const before = sent.at(-2)?.acceptedAt ?? time;
          expect(time.getTime() - before.getTime()).toBeGreaterThanOrEqual(gap * dayMs);
        }
        const end = decideNextStep(aJourney({ messages: sent }), policy, time);
        expect(end).toEqual({ kind: 'stop', because: 'remindersExhausted' });
      }),
    );
  });
});
