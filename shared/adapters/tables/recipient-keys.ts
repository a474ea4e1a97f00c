import { partitionOf } from './keys.ts';
import { textIn } from './cells.ts';
import type { Row } from './rows.ts';

/**
 * The rows of one person, next to one another: `<id>` is the head, `<id>|m|<step>` a message (`|<epoch>` behind it
 * where the step was sent again), `<id>|e|<event>` a piece of evidence, `<id>|n|<messageId>` a notice of what was entered.
 * Pinned bodies are big and seldom read: `!b|<messageId>` lies before all of them, so that reading a person does not bring
 * them along.
 */
export type RowType = 'head' | 'message' | 'evidence' | 'entryNotice' | 'body';

export const headKey = (userId: string) => ({ partitionKey: partitionOf(userId), rowKey: userId });

/** In a partition of its own, where nobody lists people. */
export const markKey = { partitionKey: 'mark', rowKey: 'pass' };

export const markIn = (row: Row): string => textIn(row, 'mark');

/** An object id in the one spelling we store. */
export const userIdOf = (id: string): string => id.toLowerCase();

/** Whose row it is, from its key. */
export const ownerOf = (row: Row): string => row.rowKey!.split('|', 1)[0]!;
