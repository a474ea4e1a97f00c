import { odata, type TableClient } from '@azure/data-tables';
import { bodyKey } from './body-row.ts';
import { afterAll, partitionOf } from './keys.ts';
import { userIdOf } from './recipient-keys.ts';
import { readRows } from './rows.ts';

const keysOnly = ['PartitionKey', 'RowKey'];

/** The keys of a person's rows in `Recipients`, the head among them; without pinned bodies. */
export async function rowKeysOf(table: TableClient, id: string): Promise<readonly string[]> {
  const userId = userIdOf(id);
  const filter = odata`PartitionKey eq ${partitionOf(userId)} and RowKey ge ${userId} and RowKey lt ${userId + afterAll}`;
  return (await readRows(table, { filter, select: keysOnly })).map(({ rowKey }) => rowKey!);
}

/** The keys of bodies that are pinned for these messages of a person. Few are pinned at a time, so those of a share are listed. */
export async function bodyKeysOf(
  table: TableClient,
  userId: string,
  messageIds: readonly string[],
): Promise<readonly string[]> {
  const wanted = new Set(messageIds.map((id) => bodyKey(userId, id).rowKey));
  const filter = odata`PartitionKey eq ${partitionOf(userId)} and RowKey ge ${'!b|'} and RowKey lt ${`!b|${afterAll}`}`;
  const rows = await readRows(table, { filter, select: keysOnly });
  return rows.flatMap(({ rowKey }) => (wanted.has(rowKey!) ? [rowKey!] : []));
}
