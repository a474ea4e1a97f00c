import type { Clock } from '../ports/clock.ts';

/**
 * A reading that is good for some seconds, so that what is asked for at every mail costs no storage transaction each time.
 * Everybody who asks meanwhile gets the same one; a reading that failed is tried again by the next who asks.
 */
export class KeptFresh<Value> {
  readonly #clock: Clock;
  readonly #forSeconds: number;
  #kept: { readonly at: Date; readonly key: string; readonly value: Promise<Value> } | undefined;

  constructor(clock: Clock, forSeconds: number) {
    this.#clock = clock;
    this.#forSeconds = forSeconds;
  }

  /** The last reading, or a new one when it is too old or was made for another `key`. A clock that was set back makes it old. */
  async read(readNow: (now: Date) => Promise<Value>, key = ''): Promise<Value> {
    const now = this.#clock.now();
    const { at, key: keptKey } = this.#kept ?? {};
    const isFresh = at !== undefined && Math.abs(now.getTime() - at.getTime()) < this.#forSeconds * 1000;
    if (isFresh && keptKey === key) return this.#kept!.value;
    const kept = { at: now, key, value: readNow(now) };
    this.#kept = kept;
    kept.value.catch(() => {
      if (this.#kept === kept) this.#kept = undefined;
    });
    return kept.value;
  }

  /** After a change of our own: the next reading is a new one. */
  forget(): void {
    this.#kept = undefined;
  }
}
