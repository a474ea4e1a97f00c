import { timerFunctions, type TimerName } from '../config/schedules.ts';
import type { TimerRuns, TimerSuccesses } from '../ports/timer-runs.ts';
import { addHours } from '../registration/add-time.ts';

/** One write for many runs: the shortest timer runs every minute. */
const noteEveryMinutes = 10;

/** Notes the runs of this process, at most one of each timer in ten minutes. */
export class TimerNotes {
  readonly #runs: TimerRuns;
  readonly #notedAt = new Map<TimerName, number>();

  constructor(runs: TimerRuns) {
    this.#runs = runs;
  }

  async note(timer: TimerName, succeededAt: Date): Promise<void> {
    const minutesAgo = Math.abs(succeededAt.getTime() - (this.#notedAt.get(timer) ?? 0)) / 60_000;
    if (minutesAgo < noteEveryMinutes) return;
    await this.#runs.note(timer, succeededAt);
    this.#notedAt.set(timer, succeededAt.getTime());
  }
}

/** Some runs of each may fail before anybody must know; a setting may make them rarer, but not by hours. */
const lateAfterHours: Readonly<Record<TimerName, number>> = {
  releaseMessages: 1,
  reconcileClaims: 1,
  planCampaign: 2,
  watchRegistrations: 1,
  refreshRegistrations: 26,
  forgetOldData: 50,
};

/** The timers whose last good end is longer ago than it may be. One that never ran yet is none. */
export const lateTimers = (successes: TimerSuccesses, now: Date): readonly TimerName[] =>
  Object.values(timerFunctions).filter((timer) => {
    const at = successes[timer];
    return at !== undefined && now > addHours(at, lateAfterHours[timer]);
  });
