import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';

/** Others do not see a message for so long while it is put back. */
const leaseSeconds = 60;
const batchSize = 32;

/**
 * Puts the messages of a poison queue back into their queue, the oldest first, and answers how many. A message that fails
 * again meanwhile is not taken a second time. A crash in between leaves a message in both queues: it comes twice.
 */
export async function replayPoisoned(poison: QueueClient, queue: QueueClient): Promise<number> {
  if (!(await poison.exists())) return 0;
  const { approximateMessagesCount: waiting = 0 } = await poison.getProperties();
  let replayed = 0;
  while (replayed < waiting) {
    const numberOfMessages = Math.min(batchSize, waiting - replayed);
    const { receivedMessageItems } = await poison.receiveMessages({
      numberOfMessages,
      visibilityTimeout: leaseSeconds,
    });
    if (receivedMessageItems.length === 0) break;
    for (const message of receivedMessageItems) await replay(message, poison, queue);
    replayed += receivedMessageItems.length;
  }
  return replayed;
}

async function replay(
  { messageId, messageText, popReceipt }: DequeuedMessageItem,
  poison: QueueClient,
  queue: QueueClient,
): Promise<void> {
  await queue.sendMessage(messageText);
  await poison.deleteMessage(messageId, popReceipt);
}
