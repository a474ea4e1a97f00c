import type { TableClient } from '@azure/data-tables';
import { UnreadableStoredRow } from '../../faults/unreadable-row.ts';
import { entryNoticeStep } from '../../campaign/entry-notice.ts';
import { stepText } from '../../delivery/steps.ts';
import type { IndexedMessage, IndexEntry, MessageIndex } from '../../ports/message-index.ts';
import { addMinutes } from '../../registration/add-time.ts';
import { isId } from '../../registration/pass/id-table.ts';
import { dateIn, textIn } from './cells.ts';
import { insertOnce, readRow, type Row } from './rows.ts';
import { readAllOrNote } from './set-aside.ts';
import { trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';

/**
 * One partition. It takes 2,000 rows a second, and a mail quota of a million an hour is 278.
 *
 * https://learn.microsoft.com/azure/storage/tables/scalability-targets
 */
const partitionKey = 'message';

/** Whose message an id is, kept in the table `MessageIndex`. Rows are only ever inserted. */
export class TableMessageIndex implements MessageIndex {
  readonly #table: TableClient;
  readonly #control: TableClient;

  /** What cannot be read is written down in `control`. */
  constructor(table: TableClient, control: TableClient) {
    this.#table = table;
    this.#control = control;
  }

  async enter(message: IndexedMessage, as: IndexEntry): Promise<'own' | 'anothers'> {
    return trying('enter a message in MessageIndex', () => this.#enter(message, as));
  }

  async #enter({ messageId, userId, step }: IndexedMessage, as: IndexEntry): Promise<'own' | 'anothers'> {
    const rowKey = messageId.toLowerCase();
    const row = { partitionKey, rowKey, userId: userId.toLowerCase(), step, indexedAs: as.indexedAs };
    if (await insertOnce(this.#table, row)) return 'own';
    const [entry] = (await this.#read(rowKey)).values;
    // Unreadable, or deleted at this moment: what it said is not known.
    return entry && isOwn(entry, as) ? 'own' : 'anothers';
  }

  async find(id: string): Promise<IndexedMessage | undefined> {
    const { values, unreadable } = await trying('find a message in MessageIndex', () => this.#read(id.toLowerCase()));
    if (unreadable[0]) throw new UnreadableStoredRow(unreadable[0]);
    return values[0]?.message;
  }

  async has(id: string): Promise<boolean> {
    const row = await trying('look for a message in MessageIndex', () =>
      readRow(this.#table, partitionKey, id.toLowerCase()),
    );
    return row !== undefined;
  }

  async #read(rowKey: string) {
    const row = await readRow(this.#table, partitionKey, rowKey);
    return readAllOrNote(this.#control, { table: tableNames.messageIndex, rows: row ? [row] : [], read: indexedIn });
  }
}

interface Indexed {
  readonly message: IndexedMessage;
  /** Entries of earlier versions do not say it. */
  readonly indexedAs: string | undefined;
  readonly enteredAt: Date;
}

export function indexedIn(row: Row): Indexed {
  const userId = textIn(row, 'userId');
  const step = row.step === entryNoticeStep ? entryNoticeStep : stepText.safeParse(row.step).data;
  if (!isId(userId) || step === undefined) throw new Error('it names no person or no step');
  const indexedAs = row.indexedAs === undefined ? undefined : textIn(row, 'indexedAs');
  return {
    message: { messageId: row.rowKey!, userId, step },
    indexedAs,
    enteredAt: dateIn(row, 'timestamp'),
  };
}

/** An entry was made together with the row; our clock and that of the service may differ by this much. */
const sameTimeMinutes = 60;

const isOwn = ({ indexedAs: before, enteredAt }: Indexed, { indexedAs, plannedAt }: IndexEntry): boolean =>
  before === undefined ? enteredAt >= addMinutes(plannedAt, -sameTimeMinutes) : before === indexedAs;
