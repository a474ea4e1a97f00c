import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** Remembers which queues are worth asking: an empty queue costs a request each time it is asked. */
export type QueueSuspicion = {
  isSuspect(queueName: string): boolean;
  suspect(queueName: string): void;
  acquit(queueName: string): void;
  stop(): void;
};

/** For queues that anyone may send to: they are always worth asking. */
export const suspectAlways: QueueSuspicion = {
  isSuspect: () => true,
  suspect: () => undefined,
  acquit: () => undefined,
  stop: () => undefined,
};

const REQUEST_CHANNELS = ['http.client.request.start', 'http.client.response.finish'];

/**
 * For queues that only this process sends to: at first each is worth asking, later those that a message was put into by
 * way of `node:http`, as the storage SDK does. A request is noticed when it begins and again when it is answered, so a
 * queue that was asked in between is asked once more.
 */
export function suspectWhenSentTo(queueNames: readonly string[]): QueueSuspicion {
  const suspects = new Set(queueNames);
  const notice = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    const queueName = request.method === 'POST' ? /\/([^/?]+)\/messages(?:\?|$)/.exec(request.path)?.[1] : undefined;
    if (queueName !== undefined) suspects.add(queueName);
  };
  for (const channel of REQUEST_CHANNELS) subscribe(channel, notice);
  return {
    isSuspect: (queueName) => suspects.has(queueName),
    suspect: (queueName) => void suspects.add(queueName),
    acquit: (queueName) => void suspects.delete(queueName),
    stop() {
      for (const channel of REQUEST_CHANNELS) unsubscribe(channel, notice);
    },
  };
}
