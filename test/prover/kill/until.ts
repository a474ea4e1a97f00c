import { setTimeout as sleep } from 'node:timers/promises';

export interface Wait {
  /** What is waited for, for the error. */
  readonly what: string;
  readonly isSo: () => Promise<boolean>;
  /** Changes whenever something happens. */
  readonly progress: () => string;
  readonly everyMs?: number;
}

/** So long may nothing happen at all, however slow the machine is. */
const patienceMs = 300_000;

/** Waits until something is so. Throws when nothing has happened for minutes: a slow machine is not a stuck one. */
export async function until({ what, isSo, progress, everyMs = 250 }: Wait): Promise<void> {
  let last = progress();
  let lastAt = performance.now();
  while (!(await isSo())) {
    const seen = progress();
    if (seen !== last) [last, lastAt] = [seen, performance.now()];
    if (performance.now() - lastAt > patienceMs)
      throw new Error(
        `Waited for this, and nothing has happened for ${patienceMs / 60_000} minutes: ${what} (${seen})`,
      );
    await sleep(everyMs);
  }
}
