import type { TableClient } from '@azure/data-tables';
import type { Budget } from '../../ports/budget.ts';
import { encodeKey } from './keys.ts';
import { trying } from './storage-errors.ts';
import type { Row } from './rows.ts';
import { changeDocument, documentIn, readOrBegin } from './versioned-documents.ts';

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
      changeDocument(this.#table, this.#keyOf(period), this.#newWriteId, take, readTaken),
    );
  }

  async left(period: string, most: number): Promise<number> {
    return trying('read a budget in Control', async () => {
      const { value } = await readOrBegin(this.#table, this.#keyOf(period), readTaken);
      return Math.max(0, most - (value?.taken ?? 0));
    });
  }

  #keyOf(period: string) {
    return { partitionKey: this.#partitionKey, rowKey: encodeKey(period) };
  }
}

export function readTaken(row: Row): Taken {
  const { taken } = documentIn<Taken>(row).value;
  if (!Number.isInteger(taken)) throw new Error('a count that is no number');
  return { taken };
}
