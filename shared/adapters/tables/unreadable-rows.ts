import { odata } from '@azure/data-tables';
import type { UnreadableRow } from '../../faults/unreadable-row.ts';
import type { UnreadableRows } from '../../ports/unreadable-rows.ts';
import { textIn } from './cells.ts';
import type { Tables } from './connect-tables.ts';
import { readersOf } from './row-readers.ts';
import { deleteRow, readRow, readRows, type Row } from './rows.ts';
import { attempt, noteOf, setAsidePartition } from './set-aside.ts';
import { trying } from './storage-errors.ts';
import { tableNames, type TableKey } from './table-names.ts';
import { stillLost } from './wave-members.ts';

const mostAtOnce = 100;

const tableKeys = Object.keys(tableNames) as readonly TableKey[];

/** The rows that were set aside, kept in the table `Control`. */
export class TableUnreadableRows implements UnreadableRows {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  async list(limit: number): Promise<readonly UnreadableRow[]> {
    const filter = odata`PartitionKey eq ${setAsidePartition}`;
    const rows = await trying('list the rows set aside in Control', () =>
      readRows(this.#tables.control, { filter }, limit),
    );
    return rows.map(unreadableIn);
  }

  async lookAgain(): Promise<readonly UnreadableRow[]> {
    const left: UnreadableRow[] = [];
    for (const noted of await this.list(mostAtOnce)) {
      const now = await trying('look again at a row that was set aside', () => this.#stillUnreadable(noted));
      if (now) left.push(now);
      else await trying('forget a row that was set aside', () => deleteRow(this.#tables.control, noteOf(noted)));
    }
    return left;
  }

  async #stillUnreadable(noted: UnreadableRow): Promise<UnreadableRow | undefined> {
    const { table, partitionKey, rowKey } = noted;
    const key = tableKeys.find((one) => tableNames[one] === table);
    const row = key && (await readRow(this.#tables[key], partitionKey, rowKey));
    const again = row && attempt<unknown>(table, row, readersOf[key](row));
    if (again && 'unreadable' in again) return again.unreadable;
    return stillLost(this.#tables.waves, noted);
  }
}

const unreadableIn = (row: Row): UnreadableRow => ({
  table: textIn(row, 'table'),
  partitionKey: textIn(row, 'ofPartition'),
  rowKey: textIn(row, 'ofRow'),
  because: textIn(row, 'because'),
});
