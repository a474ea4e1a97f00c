import type { TableClient } from '@azure/data-tables';
import type { FormKeyStore } from '../../ports/form-key-store.ts';
import { textIn } from './cells.ts';
import { insertOnce, readRow } from './rows.ts';
import { trying } from './storage-errors.ts';

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
      await insertOnce(this.#table, { ...at, key });
      return textIn((await this.#read())!, 'key');
    });
  }

  #read = () => readRow(this.#table, at.partitionKey, at.rowKey);
}
