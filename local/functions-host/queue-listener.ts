import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionQueue } from './function-queue.ts';
import type { HostLog } from './host-log.ts';

/** The real host's lease. It renews it at half-time; we need not, as functionTimeout is shorter. */
const LEASE_SECONDS = 600;
const MIN_POLLING_INTERVAL_MS = 100;

/**
 * Reads a queue in real time until stopped, as host.json says: a batch whenever no more than `newBatchThreshold`
 * messages are being worked on, and ever longer pauses while there is nothing. Resolves when the last message is done.
 */
export async function listenToQueue(queue: FunctionQueue, log: HostLog, stop: AbortSignal): Promise<void> {
  const { batchSize, newBatchThreshold, maxPollingIntervalMs } = queue.options;
  const inFlight = new Set<Promise<void>>();
  let pauseMs = MIN_POLLING_INTERVAL_MS;
  while (!stop.aborted) {
    if (inFlight.size > newBatchThreshold) {
      await Promise.race(inFlight);
      continue;
    }
    const messages = await receiveOrReport();
    for (const message of messages) {
      const work = queue
        .finish(message)
        .catch(report)
        .finally(() => inFlight.delete(work));
      inFlight.add(work);
    }
    if (messages.length > 0) pauseMs = MIN_POLLING_INTERVAL_MS;
    else {
      await sleep(pauseMs, undefined, { signal: stop }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, Math.max(maxPollingIntervalMs, MIN_POLLING_INTERVAL_MS));
    }
  }
  await Promise.all(inFlight);

  /** Storage that does not answer is asked again later. */
  async function receiveOrReport() {
    try {
      return await queue.receive(batchSize, LEASE_SECONDS);
    } catch (error) {
      report(error);
      return [];
    }
  }

  function report(error: unknown): void {
    log({ kind: 'host', level: 'error', message: `${queue.functionName}: its queue fails: ${String(error)}` });
  }
}
