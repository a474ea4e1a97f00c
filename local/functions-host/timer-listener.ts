import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionDefinition, TimerTrigger } from './function-definition.ts';
import type { Invoker } from './invocation.ts';
import { timerInput } from './trigger-input.ts';

/** The longest a Node.js timer can wait. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;

/**
 * Runs a timer function in real time until stopped. The next occurrence is worked out when a run has ended: runs never
 * overlap, and occurrences missed meanwhile are skipped, as in the real host.
 */
export async function listenToTimer(
  definition: FunctionDefinition<TimerTrigger>,
  invoker: Invoker,
  now: () => Date,
  stop: AbortSignal,
): Promise<void> {
  const { schedule, runOnStartup } = definition.trigger;
  if (runOnStartup) await invoker.invoke(definition, timerInput());
  let nextAt = schedule.nextAfter(now());
  while (!stop.aborted) {
    const waitMs = nextAt.getTime() - now().getTime();
    if (waitMs > 0) {
      await sleep(Math.min(waitMs, LONGEST_SLEEP_MS), undefined, { signal: stop }).catch(() => undefined);
    } else {
      await invoker.invoke(definition, timerInput());
      nextAt = schedule.nextAfter(now());
    }
  }
}
