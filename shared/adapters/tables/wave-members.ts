import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { WaveMembers } from '../../ports/wave-store.ts';
import { optionalTextIn, packBytes, textIn, unpackBytes } from './cells.ts';
import { compareAndSet } from './compare-and-set.ts';
import { encodeKey } from './keys.ts';
import { readRow, readRows, type Row } from './rows.ts';
import { readAllOrNote, readOrNote } from './set-aside.ts';
import { tableNames } from './table-names.ts';
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
    const replaced = before && optionalTextIn(before, 'generation');
    if (replaced) await forgetGeneration(table, partitionKey, replaced);
    return;
  }
  throw new Error(`The members of a wave were written by others ${maxRounds} times`);
}

interface MemberTables {
  readonly waves: TableClient;
  /** What cannot be read is written down in it. */
  readonly control: TableClient;
}

/** The members in the order they were saved. */
export async function readWaveMembers(tables: MemberTables, waveId: string): Promise<WaveMembers> {
  const partitionKey = partitionOf(waveId);
  for (let round = 0; round < maxRounds; round++) {
    const row = await readRow(tables.waves, partitionKey, headKey);
    if (row === undefined) return { userIds: [], isWhole: true };
    const head = await readOrNote(tables.control, row, headIn, tableNames.waves);
    if (head === undefined) return { userIds: [], isWhole: false };
    const { values, unreadable } = await readGeneration(tables, partitionKey, head.generation);
    const userIds = values.flat();
    if (unreadable.length > 0) return { userIds, isWhole: false };
    // Fewer than there should be: a writer has replaced this generation while it was read.
    if (userIds.length === head.count) return { userIds, isWhole: true };
  }
  throw new Error(`The members of a wave were incomplete ${maxRounds} times`);
}

async function readGeneration({ waves, control }: MemberTables, partitionKey: string, generation: string) {
  const rows = await readRows(waves, { filter: ofGeneration(partitionKey, generation) });
  return readAllOrNote(control, { table: tableNames.waves, rows, read: idsIn });
}

/** What reads a row of the members. */
export const memberReaderOf = ({ rowKey }: Row): ((row: Row) => unknown) => (rowKey === headKey ? headIn : idsIn);

function headIn(row: Row): { readonly generation: string; readonly count: number } {
  if (typeof row.count !== 'number') throw new Error('A row without its column count');
  return { generation: textIn(row, 'generation'), count: row.count };
}

function idsIn(row: Row): readonly string[] {
  const bytes = unpackBytes('ids', row);
  if (bytes.length % bytesPerId !== 0) throw new Error('its last id is cut off');
  return unpackIds(bytes);
}

function ofGeneration(partitionKey: string, generation: string): string {
  const [from, to] = [`${generation}|`, `${generation}~`];
  return odata`PartitionKey eq ${partitionKey} and RowKey ge ${from} and RowKey lt ${to}`;
}

async function forgetGeneration(table: TableClient, partitionKey: string, generation: string): Promise<void> {
  const filter = ofGeneration(partitionKey, generation);
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
