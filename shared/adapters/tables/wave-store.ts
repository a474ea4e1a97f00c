import type { TableClient } from '@azure/data-tables';
import type { Wave } from '../../campaign/wave.ts';
import type { StoredWave, WaveStore } from '../../ports/wave-store.ts';
import { encodeKey } from './keys.ts';
import { readRows } from './rows.ts';
import { trying } from './storage-errors.ts';
import {
  documentIn,
  readDocument,
  writeDocument,
  type StoredDocument,
  type WriteAnswer,
} from './versioned-documents.ts';
import { readWaveMembers, saveWaveMembers } from './wave-members.ts';

const keyOf = (waveId: string) => ({ partitionKey: 'wave', rowKey: encodeKey(waveId) });

/** The waves and their members, kept in the table `Waves`. */
export class TableWaveStore implements WaveStore {
  readonly #table: TableClient;
  readonly #newWriteId: () => string;

  constructor(table: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#newWriteId = newWriteId;
  }

  async create(wave: Wave): Promise<'created' | 'exists'> {
    const answer = await trying('create a wave in Waves', () => this.#write(wave, undefined));
    return answer.kind === 'written' ? 'created' : 'exists';
  }

  async read(waveId: string): Promise<StoredWave | undefined> {
    const stored = await trying('read a wave from Waves', () => readDocument<Stored>(this.#table, keyOf(waveId)));
    return stored && waveIn(stored);
  }

  async list(): Promise<readonly StoredWave[]> {
    const rows = await trying('list Waves', () => readRows(this.#table, { filter: `PartitionKey eq 'wave'` }));
    return rows.map((row) => waveIn(documentIn<Stored>(row))).toSorted((a, b) => (a.waveId < b.waveId ? -1 : 1));
  }

  async update(wave: Wave, version: string): Promise<WriteAnswer> {
    return trying('update a wave in Waves', () => this.#write(wave, version));
  }

  #write(wave: Wave, version: string | undefined): Promise<WriteAnswer> {
    const { waveId, name, origin, groups, users, limit, startsAt, createdAt, state, cursor, enrolledCount } = wave;
    const value = { waveId, name, origin, groups, users, limit, startsAt, createdAt, state, cursor, enrolledCount };
    return writeDocument(this.#table, { ...keyOf(waveId), value, version, writeId: this.#newWriteId() });
  }

  async saveMembers(waveId: string, userIds: readonly string[]): Promise<void> {
    await trying('save members in Waves', () => saveWaveMembers(this.#table, waveId, userIds, this.#newWriteId()));
  }

  async readMembers(waveId: string): Promise<readonly string[]> {
    return trying('read members from Waves', () => readWaveMembers(this.#table, waveId));
  }
}

type Stored = Omit<Wave, 'limit' | 'cursor' | 'startsAt' | 'createdAt'> & {
  readonly limit?: number;
  readonly cursor?: string;
  readonly startsAt: string;
  readonly createdAt: string;
};

function waveIn({ value: stored, version }: StoredDocument<Stored>): StoredWave {
  return {
    ...stored,
    limit: stored.limit,
    cursor: stored.cursor,
    startsAt: new Date(stored.startsAt),
    createdAt: new Date(stored.createdAt),
    version,
  };
}
