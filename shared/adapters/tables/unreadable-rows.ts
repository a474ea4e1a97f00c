import { odata, type TableClient } from '@azure/data-tables';
import type { UnreadableRow } from '../../faults/unreadable-row.ts';
import type { UnreadableRows } from '../../ports/unreadable-rows.ts';
import { textIn } from './cells.ts';
import type { Tables } from './connect-tables.ts';
import { controlReaderOf } from './control-rows.ts';
import { readerOf as ofPerson } from './journey-rows.ts';
import { deleteRow, readRow, readRows, type Row } from './rows.ts';
import { attempt, noteOf, setAsidePartition } from './set-aside.ts';
import { trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';
import { waveIn } from './wave-row.ts';

const mostAtOnce = 100;

/** The rows that were set aside, kept in the table `Control`. */
export class TableUnreadableRows implements UnreadableRows {
  readonly #tables: Pick<Tables, 'control' | 'recipients' | 'waves'>;

  constructor(tables: Pick<Tables, 'control' | 'recipients' | 'waves'>) {
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

  async #stillUnreadable({ table, partitionKey, rowKey }: UnreadableRow): Promise<UnreadableRow | undefined> {
    const { client, readerOf } = this.#kindOf(table);
    const row = await readRow(client, partitionKey, rowKey);
    if (row === undefined) return undefined;
    const again = attempt<unknown>(table, row, readerOf(row));
    return 'unreadable' in again ? again.unreadable : undefined;
  }

  #kindOf(table: string): { readonly client: TableClient; readonly readerOf: (row: Row) => (row: Row) => unknown } {
    const { control, recipients, waves } = this.#tables;
    if (table === tableNames.control) return { client: control, readerOf: controlReaderOf };
    return table === tableNames.waves
      ? { client: waves, readerOf: () => waveIn }
      : { client: recipients, readerOf: ofPerson };
  }
}

const unreadableIn = (row: Row): UnreadableRow => ({
  table: textIn(row, 'table'),
  partitionKey: textIn(row, 'ofPartition'),
  rowKey: textIn(row, 'ofRow'),
  because: textIn(row, 'because'),
});
