import { odata, type TableClient } from '@azure/data-tables';
import { noFates, type Fate, type FateCounts } from '../../delivery/failure-rate.ts';
import { tallyStepMinutes, type DeliveryTally } from '../../ports/delivery-tally.ts';
import { afterAll, partitionOf } from './keys.ts';
import { readRows } from './rows.ts';
import { trying } from './storage-errors.ts';
import { changeDocument, documentIn } from './versioned-documents.ts';

const partitionKey = 'deliveries';

/** Mails counted in rows of ten minutes and a share of the messages, in the table `Control`. */
export class TableDeliveryTally implements DeliveryTally {
  readonly #table: TableClient;
  readonly #newWriteId: () => string;

  constructor(table: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#newWriteId = newWriteId;
  }

  async add(fate: Fate, messageId: string, at: Date): Promise<void> {
    const key = { partitionKey, rowKey: `${stepOf(at)}|${partitionOf(messageId.toLowerCase())}` };
    const countOne = (counts: FateCounts = noFates) => ({
      value: { ...counts, [fate]: counts[fate] + 1 },
      answer: undefined,
    });
    await trying('count a delivery in Control', () => changeDocument(this.#table, key, this.#newWriteId, countOne));
  }

  async since(from: Date): Promise<FateCounts> {
    const first = firstWholeStep(from);
    const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${first} and RowKey lt ${afterAll}`;
    const rows = await trying('read deliveries from Control', () => readRows(this.#table, { filter }));
    return rows.map((row) => documentIn<FateCounts>(row).value).reduce(sum, noFates);
  }
}

const stepMs = tallyStepMinutes * 60_000;
const stepOf = (at: Date): string => new Date(Math.floor(at.getTime() / stepMs) * stepMs).toISOString();
const firstWholeStep = (from: Date): string => new Date(Math.ceil(from.getTime() / stepMs) * stepMs).toISOString();

const sum = (a: FateCounts, b: FateCounts): FateCounts => ({
  delivered: a.delivered + b.delivered,
  failed: a.failed + b.failed,
  filtered: a.filtered + b.filtered,
});
