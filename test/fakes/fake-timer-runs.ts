import type { TimerRuns, TimerSuccesses } from '../../shared/ports/timer-runs.ts';

/** Runs of timers in memory. */
export class FakeTimerRuns implements TimerRuns {
  readonly #successes = new Map<string, Date>();

  async read(): Promise<TimerSuccesses> {
    return Object.fromEntries(this.#successes);
  }

  async note(timer: string, succeededAt: Date): Promise<void> {
    this.#successes.set(timer, succeededAt);
  }
}
