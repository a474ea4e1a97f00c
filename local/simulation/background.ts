import { DAY_MS, HOUR_MS } from './durations.ts';
import type { Planned } from './happening.ts';
import { NUDGED_CASES, type Organisation, type Person, type PersonCase } from './person.ts';
import { type Draw, drawsFor, shuffled } from './randomness.ts';
import { whenAwake } from './waking-hours.ts';

interface Habit {
  readonly share: number;
  readonly cases: ReadonlySet<PersonCase>;
  readonly fromDay: number;
  readonly toDay: number;
  readonly happening: Planned['happening'];
}

const PLAIN: ReadonlySet<PersonCase> = new Set(['eligible']);
const CAPABLE: ReadonlySet<PersonCase> = new Set(['capable']);

/** What happens without any mail. Each habit takes other people, at least one in any organisation. */
const HABITS: readonly Habit[] = [
  { share: 0.02, cases: PLAIN, fromDay: 1, toDay: 12, happening: { type: 'prepopulate' } },
  { share: 0.015, cases: PLAIN, fromDay: 1, toDay: 20, happening: { type: 'startRegistration', attempt: 'unasked' } },
  { share: 0.015, cases: PLAIN, fromDay: 2, toDay: 20, happening: { type: 'tryReset', attempt: 'unasked' } },
  { share: 0.008, cases: PLAIN, fromDay: 4, toDay: 20, happening: { type: 'leave' } },
  { share: 0.008, cases: PLAIN, fromDay: 4, toDay: 20, happening: { type: 'disable' } },
  { share: 0.01, cases: CAPABLE, fromDay: 3, toDay: 20, happening: { type: 'deleteSecurityInfo' } },
  { share: 0.03, cases: CAPABLE, fromDay: 0, toDay: 25, happening: { type: 'tryReset', attempt: 'unasked' } },
];

/** Everything that is going to happen by itself in the first four weeks, with the person whom it befalls. */
export function backgroundOf(organisation: Organisation, seed: number): { person: Person; planned: Planned }[] {
  const taken = new Set<number>();
  return HABITS.flatMap((habit, i) => {
    const draw = drawsFor(seed, 'habit', i);
    const candidates = organisation.people.filter(
      ({ personCase, index }) => habit.cases.has(personCase) && !taken.has(index),
    );
    const count = Math.max(1, Math.round(habit.share * organisation.people.length));
    return shuffled(draw, candidates)
      .slice(0, count)
      .map((person) => {
        taken.add(person.index);
        return { person, planned: { atMs: befallsAt(organisation, habit, person, draw), happening: habit.happening } };
      });
  });
}

function befallsAt(organisation: Organisation, habit: Habit, person: Person, draw: Draw): number {
  const day = habit.fromDay + draw() * (habit.toDay - habit.fromDay);
  return whenAwake(organisation.startsAtMs + day * DAY_MS + HOUR_MS, person.timeZone, draw);
}

/** Whether the campaign would nudge this person on its first day, going by the truth. */
export function isToBeNudged(person: Person): boolean {
  return NUDGED_CASES.has(person.personCase);
}
