import type { TableClient } from '@azure/data-tables';
import type { Step } from '../../delivery/steps.ts';
import type { IndexedMessage, IndexEntry, MessageIndex } from '../../ports/message-index.ts';
import { addMinutes } from '../../registration/add-time.ts';
import { dateIn, optionalTextIn, textIn, writable } from './cells.ts';
import { readRow, type Row } from './rows.ts';
import { rowRefusal, trying } from './storage-errors.ts';

/**
 * One partition. It takes 2,000 rows a second, and a mail quota of a million an hour is 278.
 *
 * https://learn.microsoft.com/azure/storage/tables/scalability-targets
 */
const partitionKey = 'message';

/** Whose message an id is, kept in the table `MessageIndex`. Rows are only ever inserted. */
export class TableMessageIndex implements MessageIndex {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  async enter(message: IndexedMessage, as: IndexEntry): Promise<'own' | 'anothers'> {
    return trying('enter a message in MessageIndex', () => this.#enter(message, as));
  }

  async #enter({ messageId, userId, step }: IndexedMessage, as: IndexEntry): Promise<'own' | 'anothers'> {
    const rowKey = messageId.toLowerCase();
    const row = { partitionKey, rowKey, userId: userId.toLowerCase(), step, indexedAs: as.indexedAs };
    try {
      await this.#table.createEntity(writable(row));
      return 'own';
    } catch (error) {
      if (rowRefusal(error) !== 409) throw error;
      const found = await readRow(this.#table, partitionKey, rowKey);
      // Somebody deletes rows at this moment: what this one said is not known.
      return found && isOwn(found, as) ? 'own' : 'anothers';
    }
  }

  async find(id: string): Promise<IndexedMessage | undefined> {
    const messageId = id.toLowerCase();
    const row = await trying('find a message in MessageIndex', () => readRow(this.#table, partitionKey, messageId));
    return row && { messageId, userId: textIn(row, 'userId'), step: textIn<Step>(row, 'step') };
  }
}

/** An entry was made together with the row; our clock and that of the service may differ by this much. */
const sameTimeMinutes = 60;

function isOwn(entry: Row, { indexedAs, plannedAt }: IndexEntry): boolean {
  const before = optionalTextIn(entry, 'indexedAs');
  if (before !== undefined) return before === indexedAs;
  return dateIn(entry, 'timestamp') >= addMinutes(plannedAt, -sameTimeMinutes);
}
