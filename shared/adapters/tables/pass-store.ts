import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { PassRowsOf, PassStore } from '../../ports/pass-store.ts';
import type { Pass } from '../../registration/pass.ts';
import { dateIn, packBytes, unpackBytes } from './cells.ts';
import { afterAll, encodeKey } from './keys.ts';
import { userIdOf } from './recipient-keys.ts';
import { putRow, readPages, readRows } from './rows.ts';
import { trying } from './storage-errors.ts';
import { documentRow, readDocument, writeDocument, type WriteAnswer } from './versioned-documents.ts';
import { deleteAll } from './write-all.ts';

const currentKey = { partitionKey: 'passes', rowKey: 'current' };
const lastCompleteKey = { partitionKey: 'passes', rowKey: 'lastComplete' };
const seenPartition = 'seenSinceThePass';
const ofSeen = odata`PartitionKey eq ${seenPartition}`;

/** Some 30 KB each, and what the service answers lies in memory several times until the collector comes by. */
const pagesAtOnce = 10;

/** Checkpoints in the table `Control`, the packed rows of each page in the table `PassRows`. */
export class TablePassStore implements PassStore {
  readonly #control: TableClient;
  readonly #rows: TableClient;
  readonly #newWriteId: () => string;

  constructor(control: TableClient, rows: TableClient, newWriteId: () => string) {
    this.#control = control;
    this.#rows = rows;
    this.#newWriteId = newWriteId;
  }

  async readCurrent(): Promise<{ readonly pass: Pass; readonly version: string } | undefined> {
    const stored = await trying('read the pass from Control', () => readDocument<Stored>(this.#control, currentKey));
    return stored && { pass: passIn(stored.value), version: stored.version };
  }

  async readLastComplete(): Promise<Pass | undefined> {
    const stored = await trying('read the last pass from Control', () =>
      readDocument<Stored>(this.#control, lastCompleteKey),
    );
    return stored && passIn(stored.value);
  }

  async write(pass: Pass, version: string | undefined): Promise<WriteAnswer> {
    return trying('write the pass to Control', () => this.#write(pass, version));
  }

  async #write(value: Pass, version: string | undefined): Promise<WriteAnswer> {
    const others: TransactionAction[] =
      value.state === 'complete' ? [['upsert', documentRow(lastCompleteKey, value), 'Replace']] : [];
    if (version !== undefined) return this.#writeVersion(value, version, others);
    // Whatever is there is replaced: read and compare-and-set until nobody comes in between.
    for (;;) {
      const stored = await readDocument<Stored>(this.#control, currentKey);
      const answer = await this.#writeVersion(value, stored?.version, others);
      if (answer.kind === 'written') return answer;
    }
  }

  #writeVersion(value: Pass, version: string | undefined, others: readonly TransactionAction[]): Promise<WriteAnswer> {
    return writeDocument(this.#control, { ...currentKey, value, version, others, writeId: this.#newWriteId() });
  }

  async saveRows(passId: string, collection: PassRowsOf, page: number, rows: Uint8Array): Promise<void> {
    const rowKey = `${collection}|${String(page).padStart(8, '0')}`;
    const row = { partitionKey: encodeKey(passId), rowKey, ...packBytes('rows', rows) };
    await trying('save a page in PassRows', () => putRow(this.#rows, row));
  }

  async *readRows(passId: string, collection: PassRowsOf): AsyncIterable<Uint8Array> {
    const [from, to] = [`${collection}|`, `${collection}|${afterAll}`];
    const filter = odata`PartitionKey eq ${encodeKey(passId)} and RowKey ge ${from} and RowKey lt ${to}`;
    const pages = readPages(this.#rows, { filter, pageSize: pagesAtOnce })[Symbol.asyncIterator]();
    for (;;) {
      const { done, value } = await trying('read pages from PassRows', () => pages.next());
      if (done) return;
      for (const row of value) yield unpackBytes('rows', row);
    }
  }

  async noteSeen(userId: string, at: Date): Promise<void> {
    const row = { partitionKey: seenPartition, rowKey: userIdOf(userId), seenAt: at.toISOString() };
    await trying('note somebody who was seen in Control', () => putRow(this.#control, row));
  }

  async readSeen(): Promise<ReadonlySet<string>> {
    const rows = await trying('read who was seen from Control', () => readRows(this.#control, { filter: ofSeen }));
    return new Set(rows.map(({ rowKey }) => rowKey!));
  }

  async forgetSeen(before: Date): Promise<void> {
    await trying('forget who was seen in Control', async () => {
      const rows = await readRows(this.#control, { filter: ofSeen });
      const old = rows.filter((row) => dateIn(row, 'seenAt') < before);
      await deleteAll(
        this.#control,
        old.map(({ rowKey }) => ({ partitionKey: seenPartition, rowKey: rowKey! })),
      );
    });
  }

  async forgetOthers(passIds: readonly string[]): Promise<void> {
    const filter = passIds.map((passId) => odata`PartitionKey ne ${encodeKey(passId)}`).join(' and ');
    const select = ['PartitionKey', 'RowKey'];
    await trying('forget old pages of PassRows', async () => {
      for await (const page of readPages(this.#rows, { filter, select })) {
        await deleteAll(
          this.#rows,
          page.map((row) => ({ partitionKey: row.partitionKey!, rowKey: row.rowKey! })),
        );
      }
    });
  }
}

type Stored = Omit<Pass, 'startedAt' | 'progressedAt' | 'wakesAt' | 'next' | 'because'> & {
  readonly startedAt: string;
  readonly progressedAt: string;
  readonly wakesAt?: string;
  readonly next?: string;
  readonly because?: string;
};

const passIn = ({ wakesAt, ...stored }: Stored): Pass => ({
  ...stored,
  next: stored.next,
  because: stored.because,
  startedAt: new Date(stored.startedAt),
  progressedAt: new Date(stored.progressedAt),
  ...(wakesAt !== undefined && { wakesAt: new Date(wakesAt) }),
});
