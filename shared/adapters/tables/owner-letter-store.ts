import type { TableClient } from '@azure/data-tables';
import type { OwnerLetterStore, OwnerLetters } from '../../ports/owner-letter-store.ts';
import type { Row } from './rows.ts';
import { trying } from './storage-errors.ts';
import { documentIn, readOrBegin, writeDocument } from './versioned-documents.ts';

const key = { partitionKey: 'letters', rowKey: 'owners' };

/** What owners were told, one row of the table `Control`. */
export class TableOwnerLetterStore implements OwnerLetterStore {
  readonly #table: TableClient;
  readonly #newWriteId: () => string;

  constructor(table: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#newWriteId = newWriteId;
  }

  async read(): Promise<{ readonly letters: OwnerLetters; readonly version: string | undefined }> {
    const { value, version } = await trying('read what owners were told from Control', () =>
      readOrBegin(this.#table, key, readOwnerLetters),
    );
    return { letters: value ?? { trouble: {} }, version };
  }

  async write(value: OwnerLetters, version: string | undefined): Promise<string | undefined> {
    const answer = await trying('write what owners were told to Control', () =>
      writeDocument(this.#table, { ...key, value, version, writeId: this.#newWriteId() }),
    );
    return answer.kind === 'written' ? answer.version : undefined;
  }
}

export const readOwnerLetters = (row: Row): OwnerLetters => documentIn<OwnerLetters>(row).value;
