import type { TableClient } from '@azure/data-tables';
import type { Budget } from '../../ports/budget.ts';
import { encodeKey } from './keys.ts';
import { trying } from './storage-errors.ts';
import { changeDocument, readDocument } from './versioned-documents.ts';

interface Taken {
  readonly taken: number;
}

/** The places taken in each period, one row per period of the table `Control`, in a partition of its own. */
export class TableBudget implements Budget {
  readonly #table: TableClient;
  readonly #partitionKey: string;
  readonly #newWriteId: () => string;

  constructor(table: TableClient, partitionKey: string, newWriteId: () => string) {
    this.#table = table;
    this.#partitionKey = partitionKey;
    this.#newWriteId = newWriteId;
  }

  async take(period: string, wanted: number, most: number): Promise<number> {
    const take = ({ taken }: Taken = { taken: 0 }) => {
      const granted = Math.max(0, Math.min(wanted, most - taken));
      return granted === 0 ? { answer: 0 } : { value: { taken: taken + granted }, answer: granted };
    };
    return trying('take from a budget in Control', () =>
      changeDocument(this.#table, this.#keyOf(period), this.#newWriteId, take),
    );
  }

  async left(period: string, most: number): Promise<number> {
    return trying('read a budget in Control', async () => {
      const stored = await readDocument<Taken>(this.#table, this.#keyOf(period));
      return Math.max(0, most - (stored?.value.taken ?? 0));
    });
  }

  #keyOf(period: string) {
    return { partitionKey: this.#partitionKey, rowKey: encodeKey(period) };
  }
}
