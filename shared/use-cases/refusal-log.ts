import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';

/** A request that was not let in, or a change that was not made. */
export interface Refusal {
  /** As it was registered, so that nothing that the caller wrote stands in the log. */
  readonly route: string;
  readonly status: number;
  readonly because: string;
  /** Object id of the caller, once the token was verified. */
  readonly by: string | undefined;
}

const mostPerMinute = 60;

/**
 * Writes refusals into the log, so many a minute: a flood must not make it unreadable or dear. Callers who are known are
 * counted apart from all others, so that nobody without a token can hide what they are refused.
 */
export class RefusalLog {
  readonly #known: MinuteBound;
  readonly #others: MinuteBound;

  constructor(clock: Clock) {
    this.#known = new MinuteBound(clock);
    this.#others = new MinuteBound(clock);
  }

  note(refusal: Refusal, journal: Pick<Journal, 'warn'>): void {
    const bound = refusal.by === undefined ? this.#others : this.#known;
    const count = bound.leftOutBefore();
    if (count > 0) journal.warn('refusalsNotWritten', { count });
    if (bound.take()) journal.warn('refused', { ...refusal });
  }
}

class MinuteBound {
  readonly #clock: Clock;
  #minute = -1;
  #asked = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many of the minute before were too many: told once, when another minute has begun. */
  leftOutBefore(): number {
    const minute = Math.floor(this.#clock.now().getTime() / 60_000);
    if (minute === this.#minute) return 0;
    const count = Math.max(0, this.#asked - mostPerMinute);
    this.#minute = minute;
    this.#asked = 0;
    return count;
  }

  take(): boolean {
    this.#asked += 1;
    return this.#asked <= mostPerMinute;
  }
}
