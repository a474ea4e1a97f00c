import type { TableClient } from '@azure/data-tables';
import type { UnreadableRow } from '../../faults/unreadable-row.ts';
import type { WaveMembers } from '../../ports/wave-store.ts';
import { optionalTextIn, textIn } from './cells.ts';
import { compareAndSet } from './compare-and-set.ts';
import { encodeKey } from './keys.ts';
import { readRow, readRows, type Row } from './rows.ts';
import { attempt, noteUnreadable, readAllOrNote, readOrNote } from './set-aside.ts';
import { tableNames } from './table-names.ts';
import { waveIn } from './wave-row.ts';
import { applyAll } from './write-all.ts';
import { forgetGeneration, idsIn, ofGeneration, packIds, rowsOf } from './ids-by-generation.ts';

/** The row that says which generation of members is the whole one. Lies before all generations. */
const headKey = '!current';
/** A reader and a writer would have to cross this often. */
const maxRounds = 20;

const prefix = 'members|';

const partitionOf = (waveId: string): string => `${prefix}${encodeKey(waveId)}`;

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

/** The members in the order they were saved. Rows of them that are gone are written down like rows that cannot be read. */
export async function readWaveMembers(tables: MemberTables, waveId: string): Promise<WaveMembers> {
  const partitionKey = partitionOf(waveId);
  let short: string | undefined;
  for (let round = 0; round < maxRounds; round++) {
    const row = await readRow(tables.waves, partitionKey, headKey);
    if (row === undefined) return asLost([], lossOf(partitionKey, 0), tables);
    const head = await readOrNote(tables.control, row, headIn, tableNames.waves);
    if (head === undefined) return { userIds: [], isWhole: false };
    const { values, unreadable } = await readGeneration(tables, partitionKey, head.generation);
    const userIds = values.flat();
    if (unreadable.length > 0) return { userIds, isWhole: false };
    if (userIds.length === head.count) return { userIds, isWhole: true };
    // Fewer than there should be: a writer has replaced this generation while it was read. Where it still holds, rows are gone.
    if (head.generation === short) return asLost(userIds, lossOf(partitionKey, userIds.length, head.count), tables);
    short = head.generation;
  }
  throw new Error(`The members of a wave were incomplete ${maxRounds} times`);
}

async function asLost(
  userIds: readonly string[],
  loss: UnreadableRow,
  { control }: MemberTables,
): Promise<WaveMembers> {
  await noteUnreadable(control, [loss]);
  return { userIds, isWhole: false };
}

/** Named by the row that counts them, whether or not that one is left. */
function lossOf(partitionKey: string, left: number, count?: number): UnreadableRow {
  const because =
    count === undefined
      ? 'gone, and with it who the wave is for'
      : `counts ${count} people, and ${left} are left: rows are gone`;
  return { table: tableNames.waves, partitionKey, rowKey: headKey, because };
}

/** What is still gone of members that were written down as lost. Undefined where nothing is, or their wave needs them no more. */
export async function stillLost(waves: TableClient, noted: UnreadableRow): Promise<UnreadableRow | undefined> {
  const { partitionKey, rowKey, table } = noted;
  if (table !== tableNames.waves || rowKey !== headKey || !partitionKey.startsWith(prefix)) return undefined;
  if (!(await needsMembers(waves, partitionKey.slice(prefix.length)))) return undefined;
  const row = await readRow(waves, partitionKey, headKey);
  if (row === undefined) return lossOf(partitionKey, 0);
  const { generation, count } = headIn(row);
  const rows = await readRows(waves, { filter: ofGeneration(partitionKey, generation) });
  const left = rows.flatMap((one) => {
    const made = attempt(table, one, idsIn);
    return 'value' in made ? made.value : [];
  }).length;
  return left < count ? lossOf(partitionKey, left, count) : undefined;
}

/** A wave that is over asks for nobody, and a draft is planned again. */
async function needsMembers(waves: TableClient, waveKey: string): Promise<boolean> {
  const row = await readRow(waves, 'wave', waveKey);
  const made = row && attempt(tableNames.waves, row, waveIn);
  if (made === undefined) return false;
  return 'unreadable' in made || (made.value.state !== 'cancelled' && made.value.state !== 'enrolled');
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
