import { TableClient } from '@azure/data-tables';
import { QueueClient } from '@azure/storage-queue';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsFor } from '../../local/simulation-settings.ts';
import { startSimulation, type Simulation } from '../../local/simulation/simulation.ts';
import { routes } from '../../shared/api/routes.ts';
import { tableNames } from '../../shared/adapters/tables/table-names.ts';
import { startCampaignHost, type CampaignHost } from '../campaigns/campaign-host.ts';
import { startProgram, type Program } from '../end-to-end/program.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'two-tenants-'));
const everySecond = '* * * * * *';
const timers = ['refreshRegistrations', 'watchRegistrations', 'planCampaign', 'releaseMessages', 'reconcileClaims'];

let owner: CampaignHost;
let otherTenant: Simulation;
/** A host of the other tenant, in a process of its own and in real time, on the owner's storage. */
let other: Program;
let otherUrl: string;

/** Every row of every table, as text. */
async function allRows(): Promise<readonly string[]> {
  const rows: string[] = [];
  for (const name of Object.values(tableNames)) {
    const table = TableClient.fromConnectionString(owner.storage, name, { allowInsecureConnection: true });
    for await (const row of table.listEntities()) rows.push(JSON.stringify([name, row]));
  }
  return rows;
}

const queueOf = (name: string) => new QueueClient(owner.storage, name);
const send = (name: string, item: unknown) =>
  queueOf(name).sendMessage(Buffer.from(JSON.stringify(item)).toString('base64'));
const visibleIn = async (name: string) => (await queueOf(name).peekMessages()).peekedMessageItems.length;
const heldBy = async (name: string) => (await queueOf(name).getProperties()).approximateMessagesCount;

/** Asks the other tenant's app as its own operator. */
async function askOther(method: string, route: string): Promise<Response> {
  const token = await (await fetch(`${otherTenant.origin}/token?role=operator`)).text();
  const body = method === 'GET' ? {} : { body: '{}' };
  return fetch(`${otherUrl}/api/${route}`, { method, headers: { authorization: `Bearer ${token}` }, ...body });
}

beforeAll(async () => {
  owner = await startCampaignHost(40);
  otherTenant = await startSimulation({ users: 30, seed: 11, port: 0, startsAt: new Date() });
  const document = path.join(folder, 'campaign.json');
  writeFileSync(document, JSON.stringify(otherTenant.campaignDocument()));
  other = startProgram('local/host.ts', [], {
    ...settingsFor(otherTenant, owner.storage, document),
    PORT: '0',
    REFRESH_SCHEDULE: everySecond,
    WATCH_SCHEDULE: everySecond,
    PLAN_SCHEDULE: everySecond,
    RELEASE_SCHEDULE: everySecond,
    RECONCILE_SCHEDULE: everySecond,
  });
}, 120_000);
afterAll(async () => {
  await other[Symbol.asyncDispose]();
  await otherTenant.close();
  await owner[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

describe('the app of another tenant on our storage, over HTTP (engine 11)', { sequential: true }, () => {
  it('does nothing at any timer but say so, and neither reads its tenant nor changes a row', async () => {
    const before = await allRows();
    otherUrl = (await other.whenPrinted(/The functions answer at (http:\S+)\./))[1]!;
    for (const name of timers) {
      await other.whenPrinted(new RegExp(`othersStorage.*"function":"${name}"`));
      await other.whenPrinted(new RegExp(`^${name} succeeded`, 'm'));
    }
    expect(other.output()).not.toMatch(/^\w+ failed/m);
    expect(await allRows()).toEqual(before);
    expect(Object.keys(otherTenant.summary().requests.byRoute).filter((route) => route.includes('/v1.0/'))).toEqual([]);
  }, 60_000);

  it('says so on health, and nothing else', async () => {
    const health = (await (await askOther('GET', 'health')).json()) as { degraded: string[] };
    expect(health).toMatchObject({ status: 'degraded' });
    expect(health.degraded).toEqual([expect.stringContaining("the storage is not this installation's")]);
  });

  it.each(Object.entries(routes).filter(([name]) => name !== 'health'))(
    'answers %s with what to do, and changes nothing',
    async (_, { method, route }) => {
      const answer = await askOther(method, route.replace('{id}', 'everyone').replace('{action}', 'pause'));
      expect(answer.status).toBe(503);
      const { detail } = (await answer.json()) as { detail: string };
      expect(detail).toMatch(/give this app a storage account of its own\. Nothing was read or changed/);
    },
  );

  it('puts queue messages back for the app that they belong to, and none into a poison queue', async () => {
    const [first, second] = await owner.nudged(2);
    const { messages, verdict } = await owner.show(first!);
    const { messageId } = messages.find(({ step }) => step === 'nudge')!;
    const watchAt = owner.simulation.now();
    await send('send-message', { userId: second, step: 'nudge', watchAt });
    await send('refresh-pages', { passId: 'gone', collection: 'users', page: 1 });
    await send('delivery-reports', bounceOf(messageId, verdict.address!));
    // Said once each is back: a host that ends while it holds one would keep it out of sight for minutes.
    for (const name of ['sendMessage', 'refreshPage', 'recordDeliveryReport'])
      await other.whenPrinted(new RegExp(`^${name} succeeded`, 'm'));
    // It is put back before the host takes away the one that was read.
    for (const name of ['send-message', 'refresh-pages', 'delivery-reports'])
      while ((await visibleIn(name)) > 0 || (await heldBy(name)) !== 1) await sleep(100);
    const health = (await (await owner.ask('GET', 'health')).json()) as { degraded: string[] };
    expect(health.degraded.join()).not.toContain('poison');
    await other[Symbol.asyncDispose]();
    await owner.passHours(1 / 60);
    const lines = owner.logged.join('\n').replaceAll('\\"', '"');
    expect(lines).toContain(`"event":"sendMessage","userId":"${second!}","step":"nudge","result":"nothing"`);
    expect(lines).toContain(`"event":"recordDeliveryReport","messageId":"${messageId}","status":"Bounced"`);
    expect(lines).toContain('"event":"refreshPage","passId":"gone"');
  }, 120_000);
});

function bounceOf(messageId: string, recipient: string) {
  return {
    id: '00000000-0000-4000-8000-0000000000e1',
    eventType: 'Microsoft.Communication.EmailDeliveryReportReceived',
    eventTime: owner.simulation.now(),
    data: {
      messageId,
      recipient,
      sender: 'sspr@mail.contoso.com',
      status: 'Bounced',
      deliveryAttemptTimeStamp: owner.simulation.now(),
    },
  };
}
