import type { TableClient } from '@azure/data-tables';
import type { Watermarks } from '../../ports/watermarks.ts';
import type { RegistrationService } from '../../registration/evidence.ts';
import { dateIn } from './cells.ts';
import { encodeKey } from './keys.ts';
import { putRow, readRow } from './rows.ts';
import { trying } from './storage-errors.ts';

const keyOf = (service: RegistrationService) => ({ partitionKey: 'watermarks', rowKey: encodeKey(service) });

/** How far the audit log has been read, one row per service of the table `Control`. */
export class TableWatermarks implements Watermarks {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  async read(service: RegistrationService): Promise<Date | undefined> {
    const { partitionKey, rowKey } = keyOf(service);
    const row = await trying('read a watermark from Control', () => readRow(this.#table, partitionKey, rowKey));
    return row && dateIn(row, 'readUntil');
  }

  async write(service: RegistrationService, at: Date): Promise<void> {
    const row = { ...keyOf(service), readUntil: at.toISOString() };
    await trying('write a watermark to Control', () => putRow(this.#table, row));
  }
}
