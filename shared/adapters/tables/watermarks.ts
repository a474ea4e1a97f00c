import type { TableClient } from '@azure/data-tables';
import type { Watermarks } from '../../ports/watermarks.ts';
import type { LogReading } from '../../registration/detection.ts';
import type { RegistrationService } from '../../registration/evidence.ts';
import { dateIn } from './cells.ts';
import { encodeKey } from './keys.ts';
import { putRow, readRow, type Row } from './rows.ts';
import { readOrNote } from './set-aside.ts';
import { trying } from './storage-errors.ts';

const keyOf = (service: RegistrationService) => ({ partitionKey: 'watermarks', rowKey: encodeKey(service) });

const readingKey = { partitionKey: 'watermarks', rowKey: 'reading' };

/** How far the audit log has been read, one row per service of the table `Control`, and when. */
export class TableWatermarks implements Watermarks {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  async read(service: RegistrationService): Promise<Date | undefined> {
    const { partitionKey, rowKey } = keyOf(service);
    const row = await trying('read a watermark from Control', () => readRow(this.#table, partitionKey, rowKey));
    return row && readOrNote(this.#table, row, readWatermark);
  }

  async write(service: RegistrationService, at: Date): Promise<void> {
    const row = { ...keyOf(service), readUntil: at.toISOString() };
    await trying('write a watermark to Control', () => putRow(this.#table, row));
  }

  async readReading(): Promise<LogReading | undefined> {
    const { partitionKey, rowKey } = readingKey;
    const what = 'read from Control when the audit log was read';
    const row = await trying(what, () => readRow(this.#table, partitionKey, rowKey));
    return row && readOrNote(this.#table, row, readLogReading);
  }

  async noteReading({ readAt, wholeSince, hasTold }: LogReading): Promise<void> {
    const row = { ...readingKey, readAt: readAt.toISOString(), wholeSince: wholeSince.toISOString(), hasTold };
    await trying('write to Control when the audit log was read', () => putRow(this.#table, row));
  }
}

export const readWatermark = (row: Row): Date => dateIn(row, 'readUntil');

export const readLogReading = (row: Row): LogReading => ({
  readAt: dateIn(row, 'readAt'),
  wholeSince: dateIn(row, 'wholeSince'),
  hasTold: row.hasTold === true,
});
