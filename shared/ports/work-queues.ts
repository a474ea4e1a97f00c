import type { SendRequest } from '../campaign/send-request.ts';
import type { PageRequest } from '../registration/page-request.ts';

/** Hints for `sendMessage`; delivered at least once, in any order. */
export interface SendQueue {
  enqueue(requests: readonly SendRequest[]): Promise<void>;
}

/**
 * How often messages were released, kept beside the queue and not in the tables: whoever writes tables back from a backup
 * does not write this back with them.
 */
export interface ReleaseCount {
  /** 0 where none was written, as in a queue that was made anew. */
  read(): Promise<number>;
  write(count: number): Promise<void>;
}

/** The pass's next page, one message at a time. */
export interface PageQueue {
  /** Visible after `delaySeconds`: how the pass is paced without holding an instance. */
  enqueue(request: PageRequest, delaySeconds: number): Promise<void>;
}

/** Messages that were taken from a queue and are not for this app, or not yet. */
export interface ReturnedMessages {
  /** Puts one into the queue that it came from, visible after `delaySeconds`, as it was and with all its attempts. */
  putBack(queueName: string, item: unknown, delaySeconds: number): Promise<void>;
}

/** Messages that failed too often, by queue. */
export interface PoisonQueues {
  count(): Promise<Readonly<Record<string, number>>>;
}
