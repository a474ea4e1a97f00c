import { styleText } from 'node:util';
import { namedCrashPoints } from './crash-point-names.ts';
import { crashEverywhere, crashTwiceEverywhere, emptyReport, scenarios } from './crash-points.ts';
import { explore } from './explorer.ts';
import { table } from './explorer-table.ts';
import { runUnderKills, type KillRun } from './kill/kill-run.ts';
import { mutants } from './mutants.ts';
import { runAll } from './parallel.ts';
import { runSeed } from './run-seed.ts';
import type { SeedOrder } from './worker.ts';

/** How much is tried: the short form on every commit, the long one before a release. */
export interface Extent {
  readonly seeds: number;
  readonly mutantSeeds: number;
  /** Every nth pair of crash points. */
  readonly pairStride: number;
  readonly isLong: boolean;
  readonly kills: number;
  readonly killUsers: number;
  readonly peerKills: number;
  readonly peerUsers: number;
}

export const shortExtent: Extent = {
  seeds: 20_000,
  mutantSeeds: 3_000,
  pairStride: 17,
  isLong: false,
  kills: 100,
  killUsers: 200,
  peerKills: 25,
  peerUsers: 150,
};

export const longExtent: Extent = {
  seeds: 1_000_000,
  mutantSeeds: 10_000,
  pairStride: 1,
  isLong: true,
  kills: 1_000,
  killUsers: 18_000,
  peerKills: 60,
  peerUsers: 600,
};

/** One part of the proof: prints its figures, and answers whether they are as they must be. */
export interface Part {
  readonly name: string;
  readonly run: (extent: Extent, say: (line: string) => void) => Promise<boolean>;
}

export const parts: readonly Part[] = [
  { name: 'interleavings', run: proveInterleavings },
  { name: 'crash points', run: proveCrashPoints },
  { name: 'mutants', run: proveMutants },
  { name: 'seeds', run: proveSeeds },
  { name: 'kills', run: proveKills },
];

const good = (isGood: boolean): string => (isGood ? styleText('green', 'ok  ') : styleText('red', 'FAIL'));
const number = (value: number): string => value.toLocaleString('en');

async function proveInterleavings({ isLong }: Extent, say: (line: string) => void): Promise<boolean> {
  let isProved = true;
  for (const { protocol, assumption, setting, expected, ...line } of table) {
    if (line.isLong && !isLong) continue;
    const found = await explore(protocol, setting);
    const { maxMails, isLostSilently, endsParked, states } = found;
    const isExpected = maxMails === expected.maxMails && isLostSilently === expected.isLostSilently;
    isProved &&= isExpected;
    const loss = isLostSilently ? 'lost silently' : endsParked ? 'may wait for a human' : 'nobody lost';
    say(
      `${good(isExpected)} ${protocol.name}; ${assumption}: ${number(states)} states, at most ${maxMails} mail(s), ${loss}`,
    );
    if (isExpected || found.counterexample.length === 0) continue;
    say(found.counterexample.map((step) => `       ${step}`).join('\n'));
  }
  return isProved;
}

async function proveCrashPoints({ pairStride }: Extent, say: (line: string) => void): Promise<boolean> {
  const single = emptyReport();
  const pairs = emptyReport();
  for (const scenario of scenarios) await crashEverywhere(scenario, single);
  for (const scenario of scenarios) await crashTwiceEverywhere(scenario, pairStride, pairs);
  const unhit = namedCrashPoints.filter((name) => !single.hits.has(name));
  const unnamed = [...single.hits.keys()].filter((name) => !namedCrashPoints.includes(name));
  const failures = [
    ...unhit.map((name) => `no scenario comes to: ${name}`),
    ...unnamed.map((name) => `not in the list: ${name}`),
    ...single.failures,
    ...pairs.failures,
  ];
  const named = `${number(namedCrashPoints.length - unhit.length)} of ${number(namedCrashPoints.length)} named crash points hit`;
  say(
    `${good(failures.length === 0)} ${named}: ${number(single.runs)} runs with one crash, ${number(pairs.runs)} with two`,
  );
  for (const failure of failures.slice(0, 10)) say(`       ${failure}`);
  return failures.length === 0;
}

async function proveMutants({ mutantSeeds }: Extent, say: (line: string) => void): Promise<boolean> {
  let caught = 0;
  const orders = mutants.map(({ name }) => ({ from: 1, count: mutantSeeds, mutant: name, stopAtFirst: true }));
  await runAll(orders, ({ mutant: name }, { failures }) => {
    const { shows } = mutants.find((one) => one.name === name)!;
    const [failure] = failures;
    const isCaught = failure !== undefined && shows.test(failure.fault);
    if (isCaught) caught++;
    say(
      `${good(isCaught)} ${name}: ${failure ? `seed ${failure.seed}, ${failure.fault}` : `survived ${mutantSeeds} seeds`}`,
    );
  });
  say(`     ${caught} of ${mutants.length} mutants caught`);
  return caught === mutants.length;
}

const seedsPerOrder = 2_000;

async function proveSeeds({ seeds }: Extent, say: (line: string) => void): Promise<boolean> {
  const totals = { seeds: 0, people: 0, mails: 0, requests: 0, crashes: 0 };
  const failures: { seed: number; fault: string }[] = [];
  const began = performance.now();
  const orders: SeedOrder[] = [];
  for (let from = 1; from <= seeds; from += seedsPerOrder) {
    orders.push({ from, count: Math.min(seedsPerOrder, seeds - from + 1) });
  }
  await runAll(orders, (_, done) => {
    for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += done[key];
    failures.push(...done.failures);
    if (totals.seeds % 100_000 === 0) say(`     ${number(totals.seeds)} seeds …`);
  });
  const rate = totals.seeds / ((performance.now() - began) / 1000);
  const count = (text: RegExp) => failures.filter(({ fault }) => text.test(fault)).length;
  say(
    `${good(failures.length === 0)} ${number(totals.seeds)} seeds: ${number(totals.people)} people, ${number(totals.mails)} mails, ${number(totals.requests)} requests, ${number(totals.crashes)} crashes, ${number(Math.round(rate))} seeds/s`,
  );
  say(
    `     sent twice ${count(/twice/)}, lost ${count(/lost/)}, stuck ${count(/stuck/)}, SSPR link too early ${count(/SSPR link/)}`,
  );
  for (const { seed, fault } of failures.slice(0, 10)) say(`       npm run prove -- --seed ${seed}     ${fault}`);
  return failures.length === 0;
}

async function proveKills(extent: Extent, say: (line: string) => void): Promise<boolean> {
  const { kills, killUsers, peerKills, peerUsers } = extent;
  const peer = (sender: 'naive' | 'markFirst') =>
    runUnderKills({ sender, users: peerUsers, kills: peerKills, hosts: 2, seed: 1 });
  const naive = await peer('naive');
  say(killLine('send, then write it down', naive, naive.duplicates > 0));
  const markFirst = await peer('markFirst');
  say(killLine('write it down, then send', markFirst, markFirst.lost > 0));
  const ours = await runUnderKills({
    sender: 'ours',
    users: killUsers,
    kills,
    hosts: 2,
    seed: 1,
    onProgress: (text) => say(`     ${text}`),
  });
  const isClean = ours.duplicates + ours.lost + ours.wrongBooks + ours.unsettled === 0;
  say(killLine('claim, send, ask (ours)', ours, isClean));
  return isClean && naive.duplicates > 0 && markFirst.lost > 0;
}

const killLine = (name: string, run: KillRun, isGood: boolean): string =>
  `${good(isGood)} kill -9, ${name}: ${number(run.kills)} kills, ${number(run.recipients)} recipients, ` +
  `${number(run.duplicates)} duplicates, ${number(run.lost)} lost, ${Math.round(run.seconds)} s`;

/** Runs one seed and tells it request by request. */
export async function replay(seed: number, say: (line: string) => void): Promise<boolean> {
  const { trace, faults, mails, requests } = await runSeed(seed, true);
  for (const line of trace) say(line);
  say(`seed ${seed}: ${mails} mails, ${requests} requests`);
  for (const fault of faults) say(`${good(false)} ${fault}`);
  if (faults.length === 0) say(`${good(true)} nothing went wrong`);
  return faults.length === 0;
}
