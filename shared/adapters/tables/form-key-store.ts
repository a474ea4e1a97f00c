import type { TableClient } from '@azure/data-tables';
import type { FormKeyStore } from '../../ports/form-key-store.ts';
import { textIn, writable } from './cells.ts';
import { readRow } from './rows.ts';
import { rowRefusal, trying } from './storage-errors.ts';

const at = { partitionKey: 'page', rowKey: 'formKey' };

/** The secret of the page's forms, a row of the table `Control`. */
export class TableFormKeyStore implements FormKeyStore {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  async keep(key: string): Promise<string> {
    return trying('keep the key of forms in Control', async () => {
      const before = await this.#read();
      if (before) return textIn(before, 'key');
      await this.#insert(key);
      return textIn((await this.#read())!, 'key');
    });
  }

  #read = () => readRow(this.#table, at.partitionKey, at.rowKey);

  /** Somebody else may be first, and so may an attempt of ours whose answer was lost. */
  async #insert(key: string): Promise<void> {
    try {
      await this.#table.createEntity(writable({ ...at, key }));
    } catch (error) {
      if (rowRefusal(error) !== 409) throw error;
    }
  }
}
