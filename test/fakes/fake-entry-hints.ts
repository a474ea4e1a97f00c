import type { EntryHint, EntryHints } from '../../shared/ports/entry-hints.ts';

/** Hints in memory. */
export class FakeEntryHints implements EntryHints {
  readonly #hints = new Map<string, EntryHint>();

  async put(hint: EntryHint): Promise<void> {
    const [userId, messageId] = [hint.userId.toLowerCase(), hint.messageId.toLowerCase()];
    this.#hints.set(keyOf(hint), { ...hint, userId, messageId });
  }

  async list(limit: number): Promise<readonly EntryHint[]> {
    return [...this.#hints]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, limit)
      .map(([, hint]) => hint);
  }

  async drop(hint: Pick<EntryHint, 'userId' | 'messageId'>): Promise<void> {
    this.#hints.delete(keyOf(hint));
  }
}

const keyOf = ({ userId, messageId }: Pick<EntryHint, 'userId' | 'messageId'>) =>
  `${userId}|${messageId}`.toLowerCase();
