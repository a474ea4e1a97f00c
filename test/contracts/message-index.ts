import { describe, expect, it } from 'vitest';
import type { MessageIndex } from '../../shared/ports/message-index.ts';
import { aMessage, numbers } from './samples.ts';

const indexed = (n: number) => {
  const { messageId, userId, step } = aMessage(n);
  return { messageId, userId, step };
};

/** What every message index promises. */
export function describeMessageIndex(name: string, create: () => Promise<MessageIndex>): void {
  describe(`${name}: the message index`, () => {
    it('knows nothing of an id that was never put', async () => {
      const index = await create();
      expect(await index.find(indexed(1).messageId)).toBeUndefined();
    });

    it('finds whose message an id is, in any spelling', async () => {
      const index = await create();
      await index.put([{ ...indexed(1), messageId: indexed(1).messageId.toUpperCase() }]);
      expect(await index.find(indexed(1).messageId)).toEqual(indexed(1));
      expect(await index.find(indexed(1).messageId.toUpperCase())).toEqual(indexed(1));
    });

    it('takes many at once, and the same ones again', async () => {
      const index = await create();
      const messages = numbers(350).map(indexed);
      await index.put(messages);
      await index.put([...messages, ...messages]);
      expect(await Promise.all([0, 200, 349].map((n) => index.find(indexed(n).messageId)))).toEqual([
        indexed(0),
        indexed(200),
        indexed(349),
      ]);
    });
  });
}
