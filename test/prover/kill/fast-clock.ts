import type { Clock } from '../../../shared/ports/clock.ts';

export interface FastClockStart {
  readonly beganAtMs: number;
  readonly startsAtMs: number;
  readonly speed: number;
}

/** Real time, but faster: the same in every process that is told when it began. */
export class FastClock implements Clock {
  readonly #start: FastClockStart;

  constructor(start: FastClockStart) {
    this.#start = start;
  }

  now(): Date {
    const { beganAtMs, startsAtMs, speed } = this.#start;
    return new Date(startsAtMs + (Date.now() - beganAtMs) * speed);
  }
}
