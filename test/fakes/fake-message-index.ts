import type { IndexedMessage, MessageIndex } from '../../shared/ports/message-index.ts';
import { keptAsIs } from './kept.ts';

/** Whose message an id is, in memory. */
export class FakeMessageIndex implements MessageIndex {
  readonly #messages = new Map<string, IndexedMessage>();

  async put(messages: readonly IndexedMessage[]): Promise<void> {
    for (const { messageId, userId, step } of messages) {
      const id = messageId.toLowerCase();
      this.#messages.set(id, keptAsIs({ messageId: id, userId: userId.toLowerCase(), step }));
    }
  }

  async find(messageId: string): Promise<IndexedMessage | undefined> {
    return this.#messages.get(messageId.toLowerCase());
  }
}
