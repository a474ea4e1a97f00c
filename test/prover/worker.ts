import { parentPort, workerData } from 'node:worker_threads';
import { mutate } from './mutation.ts';
import { mutants } from './mutants.ts';
import type { SeedTotals } from './seeds.ts';

/** What a worker is told: run these seeds, perhaps as a mutant, and stop at the first failure or go on. */
export interface SeedOrder {
  readonly from: number;
  readonly count: number;
  readonly mutant?: string;
  readonly stopAtFirst?: boolean;
}

const order = workerData as SeedOrder;
if (order.mutant !== undefined) mutate(mutants.find(({ name }) => name === order.mutant)!.edits);
const { runSeeds } = await import('./seeds.ts');
const totals: SeedTotals = await runSeeds(order.from, order.count, order.stopAtFirst ?? false);
parentPort!.postMessage(totals, []);
