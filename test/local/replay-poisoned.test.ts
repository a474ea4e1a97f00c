import { randomUUID } from 'node:crypto';
import { QueueServiceClient } from '@azure/storage-queue';
import { describe, expect, inject, it } from 'vitest';
import { replayPoisoned } from '../../local/replay-poisoned.ts';

const service = QueueServiceClient.fromConnectionString(inject('azuriteConnectionString'));

function aPairOfQueues() {
  const name = `replayed-${randomUUID()}`;
  return { queue: service.getQueueClient(name), poison: service.getQueueClient(`${name}-poison`) };
}

describe('replaying what has failed for good (engine 14)', () => {
  it('puts every message back as it was, and leaves none behind', async () => {
    const { queue, poison } = aPairOfQueues();
    await queue.create();
    await poison.create();
    const texts = Array.from({ length: 40 }, (_, n) => Buffer.from(`report ${n}`).toString('base64'));
    for (const text of texts) await poison.sendMessage(text);

    expect(await replayPoisoned(poison, queue)).toBe(40);

    const found = [];
    for (let round = 0; round < 2; round++) {
      const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 });
      found.push(...receivedMessageItems.map(({ messageText }) => messageText));
    }
    expect(found.toSorted()).toEqual(texts.toSorted());
    expect((await poison.getProperties()).approximateMessagesCount).toBe(0);
  });

  it('has nothing to do where nothing ever failed', async () => {
    const { queue, poison } = aPairOfQueues();
    await queue.create();
    expect(await replayPoisoned(poison, queue)).toBe(0);
  });
});
