import { odata, type TableClient } from '@azure/data-tables';
import type { TimerRuns, TimerSuccesses } from '../../ports/timer-runs.ts';
import { dateIn, textIn } from './cells.ts';
import { putRow, readRows } from './rows.ts';
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
    return Object.fromEntries(rows.map((row) => [textIn(row, 'rowKey'), dateIn(row, 'succeededAt')]));
  }

  async note(timer: string, succeededAt: Date): Promise<void> {
    const row = { partitionKey, rowKey: timer, succeededAt: succeededAt.toISOString() };
    await trying('write to Control when a timer ran', () => putRow(this.#table, row));
  }
}
