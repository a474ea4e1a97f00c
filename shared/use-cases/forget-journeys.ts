import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import { forgettingOf, forgottenBefore } from '../campaign/forgetting.ts';
import type { CheckCursor } from '../ports/check-cursor.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecipientStore, StoredJourney } from '../ports/recipient-store.ts';
import { forEachOfAll } from './for-each-of-all.ts';

export interface ForgetPorts {
  readonly clock: Clock;
  readonly recipients: Pick<RecipientStore, 'readJourneys' | 'writeJourney' | 'markAbsent'>;
  readonly forgetCursor: CheckCursor;
}

export interface Forgetting {
  readonly policy: CadencePolicy;
  readonly retentionDays: number;
}

/** A night reads no more pages of journeys than this, of about a thousand rows each, and takes no longer. */
const pagesPerNight = 100;
const secondsPerNight = 120;

/**
 * Forgets the journeys that ended long enough ago, and who left: messages, their words and their history, evidence,
 * addresses and names. What nobody may be sent once more for stays, and what is counted (docs/decisions/0036). Goes on
 * where the night before stopped, once through everybody at the most. Answers how many people were forgotten.
 *
 * Whoever is written to or looked at at the same moment is left to the next time, and so is whatever a process that died
 * has left of somebody.
 */
export async function forgetJourneys({ policy, retentionDays }: Forgetting, ports: ForgetPorts): Promise<number> {
  const now = ports.clock.now();
  const asked = { policy, before: forgottenBefore(retentionDays, now), now };
  const until = now.getTime() + secondsPerNight * 1_000;
  let forgotten = 0;
  let { position } = await ports.forgetCursor.read();
  for (let pages = 0; pages < pagesPerNight && ports.clock.now().getTime() <= until; pages++) {
    const page = await ports.recipients.readJourneys(position);
    await startAbsence(page.journeys, now, ports);
    await forEachOfAll(page.journeys, async (journey) => {
      if (await isForgotten(journey, asked, ports)) forgotten++;
    });
    position = page.next;
    await ports.forgetCursor.write({ position });
    if (position === undefined) break;
  }
  return forgotten;
}

/** Rows of earlier versions do not say since when somebody is gone: then it counts from the first look. */
async function startAbsence(journeys: readonly StoredJourney[], now: Date, { recipients }: ForgetPorts): Promise<void> {
  const undated = journeys.filter(({ facts }) => facts && !facts.isInDirectory && facts.absentSince === undefined);
  if (undated.length === 0) return;
  await recipients.markAbsent(
    undated.map(({ userId }) => userId),
    now,
  );
}

async function isForgotten(
  journey: StoredJourney,
  asked: Parameters<typeof forgettingOf>[1],
  { recipients }: ForgetPorts,
): Promise<boolean> {
  const change = forgettingOf(journey, asked);
  if (change === undefined) return false;
  const { userId, version } = journey;
  return (await recipients.writeJourney({ userId, version, ...change })).kind === 'written';
}
