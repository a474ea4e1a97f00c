import type { Pass } from '../registration/pass.ts';
import type { PassCollection } from '../registration/page-request.ts';

/** What rows are kept of: the collections that are read, and the accounts whose mailbox is another's. */
export type PassRowsOf = PassCollection | 'mailboxes';

/** Checkpoints of the full pass, and the compact rows it has read so far. */
export interface PassStore {
  /** The pass that was started last. */
  readCurrent(): Promise<{ readonly pass: Pass; readonly version: string } | undefined>;
  /** The last complete pass, for comparison. */
  readLastComplete(): Promise<Pass | undefined>;
  /** Writes the current pass; `version` undefined replaces whatever is there. A complete pass is kept as the last complete. */
  write(pass: Pass, version: string | undefined): Promise<{ kind: 'written'; version: string } | { kind: 'conflict' }>;

  /** Keeps the packed rows of one page (up to 64 KiB); writing the same page again replaces it. */
  saveRows(passId: string, collection: PassRowsOf, page: number, rows: Uint8Array): Promise<void>;
  /**
   * The packed rows of all pages of a collection, in page order; a million users' never lie in memory at once. Throws
   * `UnreadableStoredRow` for a page that cannot be read; with `skipped`, that page is left out and told to it.
   */
  readRows(passId: string, collection: PassRowsOf, skipped?: () => void): AsyncIterable<Uint8Array>;
  /**
   * Notes that somebody was looked at between two passes and is stored otherwise than the last pass read them: the next
   * pass would not notice that they have changed back.
   */
  noteSeen(userId: string, at: Date): Promise<void>;
  /** Whom the next pass has to write again, whatever it reads of them. */
  readSeen(): Promise<ReadonlySet<string>>;
  /** Forgets those who were seen before this time. */
  forgetSeen(before: Date): Promise<void>;

  /** Forgets the rows of all passes but these. */
  forgetOthers(passIds: readonly string[]): Promise<void>;
}
