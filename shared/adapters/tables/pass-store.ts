import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { PassRowsOf, PassStore } from '../../ports/pass-store.ts';
import { UnreadableStoredRow } from '../../faults/unreadable-row.ts';
import type { Pass } from '../../registration/pass.ts';
import { packBytes } from './cells.ts';
import { afterAll, encodeKey } from './keys.ts';
import { outsideLists } from './people-packs.ts';
import { putRow, readPages, type Row } from './rows.ts';
import { readAllOrNote } from './set-aside.ts';
import { trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';
import { documentRow, readOrBegin, writeDocument, type WriteAnswer } from './versioned-documents.ts';
import { deleteAll } from './write-all.ts';
import { lostPass, readPass, packedRowsIn } from './stored-pass.ts';
import { forgetSeen, noteSeen, readSeen } from './seen-people.ts';

const currentKey = { partitionKey: 'passes', rowKey: 'current' };
const lastCompleteKey = { partitionKey: 'passes', rowKey: 'lastComplete' };

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
    const stored = await trying('read the pass from Control', () => readOrBegin(this.#control, currentKey, readPass));
    const { value, version } = stored;
    if (version === undefined) return undefined;
    return { pass: value ?? lostPass(await this.readLastComplete()), version };
  }

  /** It is also the current one until the next begins, so that one of the two rows is enough. */
  async readLastComplete(): Promise<Pass | undefined> {
    return trying('read the last pass from Control', async () => {
      const { value, version } = await readOrBegin(this.#control, lastCompleteKey, readPass);
      if (value !== undefined || version === undefined) return value;
      const current = await readOrBegin(this.#control, currentKey, readPass);
      return current.value?.state === 'complete' ? current.value : undefined;
    });
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
      const stored = await readOrBegin(this.#control, currentKey, readPass);
      const answer = await this.#writeVersion(value, stored.version, others);
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

  async *readRows(passId: string, collection: PassRowsOf, skipped?: () => void): AsyncIterable<Uint8Array> {
    const [from, to] = [`${collection}|`, `${collection}|${afterAll}`];
    const filter = odata`PartitionKey eq ${encodeKey(passId)} and RowKey ge ${from} and RowKey lt ${to}`;
    const pages = readPages(this.#rows, { filter, pageSize: pagesAtOnce })[Symbol.asyncIterator]();
    for (;;) {
      const { done, value } = await trying('read pages from PassRows', () => pages.next());
      if (done) return;
      const { values, unreadable } = await this.#readPacked(value);
      if (unreadable[0] && skipped === undefined) throw new UnreadableStoredRow(unreadable[0]);
      if (unreadable.length > 0) skipped?.();
      yield* values;
    }
  }

  #readPacked = (rows: readonly Row[]) =>
    readAllOrNote(this.#control, { table: tableNames.passRows, rows, read: packedRowsIn });

  async noteSeen(userId: string, at: Date): Promise<void> {
    await trying('note somebody who was seen in Control', () => noteSeen(this.#control, userId, at));
  }

  async readSeen(): Promise<ReadonlySet<string>> {
    return trying('read who was seen from Control', () => readSeen(this.#control));
  }

  async forgetSeen(before: Date): Promise<void> {
    await trying('forget who was seen in Control', () => forgetSeen(this.#control, before));
  }

  async forgetOthers(passIds: readonly string[]): Promise<void> {
    // The mark of the erasures is no pass's.
    const others = ['mark', ...passIds.map(encodeKey)].map((kept) => odata`PartitionKey ne ${kept}`);
    const filter = [...others, outsideLists].join(' and ');
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
