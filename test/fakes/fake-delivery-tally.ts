import { noFates, type Fate, type FateCounts } from '../../shared/delivery/failure-rate.ts';
import { tallyStepMinutes, type DeliveryTally } from '../../shared/ports/delivery-tally.ts';

const stepMs = tallyStepMinutes * 60_000;

/** Mails counted by the ten minutes, in memory. */
export class FakeDeliveryTally implements DeliveryTally {
  readonly #countsByStep = new Map<number, FateCounts>();

  async add(fate: Fate, _messageId: string, at: Date): Promise<void> {
    const step = Math.floor(at.getTime() / stepMs);
    const counts = this.#countsByStep.get(step) ?? noFates;
    this.#countsByStep.set(step, { ...counts, [fate]: counts[fate] + 1 });
  }

  async since(from: Date): Promise<FateCounts> {
    const first = Math.ceil(from.getTime() / stepMs);
    const total = { ...noFates } as Record<Fate, number>;
    for (const [step, counts] of this.#countsByStep) {
      if (step < first) continue;
      total.delivered += counts.delivered;
      total.failed += counts.failed;
      total.filtered += counts.filtered;
    }
    return total;
  }
}
