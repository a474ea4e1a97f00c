import type { TableClient, TableEntityResult } from '@azure/data-tables';
import type { Columns } from './cells.ts';
import { ask, refusal, rowPath } from './table-request.ts';

/** A row as it was read: its keys, its ETag, and its columns: texts, numbers, flags and bytes. */
export type Row = TableEntityResult<Columns>;

export interface RowQuery {
  /** OData; without it every row fits. */
  readonly filter?: string;
  readonly select?: readonly string[];
  /** At most 1,000, the service's own limit. */
  readonly pageSize: number;
}

/**
 * Pages of rows in the order of their keys, one request each. Pages may be short or empty before the last. Throws a
 * RestError as the SDK does, whose own reading takes twice as long to say and to understand the same: docs/decisions/0015.
 *
 * https://learn.microsoft.com/rest/api/storageservices/query-entities
 */
export async function* queryPages(table: TableClient, query: RowQuery): AsyncGenerator<readonly Row[]> {
  const path = `${table.tableName}()?${parametersOf(query)}`;
  let next = '';
  do {
    const { status, bodyAsText, headers } = await ask(table, {
      method: 'GET',
      path: `${path}${next}`,
      headers: plainJson,
    });
    if (status !== 200) throw refusal(status, bodyAsText);
    yield rowsIn(bodyAsText!);
    next = continuationOf((name) => headers.get(`x-ms-continuation-${name}`));
  } while (next !== '');
}

/** One row. Throws a RestError with status 404 when it is not there. */
export async function queryRow(table: TableClient, partitionKey: string, rowKey: string): Promise<Row> {
  const path = rowPath(table.tableName, partitionKey, rowKey);
  const { status, bodyAsText } = await ask(table, { method: 'GET', path, headers: plainJson });
  if (status !== 200) throw refusal(status, bodyAsText);
  return rowIn(JSON.parse(bodyAsText!) as Columns);
}

/** Types are named where JSON does not have them: of ours, for bytes alone. */
const plainJson = { accept: 'application/json;odata=minimalmetadata' };

function parametersOf({ filter, select, pageSize }: RowQuery): string {
  const parameters = { $filter: filter, $select: select?.join(), $top: String(pageSize) };
  return Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value!)}`)
    .join('&');
}

/** Where the next page begins; the row may be left out, and both when this was the last. */
function continuationOf(header: (name: 'nextpartitionkey' | 'nextrowkey') => string | undefined): string {
  const [partition, row] = [header('nextpartitionkey'), header('nextrowkey')];
  if (!partition) return '';
  return `&NextPartitionKey=${encodeURIComponent(partition)}${row ? `&NextRowKey=${encodeURIComponent(row)}` : ''}`;
}

function rowsIn(text: string): readonly Row[] {
  const { value } = JSON.parse(text) as { readonly value?: unknown };
  if (!Array.isArray(value)) throw new Error('A query was answered without a list of rows');
  return (value as Columns[]).map(rowIn);
}

const typeMark = '@odata.type';
const keys: Readonly<Record<string, string>> = {
  PartitionKey: 'partitionKey',
  RowKey: 'rowKey',
  'odata.etag': 'etag',
  Timestamp: 'timestamp',
};

function rowIn(properties: Columns): Row {
  const row: Columns = {};
  for (const [name, value] of Object.entries(properties)) {
    if (name.endsWith(typeMark) || name === 'odata.metadata') continue;
    const isBytes = properties[`${name}${typeMark}`] === 'Edm.Binary';
    row[keys[name] ?? name] = isBytes ? Buffer.from(value as string, 'base64') : value;
  }
  return row as Row;
}
