import { runSeed } from './run-seed.ts';

export interface SeedTotals {
  readonly seeds: number;
  readonly people: number;
  readonly mails: number;
  readonly requests: number;
  readonly crashes: number;
  readonly failures: readonly { readonly seed: number; readonly fault: string }[];
}

/** So many failures are told; the rest is counted by the first ones. */
const toldFailures = 10;

/** Runs a row of seeds. */
export async function runSeeds(from: number, count: number, stopAtFirst: boolean): Promise<SeedTotals> {
  const totals = { seeds: 0, people: 0, mails: 0, requests: 0, crashes: 0 };
  const failures: { seed: number; fault: string }[] = [];
  for (let seed = from; seed < from + count; seed++) {
    const { faults, people, mails, requests, crashes } = await runSeed(seed);
    totals.seeds++;
    totals.people += people;
    totals.mails += mails;
    totals.requests += requests;
    totals.crashes += crashes;
    if (faults.length === 0) continue;
    failures.push({ seed, fault: faults[0]! });
    if (stopAtFirst || failures.length >= toldFailures) break;
  }
  return { ...totals, failures };
}
