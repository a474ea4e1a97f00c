import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** Remembers which queues may hold messages: reading an empty queue costs a request each time. */
export type QueuesWithMessages = {
  mayHaveMessages(queueName: string): boolean;
  /** A message was sent to the queue, or is left in it. */
  noteMessage(queueName: string): void;
  /** The queue is read now, until it is empty. */
  noteRead(queueName: string): void;
  stop(): void;
};

/** For queues that other processes send to as well: each may hold messages at any time. */
export const anyQueueMayHaveMessages: QueuesWithMessages = {
  mayHaveMessages: () => true,
  noteMessage: () => undefined,
  noteRead: () => undefined,
  stop: () => undefined,
};

const REQUEST_CHANNELS = ['http.client.request.start', 'http.client.response.finish'];

/**
 * For queues that only this process sends to, by way of `node:http`, as the storage SDK does. At first each may hold
 * messages, later those that this process has sent one to. A request is noticed when it begins and again when it is
 * answered, so that a queue that was read in between is read once more.
 */
export function queuesSentToFromHere(queueNames: readonly string[]): QueuesWithMessages {
  const withMessages = new Set(queueNames);
  const notice = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    const queueName = request.method === 'POST' ? /\/([^/?]+)\/messages(?:\?|$)/.exec(request.path)?.[1] : undefined;
    if (queueName !== undefined) withMessages.add(queueName);
  };
  for (const channel of REQUEST_CHANNELS) subscribe(channel, notice);
  return {
    mayHaveMessages: (queueName) => withMessages.has(queueName),
    noteMessage: (queueName) => void withMessages.add(queueName),
    noteRead: (queueName) => void withMessages.delete(queueName),
    stop() {
      for (const channel of REQUEST_CHANNELS) unsubscribe(channel, notice);
    },
  };
}
