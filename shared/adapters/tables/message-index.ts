import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { Step } from '../../delivery/steps.ts';
import type { IndexedMessage, MessageIndex } from '../../ports/message-index.ts';
import { textIn } from './cells.ts';
import { GatheredWrites } from './gathered-writes.ts';
import { readRow } from './rows.ts';
import { trying } from './storage-errors.ts';
import { applyAll } from './write-all.ts';

/**
 * One partition, so that the messages of many people go into it together. It takes 2,000 rows a second, and a mail quota
 * of a million an hour is 278.
 *
 * https://learn.microsoft.com/azure/storage/tables/scalability-targets
 */
const partitionKey = 'message';

/** Whose message an id is, kept in the table `MessageIndex`. */
export class TableMessageIndex implements MessageIndex {
  readonly #table: TableClient;
  readonly #puts: GatheredWrites<readonly IndexedMessage[]>;

  constructor(table: TableClient) {
    this.#table = table;
    this.#puts = new GatheredWrites((messages) => applyAll(table, messages.flat().map(toAction)));
  }

  async put(messages: readonly IndexedMessage[]): Promise<void> {
    await trying('put messages into MessageIndex', () => this.#puts.add(messages));
  }

  async find(id: string): Promise<IndexedMessage | undefined> {
    const messageId = id.toLowerCase();
    const row = await trying('find a message in MessageIndex', () => readRow(this.#table, partitionKey, messageId));
    return row && { messageId, userId: textIn(row, 'userId'), step: textIn<Step>(row, 'step') };
  }
}

const toAction = ({ messageId, userId, step }: IndexedMessage): TransactionAction => [
  'upsert',
  { partitionKey, rowKey: messageId.toLowerCase(), userId: userId.toLowerCase(), step },
  'Replace',
];
