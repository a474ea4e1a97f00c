import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../shared/ports/clock.ts';
import type { Backlog } from './backlog.ts';

/** What a campaign clock looks at and tells. */
export interface ClockWorld {
  /** What is still to be done at this moment of the campaign. */
  backlog(now: Date): Promise<Backlog>;
  /** Tells everybody the time; done when everybody has heard it. */
  tell(now: Date): Promise<void>;
}

/**
 * A killed host holds its queue messages for two real seconds, so while there are any, time runs no faster than this:
 * they come back within minutes of the campaign. Nor does it while people are enrolled, so that mails leave among them.
 */
const busySpeed = 120;
/** The timers tick by the minute: no minute is left out. */
const longestStepMs = 60_000;
const lookEveryMs = 50;

/**
 * The time of a campaign whose hosts are killed. It stands still while the hosts have something to do that is due, so
 * that a slow machine takes longer and comes to the same end: nothing waits for hours of the campaign only because the
 * hosts are slow.
 */
export class CampaignClock implements Clock {
  readonly #world: ClockWorld;
  #nowMs: number;

  constructor(startsAt: Date, world: ClockWorld) {
    this.#nowMs = startsAt.getTime();
    this.#world = world;
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  /** So many hours pass at once, whatever there is to do. */
  async skip(hours: number): Promise<void> {
    this.#nowMs += hours * 3_600_000;
    await this.#world.tell(this.now());
  }

  /** Lets time pass until it is stopped. */
  async run(stop: AbortSignal): Promise<void> {
    let steppedAt = performance.now();
    while (!stop.aborted) {
      const stepMs = await this.#stepAfter(performance.now() - steppedAt);
      if (stepMs > 0) {
        steppedAt = performance.now();
        this.#nowMs += stepMs;
        await this.#world.tell(this.now());
      }
      await sleep(lookEveryMs);
    }
  }

  async #stepAfter(realMs: number): Promise<number> {
    const { isBehind, isBusy } = await this.#world.backlog(this.now());
    if (isBehind) return 0;
    return isBusy ? Math.min(longestStepMs, realMs * busySpeed) : longestStepMs;
  }
}
