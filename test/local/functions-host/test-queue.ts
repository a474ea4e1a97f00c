import { randomUUID } from 'node:crypto';
import { QueueServiceClient } from '@azure/storage-queue';
import { inject } from 'vitest';

const service = () => QueueServiceClient.fromConnectionString(inject('azuriteConnectionString'));

/** A queue of its own for a test, with its poison queue. */
export function testQueue() {
  const name = `host-${randomUUID()}`;
  const queue = service().getQueueClient(name);
  const poison = service().getQueueClient(`${name}-poison`);
  return {
    name,
    async send(text: string, options: { visibilityTimeout?: number } = {}) {
      await queue.createIfNotExists();
      await queue.sendMessage(Buffer.from(text).toString('base64'), options);
    },
    async sendRaw(messageText: string) {
      await queue.createIfNotExists();
      await queue.sendMessage(messageText);
    },
    async count() {
      return (await queue.getProperties()).approximateMessagesCount ?? 0;
    },
    /** The raw texts in the poison queue; none when there is no such queue. */
    async poisoned(): Promise<string[]> {
      if (!(await poison.exists())) return [];
      return (await poison.peekMessages({ numberOfMessages: 32 })).peekedMessageItems.map((item) => item.messageText);
    },
  };
}
