import type { TableClient } from '@azure/data-tables';
import type { EnrolmentBudget } from '../../ports/enrolment-budget.ts';
import { encodeKey } from './keys.ts';
import { trying } from './storage-errors.ts';
import { readDocument, writeDocument } from './versioned-documents.ts';

/** Each round somebody gets through, so this many fail only when something else is wrong. */
const maxRounds = 100;

/** The places taken on each day, one row per day of the table `Control`. */
export class TableEnrolmentBudget implements EnrolmentBudget {
  readonly #table: TableClient;
  readonly #newWriteId: () => string;

  constructor(table: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#newWriteId = newWriteId;
  }

  async take(day: string, wanted: number, perDay: number): Promise<number> {
    return trying('take from the enrolment budget in Control', async () => {
      for (let round = 0; round < maxRounds; round++) {
        const granted = await this.#tryToTake(day, wanted, perDay);
        if (granted !== undefined) return granted;
      }
      throw new Error(`Others were faster ${maxRounds} times`);
    });
  }

  async left(day: string, perDay: number): Promise<number> {
    return trying('read the enrolment budget in Control', async () => {
      const stored = await readDocument<{ taken: number }>(this.#table, keyOf(day));
      return Math.max(0, perDay - (stored?.value.taken ?? 0));
    });
  }

  /** Undefined when somebody else took in between. */
  async #tryToTake(day: string, wanted: number, perDay: number): Promise<number | undefined> {
    const key = keyOf(day);
    const stored = await readDocument<{ taken: number }>(this.#table, key);
    const taken = stored?.value.taken ?? 0;
    const granted = Math.max(0, Math.min(wanted, perDay - taken));
    if (granted === 0) return 0;
    const write = { ...key, value: { taken: taken + granted }, version: stored?.version };
    const answer = await writeDocument(this.#table, { ...write, writeId: this.#newWriteId() });
    return answer.kind === 'written' ? granted : undefined;
  }
}

const keyOf = (day: string) => ({ partitionKey: 'enrolments', rowKey: encodeKey(day) });
