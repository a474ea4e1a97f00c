import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import { packBytes, unpackBytes } from './cells.ts';
import { readRows, type Row } from './rows.ts';
import { deleteAll } from './write-all.ts';

/** Lists of people: each that is saved is a generation of rows of its own, beside the one that it replaces. */
const bytesPerId = 16;
const idsPerRow = 16_384;

/** The ids of a row of people. */
export function idsIn(row: Row): readonly string[] {
  const bytes = unpackBytes('ids', row);
  if (bytes.length % bytesPerId !== 0) throw new Error('its last id is cut off');
  return unpackIds(bytes);
}

export function ofGeneration(partitionKey: string, generation: string): string {
  const [from, to] = [`${generation}|`, `${generation}~`];
  return odata`PartitionKey eq ${partitionKey} and RowKey ge ${from} and RowKey lt ${to}`;
}

/** Takes away the rows of people that were replaced. */
export async function forgetGeneration(table: TableClient, partitionKey: string, generation: string): Promise<void> {
  const filter = ofGeneration(partitionKey, generation);
  const rows = await readRows(table, { filter, select: ['PartitionKey', 'RowKey'] });
  const keys = rows.map(({ rowKey }) => ({ partitionKey, rowKey: rowKey! }));
  await deleteAll(table, keys);
}

export function rowsOf(partitionKey: string, generation: string, bytes: Uint8Array): TransactionAction[] {
  const rowBytes = idsPerRow * bytesPerId;
  return Array.from({ length: Math.ceil(bytes.length / rowBytes) }, (_, row) => {
    const rowKey = `${generation}|${String(row).padStart(6, '0')}`;
    const columns = packBytes('ids', bytes.subarray(row * rowBytes, (row + 1) * rowBytes));
    return ['upsert', { partitionKey, rowKey, ...columns }, 'Replace'];
  });
}

/** The ids one after the other, 16 bytes each. Throws for what is no object id. */
export function packIds(userIds: readonly string[]): Uint8Array {
  const bytes = Buffer.from(userIds.map((userId) => userId.replaceAll('-', '')).join(''), 'hex');
  if (bytes.length !== userIds.length * bytesPerId) throw new Error('A member of a wave is not an object id');
  return bytes;
}

export function unpackIds(bytes: Uint8Array): string[] {
  const hex = Buffer.from(bytes).toString('hex');
  return Array.from({ length: bytes.length / bytesPerId }, (_, i) => toUuid(hex.slice(i * 32, (i + 1) * 32)));
}

const toUuid = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
