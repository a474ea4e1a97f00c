/** Where to look for a notice of what was entered for somebody. */
export interface EntryHint {
  readonly userId: string;
  readonly messageId: string;
  readonly putAt: Date;
}

/**
 * Which notices of what was entered may be open. Only hints: the person's own row is the truth. Each is put before its notice
 * is written, and taken away once that is settled.
 */
export interface EntryHints {
  /** Twice leaves one. */
  put(hint: EntryHint): Promise<void>;
  /** Up to `limit`, in a fixed order. One storage transaction when there is none. */
  list(limit: number): Promise<readonly EntryHint[]>;
  /** One that has gone already does not matter. */
  drop(hint: Pick<EntryHint, 'userId' | 'messageId'>): Promise<void>;
}
