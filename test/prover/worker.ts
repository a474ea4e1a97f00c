import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { mutate } from './mutation.ts';
import { mutants } from './mutants.ts';
import { rememberIds } from './remember-ids.ts';
import type { Order } from './orders.ts';

/** A low priority: the hosts that run beside it are killed at set times, and the seeds do not depend on real time. */
setPriority(10);
const { mutant } = workerData as { readonly mutant: string | undefined };
rememberIds();
if (mutant !== undefined) mutate(mutants.find(({ name }) => name === mutant)!.edits);
const { carryOut } = await import('./carry-out.ts');
const answer = async (order: Order) => parentPort!.postMessage(await carryOut(order), []);
parentPort!.on('message', (order: Order) => void answer(order));
