import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Done, Order } from './orders.ts';

/** Carries out one order in a worker of its own. */
export function runInWorker<One extends Order>(order: One): Promise<Done<One>> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: order, execArgv: [] });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`A worker of the prover ended with code ${code}`)));
  });
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
