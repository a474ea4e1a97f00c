import { randomBytes } from 'node:crypto';
import { odata, type TableClient } from '@azure/data-tables';
import type { Erasures } from '../../ports/erasures.ts';
import { trusted } from './cells.ts';
import { afterAll } from './keys.ts';
import { insertOnce, putRow, readRow, readRows } from './rows.ts';
import { trying } from './storage-errors.ts';

const keyInControl = { partitionKey: 'personHashes', rowKey: 'key' };
const partitionKey = 'erased';
/** Before all hashes. A `Control` of before the key is written back at times, and the list would say nothing without it. */
const copyKey = { partitionKey, rowKey: '!key' };
const keyBytes = 32;

/** Who was erased, in the table `MessageIndex`, since that one is never restored; the key of the hashes in `Control`. */
export class TableErasures implements Erasures {
  readonly #control: TableClient;
  readonly #index: TableClient;

  constructor(control: TableClient, index: TableClient) {
    this.#control = control;
    this.#index = index;
  }

  /** The copy beside the list is what the list was made with. */
  async readKey(): Promise<Uint8Array> {
    return trying('read the key of hashes', async () => {
      const copy = await keyIn(this.#index, copyKey);
      const stored = await keyIn(this.#control, keyInControl);
      if (copy && (stored === undefined || !Buffer.from(copy).equals(stored)))
        await putRow(this.#control, { ...keyInControl, key: copy });
      return copy ?? this.#begin(stored ?? randomBytes(keyBytes));
    });
  }

  /** Of many that begin at once one is first. */
  async #begin(key: Uint8Array): Promise<Uint8Array> {
    await insertOnce(this.#index, { ...copyKey, key });
    const first = (await keyIn(this.#index, copyKey))!;
    await putRow(this.#control, { ...keyInControl, key: first });
    return first;
  }

  async add(hash: string, at: Date): Promise<void> {
    const row = { partitionKey, rowKey: hash, erasedAt: at.toISOString() };
    await trying('write down an erasure in MessageIndex', () => insertOnce(this.#index, row));
  }

  async list(): Promise<readonly string[]> {
    const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${'0'} and RowKey lt ${afterAll}`;
    const rows = await trying('read who was erased from MessageIndex', () =>
      readRows(this.#index, { filter, select: ['PartitionKey', 'RowKey'] }),
    );
    return rows.map(({ rowKey }) => rowKey!);
  }
}

async function keyIn(table: TableClient, key: typeof copyKey): Promise<Uint8Array | undefined> {
  const row = await readRow(table, key.partitionKey, key.rowKey);
  return row && trusted<Uint8Array>(row['key']);
}
