import type { Fate, FateCounts } from '../delivery/failure-rate.ts';

/** How many mails arrived and how many did not, lately: what the failure-rate breaker looks at. */
export interface DeliveryTally {
  /** Counts one mail. `messageId` only spreads the load; calling twice counts twice. */
  add(fate: Fate, messageId: string, at: Date): Promise<void>;

  /** What was counted from `from` on, in steps of ten minutes: a step that began before `from` is left out. */
  since(from: Date): Promise<FateCounts>;
}

export const tallyStepMinutes = 10;
