import type { TableClient } from '@azure/data-tables';
import type { CheckCursor, CheckPlace } from '../../ports/check-cursor.ts';
import { optionalTextIn, packJson, unpackJson } from './cells.ts';
import { partitionOf } from './keys.ts';
import { putRow, readRow, type Row } from './rows.ts';
import { readOrNote } from './set-aside.ts';
import { trying } from './storage-errors.ts';

/** Where something that goes through everybody bit by bit has come to, in the table `Control`. */
export class TableCheckCursor implements CheckCursor {
  readonly #table: TableClient;
  readonly #key: { readonly partitionKey: string; readonly rowKey: string };

  constructor(table: TableClient, rowKey: 'cursor' | 'forget') {
    this.#table = table;
    this.#key = { partitionKey: 'check', rowKey };
  }

  async read(): Promise<CheckPlace> {
    const row = await trying('read the check cursor from Control', () =>
      readRow(this.#table, this.#key.partitionKey, this.#key.rowKey),
    );
    if (row === undefined) return { position: undefined };
    return (await readOrNote(this.#table, row, readPlace)) ?? { position: undefined };
  }

  async write({ position, ...counting }: CheckPlace): Promise<void> {
    const row = { ...this.#key, position: position ?? '', ...packJson('counting', counting) };
    await trying('write the check cursor to Control', () => putRow(this.#table, row));
  }
}

/** Throws for a position that is no id of somebody: no partition would be found by it, ever. */
export function readPlace(row: Row): CheckPlace {
  const position = optionalTextIn(row, 'position');
  if (position !== undefined) partitionOf(position);
  return { position, ...unpackJson<Omit<CheckPlace, 'position'>>('counting', row) };
}
