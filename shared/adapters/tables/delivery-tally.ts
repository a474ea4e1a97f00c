import { odata, type TableClient } from '@azure/data-tables';
import { noFates, type Fate, type FateCounts } from '../../delivery/failure-rate.ts';
import type { DeliveryTally } from '../../ports/delivery-tally.ts';
import { afterAll, partitionOf } from './keys.ts';
import { readRows, type Row } from './rows.ts';
import { readOrNote } from './set-aside.ts';
import { trying } from './storage-errors.ts';
import { changeDocument, documentIn } from './versioned-documents.ts';

const partitionKey = 'deliveries';

/** Mails counted in rows of a stretch of time and a share of the messages, in the table `Control`. */
export class TableDeliveryTally implements DeliveryTally {
  readonly #table: TableClient;
  readonly #newWriteId: () => string;

  constructor(table: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#newWriteId = newWriteId;
  }

  async add(fate: Fate, messageId: string, stretch: Date): Promise<void> {
    const key = { partitionKey, rowKey: `${stretch.toISOString()}|${partitionOf(messageId.toLowerCase())}` };
    const countOne = (counts: FateCounts = noFates) => ({
      value: { ...counts, [fate]: counts[fate] + 1 },
      answer: undefined,
    });
    await trying('count a delivery in Control', () =>
      changeDocument(this.#table, key, this.#newWriteId, countOne, readFates),
    );
  }

  async since(from: Date): Promise<FateCounts> {
    const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${from.toISOString()} and RowKey lt ${afterAll}`;
    const rows = await trying('read deliveries from Control', () => readRows(this.#table, { filter }));
    const counts = await Promise.all(rows.map((row) => readOrNote(this.#table, row, readFates)));
    return counts.map((one = noFates) => one).reduce(sum, noFates);
  }
}

const sum = (a: FateCounts, b: FateCounts): FateCounts => ({
  delivered: a.delivered + b.delivered,
  failed: a.failed + b.failed,
  filtered: a.filtered + b.filtered,
});

export function readFates(row: Row): FateCounts {
  const { delivered, failed, filtered } = documentIn<FateCounts>(row).value;
  if (![delivered, failed, filtered].every(Number.isInteger)) throw new Error('counts that are no numbers');
  return { delivered, failed, filtered };
}
