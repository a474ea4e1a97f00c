import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { AgendaEntry } from '../../ports/agenda.ts';
import { dueRow, watchRow } from './agenda-row.ts';
import { actOnEach } from './bounded-concurrency.ts';
import { deleteRow, type NewRow } from './rows.ts';
import { rowRefusal } from './storage-errors.ts';
import { submit } from './transaction.ts';
import { applyAll, deleteAll } from './write-all.ts';

const rowsPerTransaction = 100;
const inFlight = 8;

/** What one caller changes. */
export interface RowChange {
  readonly puts: readonly NewRow[];
  readonly drops: readonly NewRow[];
}

/** An entry that was due and is watched from now on. */
export interface Move {
  readonly put: NewRow;
  readonly drop: NewRow;
}

export const toMove = (entry: AgendaEntry, watchAt: Date): Move => ({
  put: watchRow({ ...entry, watchAt }),
  drop: dueRow(entry),
});

/** Moves entries, as many in a transaction as it takes. */
export const moveAll = (table: TableClient, moves: readonly Move[]): Promise<void> =>
  actOnEach(inGroupsOf(rowsPerTransaction / 2, moves), inFlight, (group) => moveGroup(table, group));

/** One entry that is gone would refuse the whole group; then each goes by itself, watched before it is taken away. */
async function moveGroup(table: TableClient, moves: readonly Move[]): Promise<void> {
  const actions = [...new Map(moves.map(({ put }) => [put.rowKey, upsert(put)])).values()];
  try {
    await submit(table, [...actions, ...moves.map(({ drop }) => deletion(drop))]);
  } catch (error) {
    if (rowRefusal(error) !== 404) throw error;
    await applyAll(table, actions);
    await actOnEach(moves, inFlight, ({ drop }) => deleteRow(table, drop));
  }
}

/** Of several changes to one entry the last one holds, and within a change what is put stays. */
export function applyChanges(table: TableClient, changes: readonly RowChange[]): Promise<void> {
  const actions = changes.flatMap(({ puts, drops }) => [...drops.map(deletion), ...puts.map(upsert)]);
  const last = [...new Map(actions.map((action) => [action[1].rowKey, action])).values()];
  const rowsOf = (kind: TransactionAction[0]) => last.filter(([one]) => one === kind).map(([, row]) => row);
  return replaceRows(table, rowsOf('upsert'), rowsOf('delete'));
}

async function replaceRows(table: TableClient, puts: readonly NewRow[], drops: readonly NewRow[]): Promise<void> {
  const isOneTransaction = puts.length + drops.length <= rowsPerTransaction;
  if (isOneTransaction && puts.length > 0 && (await isSubmitted(table, puts, drops))) return;
  await applyAll(table, puts.map(upsert));
  await deleteAll(table, drops);
}

/** False when an entry to be dropped is gone already: nothing was done then. */
async function isSubmitted(table: TableClient, puts: readonly NewRow[], drops: readonly NewRow[]): Promise<boolean> {
  try {
    await submit(table, [...puts.map(upsert), ...drops.map(deletion)]);
    return true;
  } catch (error) {
    if (rowRefusal(error) === 404) return false;
    throw error;
  }
}

const upsert = (row: NewRow): TransactionAction => ['upsert', row, 'Replace'];
const deletion = (row: NewRow): TransactionAction => ['delete', row];

function inGroupsOf<Item>(size: number, items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
