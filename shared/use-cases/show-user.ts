import { describeUser } from '../api/user-answer.ts';
import type { Journey } from '../campaign/journey.ts';
import type { WaveStore } from '../ports/wave-store.ts';
import { habitsOf, type Campaign } from './campaign-rules.ts';

/** Somebody as the admin API shows them. */
export async function showUser(
  journey: Journey,
  { document, rules }: Campaign,
  now: Date,
  { waves }: { readonly waves: WaveStore },
) {
  const { enrolment } = journey;
  const wave = enrolment && (await waves.read(enrolment.waveId));
  return describeUser(journey, { cadence: rules.cadence, habits: habitsOf(document), waveState: wave?.state }, now);
}
