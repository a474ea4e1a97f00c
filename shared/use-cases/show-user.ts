import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import type { Journey } from '../campaign/journey.ts';
import type { WaveState } from '../campaign/wave.ts';
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
  readonly now: Date;
}

/** Gathers what there is to say of somebody. */
export async function showUser(
  journey: Journey,
  { document, rules }: Campaign,
  now: Date,
  { waves }: { readonly waves: WaveStore },
): Promise<ShownUser> {
  const { enrolment } = journey;
  const wave = enrolment && (await waves.read(enrolment.waveId));
  return { journey, cadence: rules.cadence, habits: habitsOf(document), waveState: wave?.state, now };
}
