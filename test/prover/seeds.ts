import { runSeed } from './run-seed.ts';
import { Sightings } from './sightings.ts';

export interface SeedTotals {
  readonly seeds: number;
  readonly people: number;
  readonly mails: number;
  readonly requests: number;
  readonly crashes: number;
  /** How often each thing has happened, by its name. */
  readonly sightings: ReadonlyMap<string, number>;
  readonly failures: readonly { readonly seed: number; readonly fault: string }[];
}

/** So many failures are reported one by one. */
const toldFailures = 10;

/** Runs a row of seeds. */
export async function runSeeds(from: number, count: number, stopAtFirst: boolean): Promise<SeedTotals> {
  const totals = { seeds: 0, people: 0, mails: 0, requests: 0, crashes: 0 };
  const sightings = new Sightings();
  const failures: { seed: number; fault: string }[] = [];
  for (let seed = from; seed < from + count; seed++) {
    const { faults, people, mails, requests, crashes } = await runSeed(seed, { sightings });
    totals.seeds++;
    totals.people += people;
    totals.mails += mails;
    totals.requests += requests;
    totals.crashes += crashes;
    if (faults.length === 0) continue;
    failures.push({ seed, fault: faults[0]! });
    if (stopAtFirst || failures.length >= toldFailures) break;
  }
  return { ...totals, sightings: sightings.counts, failures };
}
