import type { QueueClient } from '@azure/storage-queue';
import { queueFailure } from './queue-errors.ts';

/** A message cannot be hidden for longer than it lives. */
const maxDelaySeconds = 7 * 24 * 3_600 - 1;

/**
 * Puts a value into a queue as the triggers expect it: JSON, encoded as `messageEncoding` in host.json says (base64).
 * Instants become ISO texts.
 */
export async function putIntoQueue(queue: QueueClient, value: unknown, delaySeconds = 0): Promise<void> {
  const text = Buffer.from(JSON.stringify(value)).toString('base64');
  const visibilityTimeout = Math.min(Math.max(Math.ceil(delaySeconds), 0), maxDelaySeconds);
  try {
    await queue.sendMessage(text, { visibilityTimeout });
  } catch (error) {
    throw queueFailure(queue.name, 'take a message', error);
  }
}
