import type { SendRequest } from '../../shared/campaign/send-request.ts';
import type { PageQueue, PoisonQueues, SendQueue } from '../../shared/ports/work-queues.ts';
import type { PageRequest } from '../../shared/registration/page-request.ts';
import { kept } from './kept.ts';

/** What was put into the queue `send-message`, in its order. */
export class FakeSendQueue implements SendQueue {
  readonly requests: SendRequest[] = [];

  async enqueue(requests: readonly SendRequest[]): Promise<void> {
    this.requests.push(...requests.map(kept));
  }

  /** Everything that waits; afterwards the queue is empty. */
  takeAll(): SendRequest[] {
    return this.requests.splice(0);
  }
}

export interface DelayedPageRequest {
  readonly request: PageRequest;
  readonly delaySeconds: number;
}

/** What was put into the queue `refresh-pages`, in its order. */
export class FakePageQueue implements PageQueue {
  readonly requests: DelayedPageRequest[] = [];

  async enqueue(request: PageRequest, delaySeconds: number): Promise<void> {
    this.requests.push(kept({ request, delaySeconds }));
  }

  /** Everything that waits; afterwards the queue is empty. */
  takeAll(): DelayedPageRequest[] {
    return this.requests.splice(0);
  }
}

/** Poison queues with as many messages as a test says. */
export class FakePoisonQueues implements PoisonQueues {
  counts: Record<string, number> = { 'send-message': 0, 'refresh-pages': 0, 'delivery-reports': 0 };

  async count(): Promise<Readonly<Record<string, number>>> {
    return { ...this.counts };
  }
}
