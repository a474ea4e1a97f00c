import type { Fate, FateCounts } from '../delivery/failure-rate.ts';

/** How many mails arrived and how many did not, lately: what the failure-rate breaker looks at. */
export interface DeliveryTally {
  /** Counts one mail in the stretch that began at this instant. `messageId` only spreads the load; calling twice counts twice. */
  add(fate: Fate, messageId: string, stretch: Date): Promise<void>;

  /** What was counted in all stretches that began at `from` or later. */
  since(from: Date): Promise<FateCounts>;
}
