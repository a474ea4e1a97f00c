import type { TableClient } from '@azure/data-tables';
import type { UnreadableRow } from '../../faults/unreadable-row.ts';
import { encodeKey } from './keys.ts';
import { putRow, type Row } from './rows.ts';
import { refuseLaterSchema } from './schema-version.ts';
import { trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';

export type Attempt<Value> = { readonly value: Value } | { readonly unreadable: UnreadableRow };

/** What `read` makes of a row, or why it cannot. A message of the JSON parser quotes what stands there, so it is left out. */
export function attempt<Value>(table: string, row: Row, read: (row: Row) => Value): Attempt<Value> {
  try {
    refuseLaterSchema(row);
    return { value: read(row) };
  } catch (error) {
    return { unreadable: { table, partitionKey: row.partitionKey!, rowKey: row.rowKey!, because: reasonOf(error) } };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'not JSON';
  return error instanceof Error ? error.message : 'not readable';
}

export const setAsidePartition = 'setAside';

/** A reading writes down at most so many: one is enough to be told, and more are found by the next. */
const notedAtOnce = 20;

/** What `read` makes of a row, or undefined where it cannot: that is written down in the table `Control`. */
export async function readOrNote<Value>(
  control: TableClient,
  row: Row,
  read: (row: Row) => Value,
  table: string = tableNames.control,
): Promise<Value | undefined> {
  return (await readAllOrNote(control, { table, rows: [row], read })).values[0];
}

/** What `read` makes of rows of a table. Those that it cannot read are left out, and written down in `control`. */
export async function readAllOrNote<Value>(
  control: TableClient,
  { table, rows, read }: { table: string; rows: readonly Row[]; read: (row: Row) => Value },
): Promise<{ readonly values: readonly Value[]; readonly unreadable: readonly UnreadableRow[] }> {
  const made = rows.map((row) => attempt(table, row, read));
  const unreadable = made.flatMap((one) => ('unreadable' in one ? [one.unreadable] : []));
  if (unreadable.length > 0)
    await trying('write down in Control what cannot be read', () => noteUnreadable(control, unreadable));
  return { values: made.flatMap((one) => ('value' in one ? [one.value] : [])), unreadable };
}

/** Writes down in the table `Control` which rows could not be read. Costs nothing as long as all can. */
export async function noteUnreadable(control: TableClient, rows: readonly UnreadableRow[]): Promise<void> {
  for (const row of rows.slice(0, notedAtOnce)) await putRow(control, noteOf(row));
}

export const noteOf = ({ table, partitionKey, rowKey, because }: UnreadableRow) => ({
  partitionKey: setAsidePartition,
  rowKey: encodeKey([table, partitionKey, rowKey].join('|')),
  table,
  ofPartition: partitionKey,
  ofRow: rowKey,
  because,
});
