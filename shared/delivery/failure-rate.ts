import type { MessageState } from './message.ts';

/** What became of mails, by what it says about us: filtered mail is our own tenant's doing, and mends differently. */
export type Fate = 'delivered' | 'failed' | 'filtered';

/** Reports on mails in a stretch of time; each mail is counted by the reports that changed what is known of it. */
export type FateCounts = Readonly<Record<Fate, number>>;

export const noFates: FateCounts = { delivered: 0, failed: 0, filtered: 0 };

const fateByState: Partial<Record<MessageState, Fate>> = {
  delivered: 'delivered',
  bounced: 'failed',
  suppressed: 'failed',
  failed: 'failed',
  filtered: 'filtered',
};

/** Undefined for states that no delivery report makes. */
export const fateOf = (state: MessageState): Fate | undefined => fateByState[state];

/** So far back reports count. */
export const failureWindowHours = 24;

const stretchMs = 10 * 60_000;

/**
 * The beginning of the stretch in which a mail is counted that left at `at`. Stretches are ten minutes long, and a new one
 * begins when the campaign is started or resumed: so mails that left since then are counted apart from those before.
 */
export function stretchOf(at: Date, changedAt: Date): Date {
  const began = new Date(Math.floor(at.getTime() / stretchMs) * stretchMs);
  return changedAt > began && changedAt <= at ? changedAt : began;
}

/** Fewer than this many are bad luck, however few mails there were. */
const fewestFailures = 5;
/** Filtered mail is rarely bad luck: the next one will be filtered too. */
const fewestFiltered = 3;

/**
 * Says why the campaign must pause, or undefined. ACS grants a quota to senders whose failure rate is below 1 or 2 %
 * (its documents differ), so a campaign that keeps failing costs the whole subscription its reputation.
 *
 * https://learn.microsoft.com/azure/communication-services/concepts/email/email-quota-increase
 */
export function judgeFailureRate(counts: FateCounts, pauseAtFailureRate: number): string | undefined {
  const { delivered, failed, filtered } = counts;
  const all = delivered + failed + filtered;
  const exceeds = (count: number) => count / all > pauseAtFailureRate;
  if (filtered >= fewestFiltered && exceeds(filtered)) {
    return `breaker: ${filtered} of ${all} mails were quarantined or filtered as spam`;
  }
  if (failed + filtered >= fewestFailures && exceeds(failed + filtered)) {
    return `breaker: ${failed + filtered} of ${all} mails were not delivered`;
  }
  return undefined;
}
