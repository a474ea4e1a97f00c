import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Done, Order } from './orders.ts';

/** No object outlives its world: with room for several, garbage collection runs less often and copies little. */
const youngGenerationMb = 16;

/** Workers that wait for an order. They are used again: a new one is slow for its first thousands of worlds. */
const waitingWorkers: Worker[] = [];

/** Carries out one order in a worker; a mutant has one of its own, since its source is another. */
export async function runInWorker<One extends Order>(order: One): Promise<Done<One>> {
  const mutant = order.kind === 'seeds' ? order.mutant : undefined;
  const worker = (mutant === undefined && waitingWorkers.pop()) || startWorker(mutant);
  worker.ref();
  const answer = await ask<Done<One>>(worker, order);
  if (mutant !== undefined) await worker.terminate();
  else waitingWorkers.push(worker);
  worker.unref();
  return answer;
}

function startWorker(mutant: string | undefined): Worker {
  setFlagsFromString(`--min-semi-space-size=${youngGenerationMb}`);
  return new Worker(new URL('./worker.ts', import.meta.url), { workerData: { mutant }, execArgv: [] });
}

async function ask<Answer>(worker: Worker, order: Order): Promise<Answer> {
  const answered = new AbortController();
  const { signal } = answered;
  const ended = once(worker, 'exit', { signal }).then(([code]) => {
    throw new Error(`A worker of the prover ended with code ${code}`);
  });
  worker.postMessage(order, []);
  try {
    const [answer] = (await Promise.race([once(worker, 'message', { signal }), ended])) as [Answer];
    return answer;
  } finally {
    answered.abort();
  }
}

/** Works through orders, as many at a time as there are processors. */
export async function runAll<One extends Order>(
  orders: readonly One[],
  onDone: (order: One, done: Done<One>) => void,
  lanes = Math.min(availableParallelism(), 8),
): Promise<void> {
  const waiting = [...orders];
  const lane = async () => {
    for (let order = waiting.shift(); order !== undefined; order = waiting.shift()) {
      onDone(order, await runInWorker(order));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
