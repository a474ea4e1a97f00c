import type { Clock } from '../../../shared/ports/clock.ts';

/** A clock that runs fast, the same in every process that is told when it began. */
export class RunClock implements Clock {
  readonly #beganAtMs: number;
  readonly #startsAtMs: number;
  readonly #speed: number;

  constructor({ beganAtMs, startsAtMs, speed }: { beganAtMs: number; startsAtMs: number; speed: number }) {
    this.#beganAtMs = beganAtMs;
    this.#startsAtMs = startsAtMs;
    this.#speed = speed;
  }

  now(): Date {
    return new Date(this.#startsAtMs + (Date.now() - this.#beganAtMs) * this.#speed);
  }
}
