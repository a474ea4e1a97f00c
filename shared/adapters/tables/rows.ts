import type { TableClient, TableEntity, TableEntityResult } from '@azure/data-tables';
import { writable, type Columns } from './cells.ts';
import { expectRow, expectRows } from './whole-answers.ts';
import { rowRefusal } from './storage-errors.ts';

/** A row as it was read: its keys, its ETag, and its columns: texts, numbers, flags and bytes. */
export type Row = TableEntityResult<Columns>;
export type NewRow = TableEntity<Columns>;

/** The service answers at most so many rows at once. */
export const maxPageSize = 1_000;

/** One row, or undefined when it is not there. */
export async function readRow(table: TableClient, partitionKey: string, rowKey: string): Promise<Row | undefined> {
  try {
    return await table.getEntity<Columns>(partitionKey, rowKey, { onResponse: expectRow });
  } catch (error) {
    if (rowRefusal(error) === 404) return undefined;
    throw error;
  }
}

export interface RowQuery {
  /** OData; without it every row fits. */
  readonly filter?: string;
  readonly select?: readonly string[];
  /** At most 1,000, the service's own limit. */
  readonly pageSize?: number;
}

/** Pages of rows in the order of their keys, one request each. Pages may be short or empty before the last. */
export function readPages(
  table: TableClient,
  { filter, select, pageSize = maxPageSize }: RowQuery,
): AsyncIterable<readonly Row[]> {
  const queryOptions = { ...(filter !== undefined && { filter }), ...(select && { select: [...select] }) };
  return table.listEntities<Columns>({ queryOptions, onResponse: expectRows }).byPage({ maxPageSize: pageSize });
}

/** All rows of a query, up to `limit`. */
export async function readRows(table: TableClient, query: RowQuery, limit = Infinity): Promise<readonly Row[]> {
  const rows: Row[] = [];
  if (limit <= 0) return rows;
  for await (const page of readPages(table, { ...query, pageSize: Math.min(limit, maxPageSize) })) {
    rows.push(...page);
    if (rows.length >= limit) break;
  }
  return rows.slice(0, limit);
}

/** Inserts a row, and answers whether: somebody else may be first, and so may an attempt of ours whose answer was lost. */
export async function insertOnce(table: TableClient, row: NewRow): Promise<boolean> {
  try {
    await table.createEntity(writable(row));
    return true;
  } catch (error) {
    if (rowRefusal(error) !== 409) throw error;
    return false;
  }
}

/** Puts a row there, whatever was there before. */
export async function putRow(table: TableClient, row: NewRow): Promise<void> {
  await table.upsertEntity(writable(row), 'Replace');
}

/** Deletes a row; one that is gone already does not matter. */
export async function deleteRow(table: TableClient, { partitionKey, rowKey }: NewRow): Promise<void> {
  try {
    await table.deleteEntity(partitionKey, rowKey);
  } catch (error) {
    if (rowRefusal(error) !== 404) throw error;
  }
}
