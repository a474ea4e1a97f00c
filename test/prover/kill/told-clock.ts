import { once } from 'node:events';
import type { Clock } from '../../../shared/ports/clock.ts';

/** The clock of a host that gets the time from the process that started it, and confirms each time it gets. */
export class ToldClock implements Clock {
  #nowMs: number | undefined;

  constructor() {
    process.on('message', (nowMs: number) => {
      this.#nowMs = nowMs;
      process.send?.(nowMs);
    });
  }

  /** Says that this host is ready, and waits for the first time. */
  async start(): Promise<void> {
    process.send?.('ready');
    while (this.#nowMs === undefined) await once(process, 'message');
  }

  now(): Date {
    if (this.#nowMs === undefined) throw new Error('Nobody has told this host the time yet: call start() first');
    return new Date(this.#nowMs);
  }
}
