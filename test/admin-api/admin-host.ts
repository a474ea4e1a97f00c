import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { QueueClient } from '@azure/storage-queue';
import { startFunctionsHost } from '../../local/functions-host/functions-host.ts';
import { settingsFor } from '../../local/simulation-settings.ts';
import { startSimulation, type Simulation, type SimulationOptions } from '../../local/simulation/simulation.ts';
import { runOnClock } from '../../shared/app.ts';
import { emptyAccount, loadedApp } from './worker-process.ts';

/** A Monday morning. */
export const startsAt = new Date('2026-11-02T05:00:00Z');

export const hourlySchedules = {
  REFRESH_SCHEDULE: '0 0 2 * * *',
  WATCH_SCHEDULE: '0 0 */2 * * *',
  PLAN_SCHEDULE: '0 0 * * * *',
  RELEASE_SCHEDULE: '0 0 * * * *',
  RECONCILE_SCHEDULE: '0 0 */6 * * *',
  FORGET_SCHEDULE: '0 30 4 * * *',
};

/** So seldom that weeks pass in seconds, for tests of what takes days. */
export const rareSchedules = {
  WATCH_SCHEDULE: '0 0 */4 * * *',
  PLAN_SCHEDULE: '0 0 */4 * * *',
  RELEASE_SCHEDULE: '0 0 */2 * * *',
};

export interface AdminHost extends AsyncDisposable {
  readonly simulation: Simulation;
  readonly url: string;
  readonly storage: string;
  /** Everything that was logged, by the app and the host, as JSON. */
  readonly logged: readonly string[];
  /** Of an app, or of the person of this name who has signed in to it. */
  token(role: 'operator' | 'reader' | 'support' | 'stranger', user?: string): Promise<string>;
  /** Asks the API as an operator, unless headers say otherwise. */
  ask(method: string, route: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Lets time pass: timers run and queues are emptied on the way. */
  runUntil(to: Date): Promise<void>;
  runFunction(name: string): Promise<void>;
  control(route: string, body: unknown): Promise<void>;
}

/** The product on Azurite and the simulated tenant, in steps of its own clock. One at a time in a process. */
export async function startAdminHost(
  users: number,
  change: (document: object) => object = (it) => it,
  settings: Readonly<Record<string, string>> = {},
  tenant: Pick<SimulationOptions, 'withoutP1' | 'hiddenMailboxes'> = {},
): Promise<AdminHost> {
  const logged: string[] = [];
  /** The function of each invocation that has ended. */
  const ended: string[] = [];
  const folder = mkdtempSync(path.join(tmpdir(), 'admin-'));
  const storage = await emptyAccount();
  const reports = new QueueClient(storage, 'delivery-reports');
  await reports.createIfNotExists();
  const simulation = await startSimulation({
    users,
    seed: 7,
    port: 0,
    startsAt,
    ...tenant,
    onDeliveryReport: async (event) =>
      void (await reports.sendMessage(Buffer.from(JSON.stringify(event)).toString('base64'))),
  });
  const documentFile = path.join(folder, 'campaign.json');
  writeFileSync(documentFile, JSON.stringify(change(simulation.campaignDocument())));
  runOnClock({ now: () => simulation.now() });
  const namesBefore = new Set(Object.keys(process.env));
  const host = await startFunctionsHost({
    appFolder: new URL('../..', import.meta.url).pathname,
    load: await loadedApp(),
    settings: { ...hourlySchedules, ...settingsFor(simulation, storage, documentFile), ...settings },
    time: 'stepped',
    now: () => simulation.now(),
    log: (entry) => {
      logged.push(JSON.stringify(entry));
      if (entry.kind === 'invocation') ended.push(entry.function);
    },
  });
  async function token(role: string, user?: string): Promise<string> {
    const query = new URLSearchParams({ role, ...(user && { user }) });
    const answer = await fetch(`${simulation.origin}/token?${query.toString()}`);
    if (!answer.ok) throw new Error(await answer.text());
    return answer.text();
  }

  async function emptyQueues(): Promise<void> {
    while ((await host.drainQueues()).invisible > 0) {
      await sleep(50);
      await simulation.advanceTo(new Date(simulation.now().getTime() + 50));
    }
  }

  return {
    simulation,
    url: host.url,
    storage,
    logged,
    token,
    async ask(method, route, body, headers) {
      const operator = headers ?? { authorization: `Bearer ${await token('operator')}` };
      const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
      return fetch(`${host.url}/api/${route}`, {
        method,
        headers: operator,
        ...(text !== undefined && { body: text }),
      });
    },
    async runUntil(to) {
      while (simulation.now() < to) {
        const next = host.nextTimerAt() ?? to;
        await simulation.advanceTo(next < to ? next : to);
        await host.runTimersDueAt(simulation.now());
        await emptyQueues();
      }
    },
    async runFunction(name) {
      const endings = () => ended.filter((one) => one === name).length;
      const before = endings();
      await fetch(`${host.url}/admin/functions/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      while (endings() === before) await sleep(20);
      await emptyQueues();
    },
    async control(route, body) {
      const answer = await fetch(`${simulation.origin}/simulation/${route}`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`The simulation answered ${answer.status} ${await answer.text()}`);
    },
    async [Symbol.asyncDispose]() {
      await host.close();
      await simulation.close();
      for (const name of Object.keys(process.env)) if (!namesBefore.has(name)) delete process.env[name];
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const hours = (count: number, after: Date): Date => new Date(after.getTime() + count * 3_600_000);
