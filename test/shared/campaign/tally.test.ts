import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/campaign/journey.ts';
import { TallyCounter, type Tally } from '../../../shared/campaign/tally.ts';
import { after, now } from '../../builders/instants.ts';
import { aClaimedMessage, aJourney, aMessage, anAcceptedMessage, evidence } from '../../builders/journeys.ts';
import { capableRegistration, someFacts } from '../../builders/people.ts';
import { aCadence } from '../../builders/policies.ts';

function tally(journeys: readonly Partial<Journey>[]): Tally {
  const counter = new TallyCounter(aCadence(), now);
  for (const journey of journeys) counter.add(aJourney(journey));
  return counter.total();
}

const nudge = anAcceptedMessage('nudge', after({ days: -5 }), { state: 'delivered' });
const link = anAcceptedMessage('sspr-link', after({ days: -1 }));
const capable = someFacts({ registration: capableRegistration });
const excluded = someFacts({ excludedByOperator: true });

const everyKind: readonly Partial<Journey>[] = [
  { enrolment: undefined },
  { enrolment: undefined, facts: excluded },
  { enrolment: undefined, facts: capable },
  {},
  { messages: [aMessage()] },
  { messages: [aClaimedMessage()] },
  { messages: [nudge] },
  { messages: [nudge], evidence: [evidence('registered')] },
  { facts: capable, messages: [nudge, link] },
  { facts: capable },
  { facts: excluded, messages: [nudge] },
  { messages: [aMessage('nudge', { state: 'bounced', acceptedAt: now })] },
];

const sum = (counts: Readonly<Partial<Record<string, number>>>): number =>
  Object.values(counts).reduce<number>((total, count = 0) => total + count, 0);

describe('the tally', () => {
  it('of nobody is zero', () => {
    expect(tally([])).toMatchObject({ people: 0, enrolled: 0, waiting: 0, excluded: {}, stopped: {}, messages: {} });
  });

  it('counts each person of every kind where they belong', () => {
    expect(tally(everyKind)).toEqual({
      people: 12,
      enrolled: 9,
      capable: 3,
      nudged: 5,
      linked: 1,
      waiting: 1,
      open: 5,
      excluded: { excludedByOperator: 1, alreadyCapable: 1 },
      stopped: { done: 1, alreadyCapable: 1, excludedByOperator: 1, nudgeNotDelivered: 1 },
      messages: {
        nudge: { planned: 1, claimed: 1, delivered: 4, bounced: 1 },
        'sspr-link': { accepted: 1 },
      },
    });
  });

  it('adds up: everyone is waiting, excluded, open or stopped', () => {
    const { people, enrolled, waiting, open, excluded: left, stopped } = tally(everyKind);
    expect(enrolled + waiting + sum(left)).toBe(people);
    expect(open + sum(stopped)).toBe(enrolled);
  });

  it('adds up: every message is in one state', () => {
    const { messages } = tally(everyKind);
    const counted = Object.values(messages).reduce((total, states) => total + sum(states), 0);
    expect(counted).toBe(everyKind.reduce((total, { messages: some = [] }) => total + some.length, 0));
  });

  it('passes over ids of which nothing but evidence is known', () => {
    expect(tally([{ facts: undefined, evidence: [evidence('registered')] }])).toMatchObject({ people: 0 });
  });
});
