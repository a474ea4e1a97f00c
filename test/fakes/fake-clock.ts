import type { Clock } from '../../shared/ports/clock.ts';

export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

/** A clock that stands still until it is moved. */
export class FakeClock implements Clock {
  #now: number;

  constructor(start: Date) {
    this.#now = start.getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** Moves the clock on and answers the new time. */
  advance({ days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }: Duration): Date {
    this.#now += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
    return this.now();
  }

  /** Sets the clock, also back. */
  set(at: Date): void {
    this.#now = at.getTime();
  }
}

/** A clock at an instant: `aClock('2026-12-01T09:00:00Z')`. */
export const aClock = (start: Date | string = '2026-12-01T09:00:00Z'): FakeClock => new FakeClock(new Date(start));
