import { RESET_BLOCKED, RESET_FAILURES, resetFailed } from './activities.ts';
import { DAY_MS, HOUR_MS } from './durations.ts';
import type { Planned } from './happening.ts';
import { NUDGED_CASES, type Organisation, type Person, type PersonCase } from './person.ts';
import { type Draw, drawsFor, shuffled } from './randomness.ts';
import { whenAwake } from './waking-hours.ts';

interface Habit {
  readonly share: number;
  readonly cases: ReadonlySet<PersonCase>;
  /** Only people whose password lives on-premises. */
  readonly isSynced?: true;
  readonly fromDay: number;
  readonly toDay: number;
  readonly happening: Planned['happening'];
}

const PLAIN: ReadonlySet<PersonCase> = new Set(['eligible']);
const CAPABLE: ReadonlySet<PersonCase> = new Set(['capable']);
const OUT_OF_SCOPE: ReadonlySet<PersonCase> = new Set(['outOfScope']);
const UNLICENSED: ReadonlySet<PersonCase> = new Set(['unlicensed']);

const ON_PREMISES_FAILURE = { type: 'finishReset', outcome: resetFailed(RESET_FAILURES.onPremises) } as const;
const UNREACHABLE = { type: 'finishReset', outcome: resetFailed(RESET_FAILURES.unreachable) } as const;
const WEAK_PASSWORD = { type: 'finishReset', outcome: resetFailed(RESET_FAILURES.weakPassword) } as const;
const BLOCKED = { type: 'finishReset', outcome: RESET_BLOCKED } as const;

/** What happens without any mail. Each habit takes other people, at least one in any organisation. */
const HABITS: readonly Habit[] = [
  { share: 0.02, cases: PLAIN, fromDay: 1, toDay: 12, happening: { type: 'prepopulate' } },
  { share: 0.015, cases: PLAIN, fromDay: 1, toDay: 20, happening: { type: 'startRegistration', attempt: 'unasked' } },
  { share: 0.015, cases: PLAIN, fromDay: 2, toDay: 20, happening: { type: 'tryReset', attempt: 'unasked' } },
  { share: 0.008, cases: PLAIN, fromDay: 4, toDay: 20, happening: { type: 'leave' } },
  { share: 0.008, cases: PLAIN, fromDay: 4, toDay: 20, happening: { type: 'disable' } },
  { share: 0.01, cases: CAPABLE, fromDay: 3, toDay: 20, happening: { type: 'deleteSecurityInfo' } },
  { share: 0.03, cases: CAPABLE, fromDay: 0, toDay: 25, happening: { type: 'tryReset', attempt: 'unasked' } },
  // For whom a reset fails from the first day on, each for a reason of its own.
  { share: 0.003, cases: OUT_OF_SCOPE, fromDay: 0, toDay: 1, happening: { type: 'tryReset', attempt: 'unasked' } },
  { share: 0.003, cases: UNLICENSED, fromDay: 0, toDay: 1, happening: { type: 'tryReset', attempt: 'unasked' } },
  { share: 0.003, cases: CAPABLE, isSynced: true, fromDay: 0, toDay: 1, happening: ON_PREMISES_FAILURE },
  { share: 0.003, cases: CAPABLE, isSynced: true, fromDay: 0, toDay: 1, happening: UNREACHABLE },
  { share: 0.003, cases: CAPABLE, fromDay: 0, toDay: 1, happening: WEAK_PASSWORD },
  { share: 0.003, cases: CAPABLE, fromDay: 0, toDay: 1, happening: BLOCKED },
];

/** Everything that is going to happen by itself in the first four weeks, with the person it happens to. */
export function backgroundOf(organisation: Organisation, seed: number): { person: Person; planned: Planned }[] {
  const taken = new Set<number>();
  return HABITS.flatMap((habit, i) => {
    const draw = drawsFor(seed, 'habit', i);
    const candidates = organisation.people.filter(
      ({ personCase, index, isSynced }) =>
        habit.cases.has(personCase) && (isSynced || !habit.isSynced) && !taken.has(index),
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
