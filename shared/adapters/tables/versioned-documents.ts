import type { TableClient, TransactionAction } from '@azure/data-tables';
import { jsonIn, packJson, type Columns } from './cells.ts';
import { compareAndSet, outdated } from './compare-and-set.ts';
import { readRow, type NewRow, type Row } from './rows.ts';
import { refuseLaterSchema } from './schema-version.ts';
import { readOrNote } from './set-aside.ts';

/** Where a document is kept. */
export interface DocumentKey {
  readonly partitionKey: string;
  readonly rowKey: string;
}

export interface StoredDocument<Value> {
  readonly value: Value;
  /** The row's ETag. */
  readonly version: string;
}

export type WriteAnswer = { kind: 'written'; version: string } | { kind: 'conflict' };

/** Throws naming the row, and quoting nothing of it. */
export function documentIn<Value>(row: Row): StoredDocument<Value> {
  refuseLaterSchema(row);
  try {
    return { value: jsonIn<Value>(row, 'document'), version: row.etag };
  } catch {
    throw new Error(`The document in the row (${row.partitionKey}, ${row.rowKey}) is not JSON`);
  }
}

/** A document as a row, to be written with others. */
export const documentRow = (key: DocumentKey, value: unknown): NewRow => ({
  partitionKey: key.partitionKey,
  rowKey: key.rowKey,
  ...packJson('document', value),
});

export interface DocumentWrite extends DocumentKey {
  readonly value: unknown;
  /** As it was read; undefined when there must be none yet. */
  readonly version: string | undefined;
  readonly writeId: string;
  readonly others?: readonly TransactionAction[];
  /** Columns beside the document. */
  readonly more?: Columns;
}

/** Writes a document if it is still as it was read. Our own write is known again after a lost answer. */
export async function writeDocument(table: TableClient, write: DocumentWrite): Promise<WriteAnswer> {
  const { value, version, writeId, others = [], more } = write;
  const row = { ...documentRow(write, value), ...more };
  const outcome = await compareAndSet(table, { row, mode: 'Replace', etag: version, writeId, others });
  if (outcome.kind === 'written') return { kind: 'written', version: outcome.etag };
  if (outcome.kind === 'superseded') return { kind: 'written', version: outdated };
  return { kind: 'conflict' };
}

/** Each round somebody gets through, so this many fail only when something else is wrong. */
const maxRounds = 100;

/** What becomes of a document, and the answer for whoever asked. Without a value it stays as it is. */
export interface DocumentChange<Value, Answer> {
  readonly value?: Value;
  readonly answer: Answer;
}

/**
 * A document of the table `Control`; one that cannot be read is written down, and counts as none, with the version by which
 * the next write replaces it.
 */
export async function readOrBegin<Value>(
  control: TableClient,
  key: DocumentKey,
  read: (row: Row) => Value,
): Promise<{ readonly value: Value | undefined; readonly version: string | undefined }> {
  const row = await readRow(control, key.partitionKey, key.rowKey);
  return { value: row && (await readOrNote(control, row, read)), version: row?.etag };
}

/**
 * Changes a document of the table `Control`, or makes it, and answers with the change's answer: reads, asks `change` and
 * writes until nobody comes in between. Throws when others are faster a hundred times.
 */
export async function changeDocument<Value, Answer>(
  table: TableClient,
  key: DocumentKey,
  newWriteId: () => string,
  change: (value: Value | undefined) => DocumentChange<Value, Answer>,
  read: (row: Row) => Value = (row) => documentIn<Value>(row).value,
): Promise<Answer> {
  for (let round = 0; round < maxRounds; round++) {
    const stored = await readOrBegin(table, key, read);
    const { value, answer } = change(stored.value);
    if (value === undefined) return answer;
    const write = { ...key, value, version: stored.version, writeId: newWriteId() };
    if ((await writeDocument(table, write)).kind === 'written') return answer;
  }
  throw new Error(`Others were faster ${maxRounds} times`);
}
