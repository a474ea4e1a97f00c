import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startAzurite } from '../../../local/azurite.ts';
import { simulatedMail } from '../../../local/simulation-settings.ts';
import { startSimulation, type Simulation } from '../../../local/simulation/simulation.ts';
import { connectTables } from '../../../shared/adapters/tables/connect-tables.ts';
import { createTableStores, type TableStores } from '../../../shared/adapters/tables/table-stores.ts';
import { wasAccepted } from '../../../shared/delivery/message.ts';
import { Randomness } from '../randomness.ts';
import { bundleHost } from './bundle-host.ts';
import { documentOf, never, paceInPeace, setCapacity, settings } from './killed-campaign.ts';
import type { KilledHostOrder } from './killed-host.ts';
import { KilledHost } from './killing.ts';
import { startMailProxy } from './mail-proxy.ts';
import { Reports } from './reports.ts';
import { RunClock } from './run-clock.ts';

export interface KillRunOptions {
  readonly sender: KilledHostOrder['sender'];
  readonly users: number;
  /** After so many a host lives, and the campaign must come to its end. */
  readonly kills: number;
  readonly hosts: number;
  readonly seed: number;
}

export interface KillRun {
  readonly sender: KillRunOptions['sender'];
  readonly kills: number;
  readonly recipients: number;
  readonly mails: number;
  /** Mails that somebody got a second time, by the simulated service's own count. */
  readonly duplicates: number;
  /** People who should have been written to and were not, or mails that are written down as sent and were not. */
  readonly lost: number;
  /** Messages whose row says otherwise than the service. */
  readonly wrongBooks: number;
  readonly unsettled: number;
  readonly seconds: number;
}

const startsAt = new Date('2026-12-01T08:00:00Z');
/** Simulated seconds in one real second: a claim settles after some seconds, and a request still lives for less. */
const speed = 120;
const root = fileURLToPath(new URL('../../../', import.meta.url));
const longestLifeMs = 600;
/** A run that does not come to rest after so long is stuck. */
const patienceMs = 900_000;

/** A whole campaign on real storage, whose hosts are killed at any moment; everything else stays alive and counts. */
export async function runUnderKills(options: KillRunOptions, onProgress: (text: string) => void): Promise<KillRun> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sspr-kill-'));
  const azurite = await startAzurite({ inMemory: true });
  const reports = new Reports(azurite.connectionString);
  await reports.open();
  const simulation = await startSimulation({
    users: options.users,
    seed: options.seed,
    port: 0,
    startsAt,
    mixture: 'nearlyAllEligible',
    quota: { perMinute: 1_000_000, perHour: 1_000_000 },
    dedupe: 'never',
    onDeliveryReport: (event) => reports.tell(event),
  });
  try {
    return await run(options, folder, azurite.connectionString, { simulation, reports }, onProgress);
  } finally {
    await simulation.close();
    await azurite.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Services {
  readonly simulation: Simulation;
  readonly reports: Reports;
}

async function run(
  options: KillRunOptions,
  folder: string,
  storage: string,
  { simulation, reports }: Services,
  onProgress: (text: string) => void,
): Promise<KillRun> {
  const began = performance.now();
  const script = await bundleHost(folder);
  const documentFile = path.join(folder, 'campaign.json');
  writeFileSync(documentFile, JSON.stringify(documentOf(simulation)));
  const clockOrder = { beganAtMs: Date.now(), startsAtMs: startsAt.getTime(), speed };
  const clock = new RunClock(clockOrder);
  const order: KilledHostOrder = { sender: options.sender, clock: clockOrder, appFolder: root };
  const env = {
    ...settings(simulation, storage, documentFile),
    KILLED_HOST_ORDER: JSON.stringify(order),
    NODE_COMPILE_CACHE: path.join(folder, 'code'),
  };
  const stores = createTableStores(connectTables({ kind: 'connectionString', connectionString: storage }));

  const passTime = keepTime(simulation, clock);
  await finishPass(script, env, stores);
  const mostMails = mailsOfALife(options.kills, simulation.summary().campaign.toBeNudged);
  const startHost = (_: unknown, n: number) =>
    startKilledHost(script, { ...env, REFRESH_SCHEDULE: never }, simulation.origin, options.seed + n, mostMails);
  const hosts = await Promise.all(Array.from({ length: options.hosts }, startHost));
  const killsSoFar = () => hosts.reduce((sum, { host }) => sum + host.kills, 0);
  try {
    try {
      await untilKilledEnough(options, killsSoFar, simulation, onProgress);
    } finally {
      await Promise.all(hosts.map(({ stop }) => stop()));
    }
    reports.end();
    await setCapacity(paceInPeace, stores);
    const startPeace = () => startInPeace(script, { ...env, REFRESH_SCHEDULE: never });
    await whileAlive(startPeace, () => untilAtRest(stores, options.sender, simulation, clock));
  } finally {
    await passTime.stop();
  }
  return {
    ...(await judge(options, simulation, stores)),
    kills: killsSoFar(),
    seconds: (performance.now() - began) / 1000,
  };
}

/** So many at the most that the mails last for all the kills: a host that is to die of a mail waits for one. */
const mailsOfALife = (kills: number, people: number): number => Math.max(2, Math.floor((1.5 * people) / kills));

/** Each host sends its mail through a proxy of its own, which knows when to kill it. */
async function startKilledHost(
  script: string,
  env: Record<string, string>,
  origin: string,
  seed: number,
  mostMails: number,
) {
  let host: KilledHost | undefined;
  const proxy = await startMailProxy(origin, (moment) => host?.diesAt(moment) ?? false);
  const throughProxy = { ...env, ACS_CONNECTION_STRING: simulatedMail(proxy.origin) };
  host = new KilledHost({ script, env: throughProxy, randomness: new Randomness(seed), longestLifeMs, mostMails });
  const stop = async () => {
    await host.stop();
    await proxy.close();
  };
  return { host, stop };
}

/** The simulated services' clock follows the run's. */
function keepTime(simulation: Simulation, clock: RunClock): { stop(): Promise<void> } {
  const over = new AbortController();
  const ticking = (async () => {
    while (!over.signal.aborted) {
      await simulation.advanceTo(clock.now());
      await sleep(100);
    }
  })();
  return {
    async stop() {
      over.abort();
      await ticking;
    },
  };
}

/** A host that nobody kills. */
function startInPeace(script: string, env: Record<string, string>): KilledHost {
  const host = new KilledHost({ script, env, randomness: new Randomness(1), longestLifeMs, mostMails: 1 });
  host.spare();
  return host;
}

/** Facts first: a pass of the whole tenant, in peace. */
async function finishPass(script: string, env: Record<string, string>, { passes }: TableStores): Promise<void> {
  const isComplete = async () => (await passes.readLastComplete().catch(() => undefined)) !== undefined;
  const start = () => startInPeace(script, { ...env, PLAN_SCHEDULE: never });
  await whileAlive(start, () => until('the pass is complete', isComplete));
}

async function whileAlive(start: () => KilledHost, act: () => Promise<void>): Promise<void> {
  const host = start();
  try {
    await act();
  } finally {
    await host.stop();
  }
}

/**
 * Another sender makes its mistake with some of its mails, so its hosts are killed until half of the people were written to; whom
 * it has lost by then it never writes to, so there is an end to it all the same.
 */
const shareUnderKills = 1 / 2;
const mostKillsOfOthers = 4;

async function untilKilledEnough(
  { kills, sender }: KillRunOptions,
  killsSoFar: () => number,
  simulation: Simulation,
  onProgress: (text: string) => void,
): Promise<void> {
  let told = 0;
  await until('there were enough kills', async () => {
    if (killsSoFar() >= told + 50) {
      told = killsSoFar();
      const { nudged, toBeNudged } = simulation.summary().campaign;
      onProgress(`${told} kills, ${nudged} of ${toBeNudged} people written to`);
    }
    if (killsSoFar() < kills || sender === 'ours') return killsSoFar() >= kills;
    const { nudged, toBeNudged } = simulation.summary().campaign;
    return nudged >= shareUnderKills * toBeNudged || killsSoFar() >= kills * mostKillsOfOthers;
  });
}

/** Ours: (nearly) everybody is written to, and nothing is due or watched. The others do not know what is left to do. */
async function untilAtRest(
  { agenda }: TableStores,
  sender: string,
  simulation: Simulation,
  clock: RunClock,
): Promise<void> {
  const sparedAt = clock.now();
  const isAtRest = async () => {
    const now = clock.now();
    if (sender !== 'ours') return now.getTime() - sparedAt.getTime() > 20 * 60_000;
    if ((await agenda.readDue(now, 1)).length > 0 || (await agenda.count(1)).watched > 0) return false;
    const { nudged, toBeNudged } = simulation.summary().campaign;
    return nudged >= toBeNudged * 0.98;
  };
  await until('the campaign is at rest', isAtRest, 1_000);
}

async function judge({ sender }: KillRunOptions, simulation: Simulation, stores: TableStores) {
  const { campaign, duplicates, mails } = simulation.summary();
  let unsettled = 0;
  let accepted = 0;
  for await (const { messages } of allJourneys(stores.recipients)) {
    for (const message of messages) {
      if (wasAccepted(message)) accepted++;
      if (message.state === 'claimed' || message.state === 'due' || message.state === 'unknown') unsettled++;
    }
  }
  const different = mails.total - duplicates.length;
  const wrongBooks = Math.abs(accepted - different);
  return {
    sender,
    recipients: campaign.toBeNudged,
    mails: mails.total,
    duplicates: duplicates.length,
    lost: Math.max(campaign.neverNudged.length, accepted - different),
    wrongBooks,
    unsettled,
  };
}

async function* allJourneys(recipients: TableStores['recipients']) {
  let next: string | undefined;
  do {
    const page = await recipients.readJourneys(next);
    yield* page.journeys;
    next = page.next;
  } while (next !== undefined);
}

async function until(what: string, isSo: () => Promise<boolean>, everyMs = 250): Promise<void> {
  const endsAt = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() > endsAt) throw new Error(`It took too long until ${what}`);
    await sleep(everyMs);
  }
}
