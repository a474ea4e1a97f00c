import type { Goal } from '../../shared/delivery/goal.ts';
import type { Person } from './people.ts';
import type { Randomness } from './randomness.ts';

/** A wave of the world's document. */
export interface GoalWave {
  readonly name: string;
  readonly goal: Exclude<Goal, 'register'>;
  readonly startsOn: string;
}

/** Before, at and after the day from which on the mail about phones goes before all others. */
const days = ['2026-12-01', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-05'];

/** Waves of the other goals, in a third of the worlds. Drawn by itself, so that a seed's other draws stay as they are. */
export function drawGoalWaves(randomness: Randomness): readonly GoalWave[] {
  if (!randomness.chance(0.33)) return [];
  const links: GoalWave = { name: 'links', goal: 'knowTheLink', startsOn: randomness.oneOf(days) };
  const phones: GoalWave = { name: 'phones', goal: 'outlastPhones', startsOn: randomness.oneOf(days) };
  return randomness.oneOf([[links, phones], [links, phones], [links], [phones]]);
}

/** Of the people of a world with such waves, many could reset before, and many by phone alone. */
export function withGoals(people: readonly Person[], waves: readonly GoalWave[], randomness: Randomness) {
  if (waves.length === 0) return people;
  return people.map((person): Person => {
    const couldReset = person.kind === 'eligible' && randomness.chance(0.5);
    const byPhoneAlone = randomness.chance(0.6);
    return { ...person, byPhoneAlone, kind: couldReset ? 'capableFromTheStart' : person.kind };
  });
}
