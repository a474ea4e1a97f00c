import type { TableClient, TransactionAction } from '@azure/data-tables';
import { optionalTextIn } from './cells.ts';
import { readRow, type NewRow, type Row } from './rows.ts';
import { rowRefusal } from './storage-errors.ts';
import { submit } from './transaction.ts';

/** One row that is written only as it was read, and rows of the same partition that are written with it or not at all. */
export interface ConditionalWrite {
  readonly row: NewRow;
  readonly mode: 'Merge' | 'Replace';
  /** The row's ETag as it was read; undefined when there must be no such row. */
  readonly etag: string | undefined;
  /** New for every write: the mark by which we know our own. */
  readonly writeId: string;
  /** Marks of the writes before, the newest first: who comes right after us leaves our mark in the row. */
  readonly earlierWriteIds?: readonly string[];
  readonly others?: readonly TransactionAction[];
}

export type WriteOutcome =
  | { readonly kind: 'written'; readonly etag: string }
  /** Written by us, and somebody else has written since. */
  | { readonly kind: 'superseded' }
  | { readonly kind: 'conflict' }
  /** One of the `others` was to be deleted and is not there; nothing was written. */
  | { readonly kind: 'rowMissing' };

/** An ETag that no row has: stands for a version that is known to be outdated. */
export const outdated = 'outdated';

/**
 * ETags as the service makes them. Any other text never came from a row: the service would refuse it as malformed, and
 * would take `*` for "whatever is there".
 */
const etagShape = /^W\/"datetime'[^'"]+'"$/;

const rememberedWrites = 4;

/**
 * Compare-and-set in one transaction. A refusal may be the echo of our own write: when an answer is lost the SDK asks
 * again, and the second request finds what the first one wrote. So every refusal is looked up by its mark.
 */
export async function compareAndSet(table: TableClient, write: ConditionalWrite): Promise<WriteOutcome> {
  if (write.etag !== undefined && !etagShape.test(write.etag)) return { kind: 'conflict' };
  try {
    const [etag] = await submit(table, actionsOf(write));
    return etag === undefined ? await lookUp(table, write) : { kind: 'written', etag };
  } catch (error) {
    const refusal = rowRefusal(error);
    if (refusal === undefined) throw error;
    return lookUp(table, write, refusal);
  }
}

function actionsOf({ row, mode, etag, writeId, earlierWriteIds = [], others = [] }: ConditionalWrite) {
  const marked = { ...row, writeIds: remembered(writeId, earlierWriteIds).join(' ') };
  const head: TransactionAction = etag === undefined ? ['create', marked] : ['update', marked, mode, { etag }];
  return [head, ...others];
}

async function lookUp(table: TableClient, write: ConditionalWrite, refusal?: number): Promise<WriteOutcome> {
  const found = await readRow(table, write.row.partitionKey, write.row.rowKey);
  const position = writeIdsOf(found).indexOf(write.writeId);
  if (position === 0) return { kind: 'written', etag: found!.etag };
  if (position > 0) return { kind: 'superseded' };
  return refusal === 404 && found?.etag === write.etag ? { kind: 'rowMissing' } : { kind: 'conflict' };
}

/** The marks that a row has after one more write. */
export const remembered = (writeId: string, earlierWriteIds: readonly string[]): readonly string[] =>
  [writeId, ...earlierWriteIds].slice(0, rememberedWrites);

/** The marks of a row's last writes, the newest first. */
export function writeIdsOf(row: Row | undefined): readonly string[] {
  return (row && optionalTextIn(row, 'writeIds'))?.split(' ') ?? [];
}
