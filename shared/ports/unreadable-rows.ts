import type { UnreadableRow } from '../faults/unreadable-row.ts';

/** Stored rows that could not be read. Whoever reads one writes it down here by itself; the rest of the tenant goes on. */
export interface UnreadableRows {
  /** Up to `limit` of them. */
  list(limit: number): Promise<readonly UnreadableRow[]>;
  /** Looks at each again and forgets those that are gone, or can be read by now. Answers those that are left. */
  lookAgain(): Promise<readonly UnreadableRow[]>;
}
