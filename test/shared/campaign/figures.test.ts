import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReportCounter } from '../../../shared/campaign/campaign-report.ts';
import {
  addFigures,
  changeOf,
  FiguresCounter,
  noFigures,
  reportOf,
  tallyOfWave,
  type Figures,
} from '../../../shared/campaign/figures.ts';
import type { Journey } from '../../../shared/campaign/journey.ts';
import { rulesCountedBy } from '../../../shared/campaign/stored-figures.ts';
import { TallyCounter } from '../../../shared/campaign/tally.ts';
import { messageStates } from '../../../shared/delivery/message.ts';
import { after, now } from '../../builders/instants.ts';
import { aJourney, aMessage, anAcceptedMessage, anEnrolment, evidence } from '../../builders/journeys.ts';
import { aUser, capableRegistration, personId, someFacts } from '../../builders/people.ts';
import { aCadence, anAudience } from '../../builders/policies.ts';

const policy = aCadence({
  strengthenPhoneOnly: true,
  audience: anAudience({ passwordWriteback: 'disabled', holdoutPercent: 20 }),
});

const facts = fc.constantFrom(
  undefined,
  someFacts(),
  someFacts({ registration: capableRegistration }),
  someFacts({ registration: { ...capableRegistration, methodsRegistered: ['mobilePhone'] } }),
  someFacts({ registration: capableRegistration, user: aUser({ onPremisesSyncEnabled: true }) }),
  someFacts({ user: aUser({ userType: 'guest' }) }),
  someFacts({ isInDirectory: false }),
);
const enrolment = fc.constantFrom(undefined, anEnrolment(), anEnrolment({ waveId: 'other' }));
/** In the order of their steps, as a store reads them. */
const messages = fc
  .uniqueArray(
    fc.record({
      step: fc.constantFrom('nudge' as const, 'reminder-1' as const, 'sspr-link' as const),
      state: fc.constantFrom(...messageStates),
      days: fc.integer({ min: 1, max: 60 }),
    }),
    { selector: ({ step }) => step, maxLength: 3 },
  )
  .map((some) => some.toSorted((a, b) => (a.step < b.step ? -1 : 1)));
const events = fc.constantFrom(
  [],
  [evidence('registered')],
  [evidence('resetFailed')],
  [evidence('resetFailed'), evidence('resetSucceeded')],
);

const journeyOf = (userId: string) =>
  fc.record({ facts, enrolment, messages, events }).map((one): Journey =>
    aJourney({
      userId,
      facts: one.facts && { ...one.facts, user: { ...one.facts.user, id: userId } },
      enrolment: one.enrolment,
      evidence: one.events.map((event) => ({ ...event, userId })),
      messages: one.messages.map(({ step, state, days }) =>
        ['planned', 'due', 'cancelled'].includes(state)
          ? aMessage(step, { userId, state })
          : anAcceptedMessage(step, after({ days: -days }), { userId, state }),
      ),
    }),
  );

const people = fc.tuple(...Array.from({ length: 5 }, (_, n) => journeyOf(personId(n + 1))));

function counted(journeys: readonly Journey[]): Figures {
  const counter = new FiguresCounter(policy, now);
  for (const journey of journeys) counter.add(journey);
  return counter.total();
}

describe('figures (engine 20)', () => {
  it('are the same whether everybody is counted at once, or in parts that are added up', () => {
    fc.assert(
      fc.property(people, fc.nat(5), (journeys, cut) => {
        const parts = addFigures(counted(journeys.slice(0, cut)), counted(journeys.slice(cut)));
        expect(parts).toEqual(addFigures(counted(journeys), noFigures));
      }),
    );
  });

  it('after a change are those of a count after it', () => {
    fc.assert(
      fc.property(people, people, (before, later) => {
        const figures = before.reduce(
          (all, journey, n) => addFigures(all, changeOf(journey, later[n]!, policy, now)),
          counted(before),
        );
        expect(figures).toEqual(addFigures(counted(later), noFigures));
      }),
    );
  });

  it('come back as the report that they were made of', () => {
    fc.assert(
      fc.property(people, (journeys) => {
        const counter = new ReportCounter(policy, now);
        for (const journey of journeys) counter.add(journey);
        const { effects, ...report } = counter.total();
        expect(reportOf(counted(journeys), policy)).toEqual({ ...report, effects: expect.anything() as object });
        expect(reportOf(counted(journeys), policy).effects).toEqual(effects);
      }),
    );
  });

  it('do not depend on what only holds mails back for a while', () => {
    const held = aCadence({ ...policy, haltedWaves: { paused: ['pilot', 'other'], cancelled: ['third'] } });
    fc.assert(
      fc.property(people, (journeys) => {
        const counter = new FiguresCounter(rulesCountedBy(held, held.reportReadAt), now);
        const heldCounter = new FiguresCounter(held, now);
        for (const journey of journeys) for (const one of [counter, heldCounter]) one.add(journey);
        expect(counter.total()).toEqual(heldCounter.total());
      }),
    );
  });

  it('tell how far the people of each wave have come, and of a wave without people that nobody has', () => {
    fc.assert(
      fc.property(people, (journeys) => {
        for (const waveId of ['pilot', 'other', 'third']) {
          const counter = new TallyCounter(policy, now);
          for (const journey of journeys) if (journey.enrolment?.waveId === waveId) counter.add(journey);
          expect(tallyOfWave(counted(journeys), waveId, policy)).toEqual(counter.total());
        }
      }),
    );
  });

  it('list no more than fifty, and count all', () => {
    const failed = (n: number) =>
      aJourney({ userId: personId(n), messages: [aMessage('nudge', { userId: personId(n), state: 'unknown' })] });
    const journeys = Array.from({ length: 60 }, (_, n) => failed(n));
    const figures = counted(journeys);
    expect(reportOf(figures, policy).needsHuman).toHaveLength(50);
    expect(reportOf(figures, policy).needsHumanCount).toBe(60);
    const settled = addFigures(figures, changeOf(journeys[0]!, { ...journeys[0]!, messages: [] }, policy, now));
    expect(reportOf(settled, policy).needsHuman).toHaveLength(49);
    expect(reportOf(settled, policy).needsHumanCount).toBe(59);
  });
});
