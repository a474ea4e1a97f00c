import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Azurite, startAzurite } from '../../local/azurite.ts';
import { settingsFor } from '../../local/simulation-settings.ts';
import { type Simulation, startSimulation } from '../../local/simulation/simulation.ts';
import { freePort, type Program, startProgram } from './program.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'host-'));
const never = '0 0 0 29 2 *';

let azurite: Azurite;
let simulation: Simulation;
let settings: Record<string, string>;
beforeAll(async () => {
  azurite = await startAzurite({ inMemory: true });
  simulation = await startSimulation({ users: 25, seed: 3, port: 0, startsAt: new Date() });
  const document = path.join(folder, 'campaign.json');
  writeFileSync(document, JSON.stringify(simulation.campaignDocument()));
  settings = {
    PORT: '0',
    ...settingsFor(simulation, azurite.connectionString, document),
    CAMPAIGN_STORAGE: azurite.connectionString,
    DRY_RUN: 'true',
    REFRESH_SCHEDULE: never,
    WATCH_SCHEDULE: never,
    PLAN_SCHEDULE: never,
    RELEASE_SCHEDULE: never,
    RECONCILE_SCHEDULE: never,
    FORGET_SCHEDULE: never,
  };
});
afterAll(async () => {
  await simulation.close();
  await azurite.stop();
  rmSync(folder, { recursive: true, force: true });
});

const startHost = (change: Record<string, string> = {}) =>
  startProgram('local/host.ts', [], { ...settings, ...change });

async function urlOf(host: Program): Promise<string> {
  return (await host.whenPrinted(/The functions answer at (http:\S+)\./))[1]!;
}

async function health(url: string): Promise<{ status: number; body: unknown }> {
  const token = await (await fetch(`${simulation.origin}/token?role=reader`)).text();
  const answer = await fetch(`${url}/api/health`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, body: await answer.json() };
}

describe('npm run host, on settings from the environment alone', () => {
  let host: Program;
  let url: string;
  beforeAll(async () => {
    host = startHost();
    url = await urlOf(host);
  });
  afterAll(() => host[Symbol.asyncDispose]());

  const run = (name: string, input?: unknown) =>
    fetch(`${url}/admin/functions/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ input: typeof input === 'string' ? input : JSON.stringify(input) }),
    });

  it('is healthy', async () => {
    expect(await health(url)).toEqual({ status: 200, body: { status: 'up', degraded: [], timers: {} } });
  });

  it('reads the registration report and the users when refreshRegistrations is run', async () => {
    expect((await run('refreshRegistrations')).status).toBe(202);
    await host.whenPrinted(/^refreshRegistrations succeeded/m);
    const asked = () => Object.keys(simulation.summary().requests.byRoute).join(' ');
    while (!/userRegistrationDetails/.test(asked()) || !/\/users(\s|$)/.test(asked())) await sleep(100);
    await host.whenPrinted(/^refreshPage succeeded/m);
    expect(host.output()).not.toMatch(/^\w+ failed/m);
  });

  const event = {
    id: randomUUID(),
    eventType: 'Microsoft.Communication.EmailDeliveryReportReceived',
    eventTime: new Date(),
    data: { messageId: randomUUID(), recipient: 'nobody@contoso.example', status: 'Delivered' },
  };
  it.each<[string, unknown]>([
    ['watchRegistrations', undefined],
    ['planCampaign', undefined],
    ['releaseMessages', undefined],
    ['reconcileClaims', undefined],
    ['forgetOldData', undefined],
    ['refreshPage', { passId: 'gone', collection: 'users', page: 1 }],
    ['sendMessage', { userId: randomUUID(), step: 'nudge', watchAt: new Date() }],
    ['recordDeliveryReport', event],
  ])('runs %s when it is asked for by name', async (name, input) => {
    const before = host.output().length;
    expect((await run(name, input)).status).toBe(202);
    await host.whenPrinted(new RegExp(`^${name} (succeeded|failed)`, 'm'), before);
    expect(host.output().slice(before)).not.toMatch(/^\w+ failed/m);
  });

  it('names the functions there are when asked for another', async () => {
    const answer = await run('sendEverything');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      functions: expect.arrayContaining(['sendMessage', 'planCampaign']) as string[],
    });
  });

  it('moves what is no message to the poison queue of its queue and says so in its health', async () => {
    const queueNames = ['send-message', 'refresh-pages', 'delivery-reports'];
    const queues = QueueServiceClient.fromConnectionString(azurite.connectionString);
    for (const name of queueNames) await queues.getQueueClient(name).sendMessage('%%%');
    const isCounted = (body: unknown) =>
      queueNames.every((name) => JSON.stringify(body).includes(`1 in the poison queue of ${name}`));
    while (!isCounted((await health(url)).body)) await sleep(100);
    expect(await health(url)).toMatchObject({ status: 200, body: { status: 'degraded' } });
  });

  it('has mailed nobody in a dry run', () => {
    expect(simulation.summary().mails.total).toBe(0);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 at %s', async (signal) => {
    await using another = startHost();
    await urlOf(another);
    another.send(signal);
    expect(await another.ended, another.output()).toEqual({ code: 0, signal: null });
  });
});

describe('npm run host', () => {
  it('answers on the port it is told', async () => {
    const port = await freePort();
    await using host = startHost({ PORT: `${port}` });
    expect(await urlOf(host)).toBe(`http://127.0.0.1:${port}`);
    expect((await health(`http://127.0.0.1:${port}`)).status).toBe(200);
  });

  it('names every fault of its settings at once and ends with 1', async () => {
    await using host = startProgram('local/host.ts', [], {
      AzureWebJobsStorage: azurite.connectionString,
      GRAPH_ENDPOINT: 'http://graph.example.com',
      ACS_CONNECTION_STRING: 'no connection string',
      SENDER_ADDRESS: 'IT <it@contoso.com>',
      DRY_RUN: 'maybe',
      ADMIN_TENANT_ID: 'contoso',
    });
    expect(await host.ended).toEqual({ code: 1, signal: null });
    const faulty = [
      'GRAPH_ENDPOINT',
      'ACS_CONNECTION_STRING',
      'SENDER_ADDRESS',
      'DRY_RUN',
      'ADMIN_TENANT_ID',
      'ADMIN_AUDIENCE',
    ];
    for (const setting of faulty) expect(host.output()).toMatch(new RegExp(`^  ${setting} `, 'm'));
    expect(host.output()).not.toMatch(/\n\s+at /);
  });
});
