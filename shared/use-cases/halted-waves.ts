import type { Clock } from '../ports/clock.ts';
import type { JourneyPage, RecipientStore, StoredJourney } from '../ports/recipient-store.ts';
import type { WaveStore } from '../ports/wave-store.ts';

/** A halt is seen everywhere within this time, and a mail costs no storage transaction for it. */
const freshForSeconds = 15;

/** Waves of which nothing may leave, by id. */
export interface Halted {
  readonly paused: ReadonlySet<string>;
  readonly cancelled: ReadonlySet<string>;
}

/** The waves of which nothing may leave, read again when the last reading is some seconds old. */
export class HaltedWaves {
  readonly #waves: WaveStore;
  readonly #clock: Clock;
  #last: { readonly at: Date; readonly halted: Halted } | undefined;

  constructor(waves: WaveStore, clock: Clock) {
    this.#waves = waves;
    this.#clock = clock;
  }

  async read(): Promise<Halted> {
    const now = this.#clock.now();
    const isFresh = this.#last && Math.abs(now.getTime() - this.#last.at.getTime()) < freshForSeconds * 1000;
    if (isFresh) return this.#last!.halted;
    const waves = await this.#waves.list();
    const idsOf = (wanted: 'paused' | 'cancelled') =>
      new Set(waves.filter(({ state }) => state === wanted).map(({ waveId }) => waveId));
    this.#last = { at: now, halted: { paused: idsOf('paused'), cancelled: idsOf('cancelled') } };
    return this.#last.halted;
  }

  /** After a change of our own: the next reading is a fresh one. */
  forget(): void {
    this.#last = undefined;
  }
}

/**
 * The recipients as the send engine sees them. Whoever is in a paused wave is unknown to it, and whoever was enrolled with
 * a cancelled one is enrolled no more: nothing is sent to them, whatever wakes it. What is claimed already finishes.
 */
export const forEngine = (recipients: RecipientStore, waves: HaltedWaves): RecipientStore =>
  seenThrough(recipients, waves, ({ paused, cancelled }, journey, waveId) => {
    if (paused.has(waveId)) return { ...journey, facts: undefined };
    return cancelled.has(waveId) ? { ...journey, enrolment: undefined } : journey;
  });

/** The recipients as somebody sees them who plans a wave: whoever was enrolled with a cancelled one is free. */
export const forPlanning = (recipients: RecipientStore, waves: HaltedWaves): RecipientStore =>
  seenThrough(recipients, waves, ({ cancelled }, journey, waveId) =>
    cancelled.has(waveId) ? { ...journey, enrolment: undefined } : journey,
  );

type View = (halted: Halted, journey: StoredJourney, waveId: string) => StoredJourney;

function seenThrough(recipients: RecipientStore, waves: HaltedWaves, view: View): RecipientStore {
  const see = async (journey: StoredJourney): Promise<StoredJourney> =>
    journey.enrolment === undefined ? journey : view(await waves.read(), journey, journey.enrolment.waveId);
  const seeAll = async ({ journeys, next }: JourneyPage): Promise<JourneyPage> => ({
    journeys: await Promise.all(journeys.map(see)),
    next,
  });
  return {
    readJourney: async (userId) => see(await recipients.readJourney(userId)),
    readHeads: async (next, limit) => seeAll(await recipients.readHeads(next, limit)),
    readJourneys: async (next) => seeAll(await recipients.readJourneys(next)),
    writeJourney: (write) => recipients.writeJourney(write),
    readBody: (userId, messageId) => recipients.readBody(userId, messageId),
    writeFacts: (rows) => recipients.writeFacts(rows),
    markAbsent: (userIds) => recipients.markAbsent(userIds),
  };
}
