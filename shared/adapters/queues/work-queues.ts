import type { QueueClient } from '@azure/storage-queue';
import type { SendRequest } from '../../campaign/send-request.ts';
import type { PageQueue, PoisonQueues, ReleaseCount, ReturnedMessages, SendQueue } from '../../ports/work-queues.ts';
import type { PageRequest } from '../../registration/page-request.ts';
import type { Queues } from './connect-queues.ts';
import { queueFailure } from './queue-errors.ts';
import { putIntoQueue } from './queue-message.ts';
import { queueKeyOf } from './queue-names.ts';
import { StoragePoisonQueues } from './poison-queues.ts';

const inFlight = 16;

/** The queue `send-message`. */
export class StorageSendQueue implements SendQueue {
  readonly #queue: QueueClient;

  constructor(queue: QueueClient) {
    this.#queue = queue;
  }

  /** All of them, several at a time; the first failure is thrown once nothing is under way any longer. */
  async enqueue(requests: readonly SendRequest[]): Promise<void> {
    const rest = requests.values();
    const failures: unknown[] = [];
    const work = async () => {
      for (const request of rest) {
        if (failures.length > 0) return;
        await putIntoQueue(this.#queue, request).catch((error: unknown) => failures.push(error));
      }
    };
    await Promise.all(Array.from({ length: Math.min(inFlight, requests.length) }, work));
    if (failures.length > 0) throw failures[0];
  }
}

const releasesKey = 'releases';

/** In the metadata of the queue `send-message`. */
export class StorageReleaseCount implements ReleaseCount {
  readonly #queue: QueueClient;

  constructor(queue: QueueClient) {
    this.#queue = queue;
  }

  async read(): Promise<number> {
    try {
      const { metadata } = await this.#queue.getProperties();
      return Number(metadata?.[releasesKey] ?? 0);
    } catch (error) {
      throw queueFailure(this.#queue.name, 'read how often was released', error);
    }
  }

  async write(count: number): Promise<void> {
    try {
      await this.#queue.setMetadata({ [releasesKey]: String(count) });
    } catch (error) {
      throw queueFailure(this.#queue.name, 'write how often was released', error);
    }
  }
}

/** The queue `refresh-pages`. */
export class StoragePageQueue implements PageQueue {
  readonly #queue: QueueClient;

  constructor(queue: QueueClient) {
    this.#queue = queue;
  }

  async enqueue(request: PageRequest, delaySeconds: number): Promise<void> {
    await putIntoQueue(this.#queue, request, delaySeconds);
  }
}

/** Any of the queues, by its name. */
export class StorageReturnedMessages implements ReturnedMessages {
  readonly #queues: Queues;

  constructor(queues: Queues) {
    this.#queues = queues;
  }

  async putBack(queueName: string, item: unknown, delaySeconds: number): Promise<void> {
    const key = queueKeyOf(queueName);
    if (key === undefined) throw new Error(`There is no queue ${queueName}`);
    await putIntoQueue(this.#queues[key], item, delaySeconds);
  }
}

export interface WorkQueues {
  readonly sendQueue: SendQueue;
  readonly releaseCount: ReleaseCount;
  readonly pageQueue: PageQueue;
  readonly poisonQueues: PoisonQueues;
  readonly returnedMessages: ReturnedMessages;
}

/** Every port that is kept in queues, over connected ones. */
export const createWorkQueues = (queues: Queues): WorkQueues => ({
  sendQueue: new StorageSendQueue(queues.sendMessage),
  releaseCount: new StorageReleaseCount(queues.sendMessage),
  pageQueue: new StoragePageQueue(queues.refreshPages),
  poisonQueues: new StoragePoisonQueues(queues.poison),
  returnedMessages: new StorageReturnedMessages(queues),
});
