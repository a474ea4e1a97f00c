import type { Say } from './parts/part.ts';
import { good } from './parts/words.ts';
import { runSeed } from './run-seed.ts';

/** Runs one seed and tells it request by request. */
export async function replay(seed: number, say: Say): Promise<boolean> {
  const { trace, faults, mails, requests } = await runSeed(seed, { isTraced: true });
  for (const line of trace) say(line);
  say(`seed ${seed}: ${mails} mails, ${requests} requests`);
  for (const fault of faults) say(`${good(false)} ${fault}`);
  if (faults.length === 0) say(`${good(true)} nothing went wrong`);
  return faults.length === 0;
}
