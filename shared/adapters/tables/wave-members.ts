import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import { packBytes, textIn, unpackBytes } from './cells.ts';
import { compareAndSet } from './compare-and-set.ts';
import { encodeKey } from './keys.ts';
import { readRow, readRows } from './rows.ts';
import { applyAll, deleteAll } from './write-all.ts';

/** The row that says which generation of members is the whole one. Lies before all generations. */
const headKey = '!current';
const bytesPerId = 16;
const idsPerRow = 16_384;
/** A reader and a writer would have to cross this often. */
const maxRounds = 20;

const partitionOf = (waveId: string): string => `members|${encodeKey(waveId)}`;

/**
 * Replaces the members of a wave. A new generation is written beside the one that holds, then made the one that holds,
 * then the one it replaced goes: whoever reads meanwhile finds the old members or the new ones, never a mixture. Writers
 * of the same moment take turns, and each forgets only what it has itself replaced.
 */
export async function saveWaveMembers(
  table: TableClient,
  waveId: string,
  userIds: readonly string[],
  generation: string,
): Promise<void> {
  const partitionKey = partitionOf(waveId);
  await applyAll(table, rowsOf(partitionKey, generation, packIds(userIds)));
  for (let round = 0; round < maxRounds; round++) {
    const before = await readRow(table, partitionKey, headKey);
    const row = { partitionKey, rowKey: headKey, generation, count: userIds.length };
    const answer = await compareAndSet(table, { row, mode: 'Replace', etag: before?.etag, writeId: generation });
    if (answer.kind === 'conflict') continue;
    if (before) await forgetGeneration(table, partitionKey, textIn(before, 'generation'));
    return;
  }
  throw new Error(`The members of a wave were written by others ${maxRounds} times`);
}

/** The members in the order they were saved. */
export async function readWaveMembers(table: TableClient, waveId: string): Promise<readonly string[]> {
  const partitionKey = partitionOf(waveId);
  for (let round = 0; round < maxRounds; round++) {
    const head = await readRow(table, partitionKey, headKey);
    if (head === undefined) return [];
    const userIds = await readGeneration(table, partitionKey, textIn(head, 'generation'));
    // Fewer than there should be: a writer has replaced this generation while it was read.
    if (userIds.length === head.count) return userIds;
  }
  throw new Error(`The members of a wave were incomplete ${maxRounds} times`);
}

async function readGeneration(table: TableClient, partitionKey: string, generation: string): Promise<string[]> {
  const [from, to] = [`${generation}|`, `${generation}~`];
  const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${from} and RowKey lt ${to}`;
  const rows = await readRows(table, { filter });
  return rows.flatMap((row) => unpackIds(unpackBytes('ids', row)));
}

async function forgetGeneration(table: TableClient, partitionKey: string, generation: string): Promise<void> {
  const [from, to] = [`${generation}|`, `${generation}~`];
  const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${from} and RowKey lt ${to}`;
  const rows = await readRows(table, { filter, select: ['PartitionKey', 'RowKey'] });
  const keys = rows.map(({ rowKey }) => ({ partitionKey, rowKey: rowKey! }));
  await deleteAll(table, keys);
}

function rowsOf(partitionKey: string, generation: string, bytes: Uint8Array): TransactionAction[] {
  const rowBytes = idsPerRow * bytesPerId;
  return Array.from({ length: Math.ceil(bytes.length / rowBytes) }, (_, row) => {
    const rowKey = `${generation}|${String(row).padStart(6, '0')}`;
    const columns = packBytes('ids', bytes.subarray(row * rowBytes, (row + 1) * rowBytes));
    return ['upsert', { partitionKey, rowKey, ...columns }, 'Replace'];
  });
}

function packIds(userIds: readonly string[]): Uint8Array {
  const bytes = Buffer.from(userIds.map((userId) => userId.replaceAll('-', '')).join(''), 'hex');
  if (bytes.length !== userIds.length * bytesPerId) throw new Error('A member of a wave is not an object id');
  return bytes;
}

function unpackIds(bytes: Uint8Array): string[] {
  const hex = Buffer.from(bytes).toString('hex');
  return Array.from({ length: bytes.length / bytesPerId }, (_, i) => toUuid(hex.slice(i * 32, (i + 1) * 32)));
}

const toUuid = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
