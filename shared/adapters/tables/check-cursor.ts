import type { TableClient } from '@azure/data-tables';
import type { CheckCursor } from '../../ports/check-cursor.ts';
import { optionalTextIn } from './cells.ts';
import { putRow, readRow } from './rows.ts';
import { trying } from './storage-errors.ts';

const key = { partitionKey: 'check', rowKey: 'cursor' };

/** Where the rolling check has come to, in the table `Control`. */
export class TableCheckCursor implements CheckCursor {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  async read(): Promise<string | undefined> {
    const row = await trying('read the check cursor from Control', () =>
      readRow(this.#table, key.partitionKey, key.rowKey),
    );
    return row && optionalTextIn(row, 'position');
  }

  async write(position: string | undefined): Promise<void> {
    const row = { ...key, position: position ?? '' };
    await trying('write the check cursor to Control', () => putRow(this.#table, row));
  }
}
