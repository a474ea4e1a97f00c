import type { TableClient } from '@azure/data-tables';
import type { EnrolmentBudget } from '../../ports/enrolment-budget.ts';
import { encodeKey } from './keys.ts';
import { trying } from './storage-errors.ts';
import { changeDocument, readDocument } from './versioned-documents.ts';

interface Taken {
  readonly taken: number;
}

/** The places taken on each day, one row per day of the table `Control`. */
export class TableEnrolmentBudget implements EnrolmentBudget {
  readonly #table: TableClient;
  readonly #newWriteId: () => string;

  constructor(table: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#newWriteId = newWriteId;
  }

  async take(day: string, wanted: number, perDay: number): Promise<number> {
    const take = ({ taken }: Taken = { taken: 0 }) => {
      const granted = Math.max(0, Math.min(wanted, perDay - taken));
      return granted === 0 ? { answer: 0 } : { value: { taken: taken + granted }, answer: granted };
    };
    return trying('take from the enrolment budget in Control', () =>
      changeDocument(this.#table, keyOf(day), this.#newWriteId, take),
    );
  }

  async left(day: string, perDay: number): Promise<number> {
    return trying('read the enrolment budget in Control', async () => {
      const stored = await readDocument<Taken>(this.#table, keyOf(day));
      return Math.max(0, perDay - (stored?.value.taken ?? 0));
    });
  }
}

const keyOf = (day: string) => ({ partitionKey: 'enrolments', rowKey: encodeKey(day) });
