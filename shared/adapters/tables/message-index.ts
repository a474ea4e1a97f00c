import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { Step } from '../../delivery/message.ts';
import type { IndexedMessage, MessageIndex } from '../../ports/message-index.ts';
import { textIn } from './cells.ts';
import { partitionOf } from './keys.ts';
import { applyAll, readRow } from './rows.ts';
import { trying } from './storage-errors.ts';

/** Whose message an id is, kept in the table `MessageIndex`. */
export class TableMessageIndex implements MessageIndex {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  async put(messages: readonly IndexedMessage[]): Promise<void> {
    await trying('put messages into MessageIndex', () => applyAll(this.#table, messages.map(toAction)));
  }

  async find(id: string): Promise<IndexedMessage | undefined> {
    const messageId = id.toLowerCase();
    const row = await trying('find a message in MessageIndex', () =>
      readRow(this.#table, partitionOf(messageId), messageId),
    );
    return row && { messageId, userId: textIn(row, 'userId'), step: textIn<Step>(row, 'step') };
  }
}

function toAction({ messageId, userId, step }: IndexedMessage): TransactionAction {
  const rowKey = messageId.toLowerCase();
  return ['upsert', { partitionKey: partitionOf(rowKey), rowKey, userId: userId.toLowerCase(), step }, 'Replace'];
}
