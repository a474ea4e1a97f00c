import { odata, type TableClient } from '@azure/data-tables';
import type { TimerRuns, TimerSuccesses } from '../../ports/timer-runs.ts';
import { dateIn } from './cells.ts';
import { putRow, readRows, type Row } from './rows.ts';
import { readOrNote } from './set-aside.ts';
import { trying } from './storage-errors.ts';

const partitionKey = 'timers';

/** The last good end of each timer's function, a row each in the table `Control`. */
export class TableTimerRuns implements TimerRuns {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  async read(): Promise<TimerSuccesses> {
    const rows = await trying('read from Control when timers ran', () =>
      readRows(this.#table, { filter: odata`PartitionKey eq ${partitionKey}` }),
    );
    const read = await Promise.all(
      rows.map(async (row) => [row.rowKey!, await readOrNote(this.#table, row, readSuccess)] as const),
    );
    return Object.fromEntries(read.flatMap(([timer, at]) => (at === undefined ? [] : [[timer, at]])));
  }

  async note(timer: string, succeededAt: Date): Promise<void> {
    const row = { partitionKey, rowKey: timer, succeededAt: succeededAt.toISOString() };
    await trying('write to Control when a timer ran', () => putRow(this.#table, row));
  }
}

export const readSuccess = (row: Row): Date => dateIn(row, 'succeededAt');
