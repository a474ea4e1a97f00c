import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/campaign/journey.ts';
import { TallyCounter, type PlaceCounts, type Tally } from '../../../shared/campaign/tally.ts';
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

const peopleIn = ({ ended, leftOut, ...others }: PlaceCounts): number => sum(others) + sum(ended) + sum(leftOut);

describe('the tally', () => {
  it('of nobody is zero', () => {
    expect(tally([])).toMatchObject({
      people: 0,
      enrolled: 0,
      places: { waits: 0, ended: {}, leftOut: {} },
      messages: {},
    });
  });

  it('counts each person of every kind where they belong', () => {
    expect(tally(everyKind)).toEqual({
      people: 12,
      places: {
        canReset: 4,
        onTheWay: 4,
        waits: 1,
        needsPerson: 0,
        ended: { nudgeNotDelivered: 1 },
        leftOut: { excludedByOperator: 2 },
      },
      enrolled: 9,
      nudged: 5,
      capable: 3,
      linked: 1,
      resetAfterMail: 0,
      messages: {
        nudge: { planned: 1, claimed: 1, delivered: 4, bounced: 1 },
        'sspr-link': { accepted: 1 },
      },
    });
  });

  it('adds up: everyone is in one place (engine 20)', () => {
    const { people, places } = tally(everyKind);
    expect(peopleIn(places)).toBe(people);
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
