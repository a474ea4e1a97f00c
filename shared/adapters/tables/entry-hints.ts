import { odata, type TableClient } from '@azure/data-tables';
import type { EntryHint, EntryHints } from '../../ports/entry-hints.ts';
import { isId } from '../../registration/pass/id-table.ts';
import { dateIn } from './cells.ts';
import { deleteRow, putRow, readRows, type Row } from './rows.ts';
import { readAllOrNote } from './set-aside.ts';
import { trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';

const partitionKey = 'entered';

/** The person's id stands in the key, so that the row goes when they are erased. */
const keyOf = ({ userId, messageId }: Pick<EntryHint, 'userId' | 'messageId'>) => ({
  partitionKey,
  rowKey: `${userId.toLowerCase()}|${messageId.toLowerCase()}`,
});

/** Hints at notices of what was entered, kept in the table `Waves`. */
export class TableEntryHints implements EntryHints {
  readonly #table: TableClient;
  readonly #control: TableClient;

  /** What cannot be read is written down in `control`. */
  constructor(table: TableClient, control: TableClient) {
    this.#table = table;
    this.#control = control;
  }

  async put(hint: EntryHint): Promise<void> {
    const row = { ...keyOf(hint), putAt: hint.putAt.toISOString() };
    await trying('put a hint at an entry into Waves', () => putRow(this.#table, row));
  }

  async list(limit: number): Promise<readonly EntryHint[]> {
    return trying('list hints at entries in Waves', async () => {
      const rows = await readRows(this.#table, { filter: odata`PartitionKey eq ${partitionKey}` }, limit);
      return (await readAllOrNote(this.#control, { table: tableNames.waves, rows, read: entryHintIn })).values;
    });
  }

  async drop(hint: Pick<EntryHint, 'userId' | 'messageId'>): Promise<void> {
    await trying('drop a hint at an entry from Waves', () => deleteRow(this.#table, keyOf(hint)));
  }
}

export function entryHintIn(row: Row): EntryHint {
  const [userId, messageId] = row.rowKey!.split('|');
  if (userId === undefined || messageId === undefined || !isId(userId) || !isId(messageId))
    throw new Error('it names no person or no notice');
  return { userId, messageId, putAt: dateIn(row, 'putAt') };
}
