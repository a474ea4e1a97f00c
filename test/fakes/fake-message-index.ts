import type { IndexedMessage, IndexEntry, MessageIndex } from '../../shared/ports/message-index.ts';
import { keptAsIs } from './kept.ts';

/** Whose message an id is, in memory. */
export class FakeMessageIndex implements MessageIndex {
  readonly #messages = new Map<string, { readonly message: IndexedMessage; readonly indexedAs: string }>();

  async enter({ messageId, userId, step }: IndexedMessage, { indexedAs }: IndexEntry): Promise<'own' | 'anothers'> {
    const id = messageId.toLowerCase();
    const before = this.#messages.get(id);
    if (before) return before.indexedAs === indexedAs ? 'own' : 'anothers';
    this.#messages.set(id, keptAsIs({ message: { messageId: id, userId: userId.toLowerCase(), step }, indexedAs }));
    return 'own';
  }

  async find(messageId: string): Promise<IndexedMessage | undefined> {
    return this.#messages.get(messageId.toLowerCase())?.message;
  }

  async has(messageId: string): Promise<boolean> {
    return this.#messages.has(messageId.toLowerCase());
  }
}
