import type { RefusedFor } from '../registration/pass.ts';

/** One page of a Graph collection, with what could not be read set aside. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Rows whose shape was not understood: never guessed at, counted and named. */
  readonly setAside: readonly SetAsideRow[];
  /** Where to go on, or undefined on the last page. Opaque; always on the configured Graph origin. */
  readonly next: string | undefined;
}

export interface SetAsideRow {
  /** The row's id where it has one. */
  readonly id: string | undefined;
  /** Which field was missing or wrong, by path. */
  readonly reason: string;
}

/** What a read answers when Graph asks to wait. The position is the caller's to keep. */
export interface Throttled {
  readonly throttled: true;
  readonly retryAfterSeconds: number;
}

export const isThrottled = <Item>(answer: Page<Item> | Throttled): answer is Throttled => 'throttled' in answer;

/**
 * Thrown when a page cannot be read. `refusedFor` says what somebody has to grant; without it, trying again may help.
 */
export class ReadingFailed extends Error {
  override readonly name: string = 'ReadingFailed';
  readonly refusedFor: RefusedFor | undefined;

  constructor(message: string, refusedFor?: RefusedFor, options?: ErrorOptions) {
    super(message, options);
    this.refusedFor = refusedFor;
  }
}

/** Thrown when Graph no longer knows the place a link leads to: the collection is to be read from its start again. */
export class LinkExpired extends Error {
  override readonly name = 'LinkExpired';
}
