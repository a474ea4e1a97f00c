import { describe, expect, it } from 'vitest';
import type { MessageIndex } from '../../shared/ports/message-index.ts';
import { aMessage, noon } from './samples.ts';

const indexed = (n: number) => {
  const { messageId, userId, step } = aMessage(n);
  return { messageId, userId, step };
};

const asClaim = (n: number) => ({ indexedAs: `claim ${n}`, plannedAt: noon });

/** What every message index promises. */
export function describeMessageIndex(name: string, create: () => Promise<MessageIndex>): void {
  describe(`${name}: the message index`, () => {
    it('knows nothing of an id that was never entered', async () => {
      const index = await create();
      expect(await index.find(indexed(1).messageId)).toBeUndefined();
      expect(await index.has(indexed(1).messageId)).toBe(false);
    });

    it('finds whose message an id is, in any spelling', async () => {
      const index = await create();
      await index.enter({ ...indexed(1), messageId: indexed(1).messageId.toUpperCase() }, asClaim(1));
      expect(await index.find(indexed(1).messageId)).toEqual(indexed(1));
      expect(await index.find(indexed(1).messageId.toUpperCase())).toEqual(indexed(1));
      expect(await index.has(indexed(1).messageId.toUpperCase())).toBe(true);
    });

    it('knows a message again by its entry, and tells it from another under the same id (engine 10)', async () => {
      const index = await create();
      const answers = [];
      for (const claim of [1, 1, 2, 1]) answers.push(await index.enter(indexed(1), asClaim(claim)));
      expect(answers).toEqual(['own', 'own', 'anothers', 'own']);
    });

    it('has one owner of an id, however many enter it at once (engine 10)', async () => {
      const index = await create();
      const answers = await Promise.all([1, 2, 3, 4].map((claim) => index.enter(indexed(1), asClaim(claim))));
      expect(answers.filter((answer) => answer === 'own')).toHaveLength(1);
    });
  });
}
