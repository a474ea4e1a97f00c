import { styleText } from 'node:util';
import { namedCrashPoints } from './crash-point-names.ts';
import { scenarios } from './crash-points.ts';
import { table } from './explorer-table.ts';
import { runKillProgram } from './kill/run-kill-program.ts';
import type { KillRun } from './kill/kill-run.ts';
import { namedFaults, namedMoves, rareMoves, rarestMoves } from './message-moves.ts';
import { mutants } from './mutants.ts';
import type { CrashOrder, SeedOrder } from './orders.ts';
import { runAll } from './parallel.ts';
import { runSeed } from './run-seed.ts';

/** How much is tried: the short form on every commit, the long one before a release. */
export interface Extent {
  readonly seeds: number;
  readonly mutantSeeds: number;
  /** Every nth pair of crash points. */
  readonly pairStride: number;
  readonly isLong: boolean;
  readonly kills: number;
  readonly killUsers: number;
  /** How many hosts live and die at once: they wait more than they work, and the short form waits for them. */
  readonly killHosts: number;
  readonly peerKills: number;
  readonly peerUsers: number;
  /** Names everything that was hit, with its count. */
  readonly isListed: boolean;
}

export const shortExtent: Extent = {
  seeds: 20_000,
  mutantSeeds: 3_000,
  pairStride: 199,
  isLong: false,
  kills: 100,
  killUsers: 100,
  killHosts: 6,
  peerKills: 10,
  peerUsers: 50,
  isListed: false,
};

export const longExtent: Extent = {
  seeds: 1_000_000,
  mutantSeeds: 20_000,
  pairStride: 1,
  isLong: true,
  kills: 1_000,
  killUsers: 10_020,
  killHosts: 4,
  peerKills: 60,
  peerUsers: 120,
  isListed: false,
};

/** Whether all is as it must be, and the lines that say so at the end. */
interface Verdict {
  readonly isProved: boolean;
  readonly summary: readonly string[];
}

type Say = (line: string) => void;

/** One part of the proof; says how it goes on while it runs. */
export interface Part {
  readonly name: string;
  readonly run: (extent: Extent, say: Say) => Promise<Verdict>;
  /** It mostly waits, so the others run meanwhile. */
  readonly isBeside?: true;
}

export const parts: readonly Part[] = [
  { name: 'kills', run: proveKills, isBeside: true },
  { name: 'interleavings', run: proveInterleavings },
  { name: 'crash points', run: proveCrashPoints },
  { name: 'mutants', run: proveMutants },
  { name: 'seeds', run: proveSeeds },
];

const good = (isGood: boolean): string => (isGood ? styleText('green', 'ok  ') : styleText('red', 'FAIL'));
const number = (value: number): string => value.toLocaleString('en');

async function proveInterleavings({ isLong }: Extent, say: Say): Promise<Verdict> {
  const lines = [...table.keys()].filter((line) => isLong || !table[line]!.isLong);
  let states = 0;
  let wrong = 0;
  await runAll(
    lines.map((line) => ({ kind: 'line' as const, line })),
    ({ line }, found) => {
      const { protocol, assumption, expected } = table[line]!;
      const { maxMails, isLostSilently, endsParked } = found;
      const isExpected = maxMails === expected.maxMails && isLostSilently === expected.isLostSilently;
      if (!isExpected) wrong++;
      states += found.states;
      const loss = isLostSilently ? 'lost silently' : endsParked ? 'may wait for a human' : 'nobody lost';
      say(
        `${good(isExpected)} ${protocol.name}; ${assumption}: ${number(found.states)} states, at most ${maxMails} mail(s), ${loss}`,
      );
      if (!isExpected) for (const step of found.counterexample) say(`       ${step}`);
    },
  );
  const summary = `${lines.length} protocols and assumptions, ${number(states)} states; ${wrong} not as expected`;
  return { isProved: wrong === 0, summary: [summary] };
}

const pairShares = 4;

async function proveCrashPoints({ pairStride, isListed }: Extent, say: Say): Promise<Verdict> {
  const hits = new Map<string, number>(namedCrashPoints.map((name) => [name, 0]));
  const runs = { one: 0, two: 0 };
  const failures: string[] = [];
  const each = [...scenarios.keys()];
  const singles = each.map((scenario): CrashOrder => ({ kind: 'crashes', scenario }));
  const pairs = each.flatMap((scenario) =>
    Array.from({ length: pairShares }, (_, share): CrashOrder => {
      return { kind: 'crashes', scenario, pairs: { stride: pairStride, share, shares: pairShares } };
    }),
  );
  await runAll([...singles, ...pairs], (order, report) => {
    runs[order.pairs ? 'two' : 'one'] += report.runs;
    failures.push(...report.failures);
    for (const [name, count] of report.hits) {
      if (!hits.has(name)) failures.push(`not in the list: ${name}`);
      hits.set(name, (hits.get(name) ?? 0) + count);
    }
  });
  const unhit = [...hits].filter(([, count]) => count === 0).map(([name]) => name);
  failures.push(...unhit.map((name) => `no scenario comes to: ${name}`));
  if (isListed) for (const [name, count] of hits) say(`     ${String(count).padStart(5)}  ${name}`);
  for (const failure of failures.slice(0, 10)) say(`${good(false)} ${failure}`);
  const hit = namedCrashPoints.length - unhit.length;
  return {
    isProved: failures.length === 0,
    summary: [
      `${number(hit)} of ${number(namedCrashPoints.length)} named crash points hit; ${number(runs.one)} runs with one crash, ${number(runs.two)} with two; ${failures.length} failures`,
    ],
  };
}

async function proveMutants({ mutantSeeds }: Extent, say: Say): Promise<Verdict> {
  let caught = 0;
  const orders = mutants.map(({ name }): SeedOrder => ({
    kind: 'seeds',
    from: 1,
    count: mutantSeeds,
    mutant: name,
    stopAtFirst: true,
  }));
  await runAll(orders, ({ mutant: name }, { failures }) => {
    const { shows } = mutants.find((one) => one.name === name)!;
    const [failure] = failures;
    const isCaught = failure !== undefined && shows.test(failure.fault);
    if (isCaught) caught++;
    say(
      `${good(isCaught)} ${name}: ${failure ? `seed ${failure.seed}, ${failure.fault}` : `survived ${mutantSeeds} seeds`}`,
    );
  });
  return {
    isProved: caught === mutants.length,
    summary: [`${caught} of ${mutants.length} deliberate mistakes caught`],
  };
}

/** Few enough that no worker is long alone at the end. */
const seedsPerOrder = 10_000;
const seedOrders = (seeds: number): readonly SeedOrder[] => {
  const count = Math.min(seedsPerOrder, Math.ceil(seeds / 8));
  return Array.from({ length: Math.ceil(seeds / count) }, (_, n) => {
    return { kind: 'seeds', from: n * count + 1, count: Math.min(count, seeds - n * count) };
  });
};

async function proveSeeds({ seeds, isListed }: Extent, say: Say): Promise<Verdict> {
  const totals = { seeds: 0, people: 0, mails: 0, requests: 0, crashes: 0 };
  const failures: { seed: number; fault: string }[] = [];
  const sightings = new Map<string, number>();
  const began = performance.now();
  const secondsSince = () => (performance.now() - began) / 1000;
  await runAll(seedOrders(seeds), (_, done) => {
    for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += done[key];
    failures.push(...done.failures);
    for (const { seed, fault } of done.failures) say(`${good(false)} npm run prove -- --seed ${seed}     ${fault}`);
    for (const [name, count] of done.sightings) sightings.set(name, (sightings.get(name) ?? 0) + count);
    say(
      `     ${number(totals.seeds)} of ${number(seeds)} seeds, ${failures.length} failures, ${seconds(secondsSince())}`,
    );
  });
  if (isListed)
    for (const [name, count] of [...sightings].toSorted(byName)) say(`     ${number(count).padStart(11)}  ${name}`);
  const strange = seeds < enoughSeeds ? [] : notAsNamed(sightings, seeds);
  for (const line of strange) say(`${good(false)} ${line}`);
  const count = (text: RegExp) => failures.filter(({ fault }) => text.test(fault)).length;
  const named = [...namedMoves, ...namedFaults];
  const met = (names: readonly string[]) => names.filter((name) => sightings.has(name)).length;
  return {
    isProved: failures.length + strange.length === 0,
    summary: [
      `${number(totals.seeds)} seeds at ${number(Math.round(totals.seeds / secondsSince()))} a second: ${number(totals.people)} people, ${number(totals.mails)} mails, ${number(totals.requests)} requests, ${number(totals.crashes)} crashes`,
      `${met(named)} of ${named.length} named moves of messages and faults met, and ${met(rarestMoves)} of the ${rarestMoves.length} rarest`,
      `sent twice ${count(/twice/)}, lost ${count(/lost/)}, stuck ${count(/stuck/)}, SSPR link too early ${count(/SSPR link/)}, other ${count(/^(?!.*(twice|lost|stuck|SSPR link))/)}`,
    ],
  };
}

const byName = ([a]: [string, number], [b]: [string, number]): number => (a < b ? -1 : 1);

/** With fewer, chance may leave something out. */
const enoughSeeds = 20_000;
const enoughForRareMoves = 200_000;

/** There is nothing that no world reaches, and nothing that is reached without a name. */
function notAsNamed(sightings: ReadonlyMap<string, number>, seeds: number): readonly string[] {
  const named = [...namedMoves, ...namedFaults];
  const wanted = named.filter((name) => seeds >= enoughForRareMoves || !rareMoves.includes(name));
  return [
    ...wanted.filter((name) => !sightings.has(name)).map((name) => `no world comes to: ${name}`),
    ...[...sightings.keys()]
      .filter((name) => ![...named, ...rarestMoves].includes(name))
      .map((name) => `not in the list: ${name}`),
  ];
}

async function proveKills({ kills, killUsers, killHosts, peerKills, peerUsers }: Extent, say: Say): Promise<Verdict> {
  const peer = { users: peerUsers, kills: peerKills, hosts: 2, seed: 1 };
  const run = (options: Parameters<typeof runKillProgram>[0]) =>
    runKillProgram(options, (text) => say(`     ${senders[options.sender]}: ${text}`));
  const peers = async () => [await run({ ...peer, sender: 'naive' }), await run({ ...peer, sender: 'markFirst' })];
  const [ours, [naive, markFirst]] = await Promise.all([
    run({ sender: 'ours', users: killUsers, kills, hosts: killHosts, seed: 1 }),
    peers() as Promise<[KillRun, KillRun]>,
  ]);
  const isClean = ours.duplicates + ours.lost + ours.wrongBooks + ours.unsettled === 0;
  const judged: readonly (readonly [KillRun, boolean])[] = [
    [ours, isClean],
    [naive, naive.duplicates > 0],
    [markFirst, markFirst.lost > 0],
  ];
  return {
    isProved: judged.every(([, isAsExpected]) => isAsExpected),
    summary: killTable(judged),
  };
}

const senders = {
  ours: 'claim, send, ask (ours)',
  naive: 'send, then write it down',
  markFirst: 'write it down, then send',
} as const;

function killTable(judged: readonly (readonly [KillRun, boolean])[]): readonly string[] {
  const columns = ['kill -9', 'people', 'mails', 'duplicates', 'lost', 'wrong books', 'unsettled'];
  const head = `${' '.repeat(29)}${columns.map((name) => name.padStart(12)).join('')}`;
  const lines = judged.map(([run, isAsExpected]) => {
    const { kills, recipients, mails, duplicates, lost, wrongBooks, unsettled } = run;
    const cells = [kills, recipients, mails, duplicates, lost, wrongBooks, unsettled];
    const name = senders[run.sender].padEnd(24);
    return `${good(isAsExpected)} ${name}${cells.map((cell) => number(cell).padStart(12)).join('')}   ${seconds(run.seconds)}`;
  });
  return [head, ...lines];
}

export const seconds = (value: number): string => `${Math.round(value)} s`;

/** Runs one seed and tells it request by request. */
export async function replay(seed: number, say: Say): Promise<boolean> {
  const { trace, faults, mails, requests } = await runSeed(seed, { isTraced: true });
  for (const line of trace) say(line);
  say(`seed ${seed}: ${mails} mails, ${requests} requests`);
  for (const fault of faults) say(`${good(false)} ${fault}`);
  if (faults.length === 0) say(`${good(true)} nothing went wrong`);
  return faults.length === 0;
}
