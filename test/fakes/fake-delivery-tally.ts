import { noFates, type Fate, type FateCounts } from '../../shared/delivery/failure-rate.ts';
import type { DeliveryTally } from '../../shared/ports/delivery-tally.ts';

/** Mails counted by stretch, in memory. */
export class FakeDeliveryTally implements DeliveryTally {
  readonly #countsByStretch = new Map<number, FateCounts>();

  async add(fate: Fate, _messageId: string, stretch: Date): Promise<void> {
    const counts = this.#countsByStretch.get(stretch.getTime()) ?? noFates;
    this.#countsByStretch.set(stretch.getTime(), { ...counts, [fate]: counts[fate] + 1 });
  }

  async since(from: Date): Promise<FateCounts> {
    const total = { ...noFates } as Record<Fate, number>;
    for (const [beganMs, counts] of this.#countsByStretch) {
      if (beganMs < from.getTime()) continue;
      total.delivered += counts.delivered;
      total.failed += counts.failed;
      total.filtered += counts.filtered;
    }
    return total;
  }
}
