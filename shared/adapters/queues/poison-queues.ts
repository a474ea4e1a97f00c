import { RestError, type QueueClient } from '@azure/storage-queue';
import type { PoisonQueues } from '../../ports/work-queues.ts';
import type { Queues } from './connect-queues.ts';
import { queueFailure } from './queue-errors.ts';
import { queueNames } from './queue-names.ts';

/** What the Functions host set aside, by the name of the queue it came from. */
export class StoragePoisonQueues implements PoisonQueues {
  readonly #queues: Queues['poison'];

  constructor(queues: Queues['poison']) {
    this.#queues = queues;
  }

  async count(): Promise<Readonly<Record<string, number>>> {
    const { sendMessage, refreshPages, deliveryReports } = this.#queues;
    const [send, refresh, reports] = await Promise.all([sendMessage, refreshPages, deliveryReports].map(countMessages));
    return {
      [queueNames.sendMessage]: send!,
      [queueNames.refreshPages]: refresh!,
      [queueNames.deliveryReports]: reports!,
    };
  }
}

/** About how many wait; none where the host has not made the queue yet. */
async function countMessages(queue: QueueClient): Promise<number> {
  try {
    return (await queue.getProperties()).approximateMessagesCount ?? 0;
  } catch (error) {
    if (error instanceof RestError && error.statusCode === 404) return 0;
    throw queueFailure(queue.name, 'count its messages', error);
  }
}
