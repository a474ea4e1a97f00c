import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import { enrolmentFor, goalsOf, type Journey } from '../campaign/journey.ts';
import type { WaveState } from '../campaign/wave.ts';
import { defaultGoal, type Goal } from '../delivery/goal.ts';
import type { WaveStore } from '../ports/wave-store.ts';
import type { MailHabits } from '../recipient/recipient.ts';
import { habitsOf, type Campaign } from './campaign-rules.ts';

/** Somebody, and all that they are judged by. */
export interface ShownUser {
  readonly journey: Journey;
  readonly cadence: CadencePolicy;
  readonly habits: MailHabits;
  /** Of the wave that has enrolled this person. */
  readonly waveState: WaveState | undefined;
  /** Of those that have enrolled them for other goals. */
  readonly otherWaveStates?: Readonly<Partial<Record<Goal, WaveState>>>;
  readonly now: Date;
}

/** Gathers what there is to say of somebody. */
export async function showUser(
  journey: Journey,
  { document, rules }: Campaign,
  now: Date,
  { waves }: { readonly waves: WaveStore },
): Promise<ShownUser> {
  const states: Partial<Record<Goal, WaveState>> = {};
  for (const goal of goalsOf(journey)) {
    const wave = await waves.read(enrolmentFor(journey, goal)!.waveId);
    if (wave) states[goal] = wave.state;
  }
  const { [defaultGoal]: waveState, ...otherWaveStates } = states;
  return { journey, cadence: rules.cadence, habits: habitsOf(document), waveState, otherWaveStates, now };
}
