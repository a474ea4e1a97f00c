import { isFollowUp } from '../../shared/delivery/steps.ts';
import type { Step } from '../../shared/delivery/steps.ts';
import { reopenAfterDays } from '../../shared/campaign/new-round.ts';
import type { StoredJourney } from '../../shared/ports/recipient-store.ts';
import type { AcceptedMail } from './simulated-mail-service.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Three months, by the document of the product, less what clocks that jump three times may take from it. */
const restsMs = 90 * dayMs - 4 * hourMs;

/** The pass that found that somebody lost the reset, and when, by the true time. */
interface Loss {
  readonly passId: string;
  readonly atMs: number;
}

/**
 * Whoever lost the reset is asked once more, once for each loss and no sooner than 90 days after any mail; what comes once in
 * a life comes no second time.
 */
export class NewRoundLaw {
  readonly #losses = new Map<string, readonly Loss[]>();
  readonly #accepted = new Map<string, readonly { readonly step: string; readonly atMs: number }[]>();

  onLost(userId: string, loss: Loss): void {
    this.#losses.set(userId, [...(this.#losses.get(userId) ?? []), loss]);
  }

  hasLost = (userId: string): boolean => this.#losses.has(userId);

  /** Whether a second mail of a step is that of a new round: a loss lies between the two. */
  mayFollow(step: string, first: AcceptedMail, second: AcceptedMail, userId: string): boolean {
    if (isFollowUp(step as Step) || first.messageId === second.messageId) return false;
    return (this.#losses.get(userId) ?? []).some(({ atMs }) => first.atMs < atMs && atMs < second.atMs);
  }

  /** What is not as it should be about one more mail to somebody. */
  faultOf(step: string, { atMs }: Pick<AcceptedMail, 'atMs'>, userId: string): string | undefined {
    const before = this.#accepted.get(userId) ?? [];
    this.#accepted.set(userId, [...before, { step, atMs }]);
    const loss = this.#losses.get(userId)?.findLast((one) => one.atMs < atMs);
    if (loss === undefined || isFollowUp(step as Step) || !before.some((one) => one.step === 'nudge')) return undefined;
    if (before.some((one) => one.atMs > loss.atMs && !isFollowUp(one.step as Step))) return undefined;
    if (step !== 'nudge') return `${step} of a round that ended with a loss: ${userId}`;
    const last = Math.max(...before.map((one) => one.atMs));
    return atMs - last < restsMs ? `asked once more too soon: ${userId}` : undefined;
  }

  /** After all the time that a new round takes to begin: whom it is still owed. */
  faultAtRest({ userId, reopenings = [] }: StoredJourney, isEnded: boolean): string | undefined {
    const losses = this.#losses.get(userId) ?? [];
    const told = reopenings.map(({ toldBy }) => toldBy);
    if (new Set(told).size < told.length) return `two rounds for one loss: ${userId}`;
    const isOwed = isEnded && losses.length > 0 && !told.includes(losses.at(-1)!.passId);
    return isOwed ? `lost: ${userId} was never asked once more` : undefined;
  }
}

/** How long a world waits after a loss: nobody may be asked yet, and then everybody has been. */
export const daysAfterALoss = [30, reopenAfterDays - 25] as const;
