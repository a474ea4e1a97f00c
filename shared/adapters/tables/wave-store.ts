import type { TableClient } from '@azure/data-tables';
import type { Wave } from '../../campaign/wave.ts';
import { defaultGoal } from '../../delivery/goal.ts';
import type { StoredWave, WaveMembers, WaveStore } from '../../ports/wave-store.ts';
import { encodeKey } from './keys.ts';
import { readRow, readRows, type Row } from './rows.ts';
import { attempt, noteUnreadable } from './set-aside.ts';
import { goalSchemaColumns } from './schema-version.ts';
import { trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';
import { writeDocument, type WriteAnswer } from './versioned-documents.ts';
import { readWaveMembers, saveWaveMembers } from './wave-members.ts';
import { unreadableWave, valueOf, waveIn } from './wave-row.ts';

const keyOf = (waveId: string) => ({ partitionKey: 'wave', rowKey: encodeKey(waveId) });

/** The waves and their members, kept in the table `Waves`. */
export class TableWaveStore implements WaveStore {
  readonly #table: TableClient;
  readonly #control: TableClient;
  readonly #newWriteId: () => string;

  /** What cannot be read is written down in `control`. */
  constructor(table: TableClient, control: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#control = control;
    this.#newWriteId = newWriteId;
  }

  async create(wave: Wave): Promise<'created' | 'exists'> {
    const answer = await trying('create a wave in Waves', () => this.#write(wave, undefined));
    return answer.kind === 'written' ? 'created' : 'exists';
  }

  async read(waveId: string): Promise<StoredWave | undefined> {
    const { partitionKey, rowKey } = keyOf(waveId);
    const row = await trying('read a wave from Waves', () => readRow(this.#table, partitionKey, rowKey));
    return row && (await this.#wavesIn([row]))[0];
  }

  async list(): Promise<readonly StoredWave[]> {
    const rows = await trying('list Waves', () => readRows(this.#table, { filter: `PartitionKey eq 'wave'` }));
    return (await this.#wavesIn(rows)).toSorted((a, b) => (a.waveId < b.waveId ? -1 : 1));
  }

  async #wavesIn(rows: readonly Row[]): Promise<readonly StoredWave[]> {
    const read = rows.map((row) => ({ row, made: attempt(tableNames.waves, row, waveIn) }));
    const unreadable = read.flatMap(({ made }) => ('unreadable' in made ? [made.unreadable] : []));
    if (unreadable.length > 0)
      await trying('write down in Control what cannot be read', () => noteUnreadable(this.#control, unreadable));
    return read.map(({ row, made }) => ('value' in made ? made.value : unreadableWave(row)));
  }

  async update(wave: Wave, version: string): Promise<WriteAnswer> {
    return trying('update a wave in Waves', () => this.#write(wave, version));
  }

  #write(wave: Wave, version: string | undefined): Promise<WriteAnswer> {
    const value = valueOf(wave);
    const more = wave.goal === defaultGoal ? {} : goalSchemaColumns;
    return writeDocument(this.#table, { ...keyOf(wave.waveId), value, version, writeId: this.#newWriteId(), more });
  }

  async saveMembers(waveId: string, userIds: readonly string[]): Promise<void> {
    await trying('save members in Waves', () => saveWaveMembers(this.#table, waveId, userIds, this.#newWriteId()));
  }

  async readMembers(waveId: string): Promise<WaveMembers> {
    const tables = { waves: this.#table, control: this.#control };
    return trying('read members from Waves', () => readWaveMembers(tables, waveId));
  }
}
