import type { TableClient, TransactionAction } from '@azure/data-tables';
import { actOnEach } from './bounded-concurrency.ts';
import type { Columns } from './cells.ts';
import { deleteRow, type NewRow } from './rows.ts';
import { rowRefusal } from './storage-errors.ts';
import { submit } from './transaction.ts';

/** The service's limits for one transaction are 100 rows of one partition and 4 MiB; some of that is envelope. */
const maxRows = 100;
const maxCharacters = 2_500_000;
export const transactionsInFlight = 8;

/**
 * Applies actions that do not depend on one another in as few transactions as there can be, several in flight.
 * Of two actions on one row the last one holds: a transaction may name a row only once.
 */
export async function applyAll(table: TableClient, actions: readonly TransactionAction[]): Promise<void> {
  await actOnEach(toTransactions(actions), transactionsInFlight, (batch) => submit(table, batch));
}

/** Deletes rows; those that are gone already do not matter. */
export async function deleteAll(table: TableClient, rows: readonly NewRow[]): Promise<void> {
  const deletions = rows.map((row): TransactionAction => ['delete', row]);
  await actOnEach(toTransactions(deletions), transactionsInFlight, (batch) =>
    submit(table, batch).catch(async (error: unknown) => {
      if (rowRefusal(error) !== 404) throw error;
      await actOnEach(batch, transactionsInFlight, ([, row]) => deleteRow(table, row));
    }),
  );
}

/** Actions sorted into transactions by partition, number and size. */
export function toTransactions(actions: readonly TransactionAction[]): TransactionAction[][] {
  const byRow = new Map(actions.map((action) => [`${action[1].partitionKey}\n${action[1].rowKey}`, action]));
  const byPartition = Map.groupBy(byRow.values(), ([, row]) => row.partitionKey);
  return [...byPartition.values()].flatMap(splitBySize);
}

function splitBySize(actions: readonly TransactionAction[]): TransactionAction[][] {
  const batches: TransactionAction[][] = [];
  let room = 0;
  for (const action of actions) {
    const size = sizeOf(action[1]);
    if (batches.length === 0 || batches.at(-1)!.length === maxRows || size > room) {
      batches.push([]);
      room = maxCharacters;
    }
    batches.at(-1)!.push(action);
    room -= size;
  }
  return batches;
}

/** Roughly what a row takes in a request: names and values. */
const sizeOf = (row: Columns): number =>
  Object.values(row).reduce<number>((sum, value) => sum + lengthOf(value) + 60, 500);

/**
 * Bytes go as base64. A character outside of ASCII takes up to three bytes, a control character six as JSON; a text that has
 * such a one counts as if it had no others.
 */
function lengthOf(value: unknown): number {
  if (typeof value === 'string') return /[^ -~]/.test(value) ? value.length * 6 : value.length;
  return value instanceof Uint8Array ? value.length * 1.4 : 8;
}
