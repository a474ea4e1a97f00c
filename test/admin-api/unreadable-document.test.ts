import { TableClient } from '@azure/data-tables';
import { QueueClient } from '@azure/storage-queue';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableNames } from '../../shared/adapters/tables/table-names.ts';
import { startCampaignHost, type CampaignHost } from '../campaigns/campaign-host.ts';
import { hours } from './admin-host.ts';

let host: CampaignHost;
let person: string;
const key = { partitionKey: 'campaign', rowKey: 'current' };
const timers = ['refreshRegistrations', 'watchRegistrations', 'planCampaign', 'releaseMessages', 'reconcileClaims'];
const late = { path: 'holdoutPercent', message: expect.any(String) as string };
const strange = { path: 'ofAnotherVersion', message: 'is not a field of this document' };

const tableOf = (name: string) =>
  TableClient.fromConnectionString(host.storage, name, { allowInsecureConnection: true });
const control = () => tableOf(tableNames.control);

async function store(change: (stored: { document: object; state: object }) => unknown): Promise<void> {
  const row = await control().getEntity<{ document: string }>(key.partitionKey, key.rowKey);
  const changed = change(JSON.parse(row.document) as { document: object; state: object });
  const document = typeof changed === 'string' ? changed : JSON.stringify(changed);
  await control().updateEntity({ ...key, document }, 'Merge');
  await host.runUntil(hours(1 / 120, host.simulation.now()));
}

interface Shown {
  readonly document: Record<string, unknown>;
  readonly faults?: readonly object[];
  readonly state: { readonly status: string };
  readonly sending?: { readonly state: object };
}

async function shown(): Promise<Shown & { readonly etag: string }> {
  const answer = await host.ask('GET', 'campaign');
  expect(answer.status).toBe(200);
  return { ...((await answer.json()) as Shown), etag: answer.headers.get('etag')! };
}

const text = async (route: string) => (await host.ask('GET', route)).text();
const failed = () => host.logged.filter((line) => line.includes('\\"event\\":\\"failed\\"'));
const mails = async () => (await host.mailsOf(person)).length;

beforeAll(async () => {
  host = await startCampaignHost(40, (document) => ({
    ...document,
    cadence: { ...(document['cadence'] as object), remindersAfterDays: [1] },
  }));
  [person] = (await host.nudged(1)) as [string];
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

describe('a stored document that this build does not accept, over HTTP (engine 9)', { sequential: true }, () => {
  it('is shown with its faults by path, on API, page, health and preflight', async () => {
    await store(({ document, state }) => ({
      document: { ...document, holdoutPercent: 'ten', ofAnotherVersion: 1 },
      state,
    }));
    const campaign = await shown();
    expect(campaign.faults).toEqual([late, strange]);
    expect(campaign).toMatchObject({ document: { holdoutPercent: 'ten' }, state: { status: 'running' } });
    expect(campaign.sending?.state).toEqual({ kind: 'stopped', because: 'documentUnreadable' });
    for (const route of ['dashboard', 'health', 'preflight'])
      expect(await text(route)).toMatch(/holdoutPercent[^]*ofAnotherVersion/);
    const other = await host.ask('GET', `users/${person}`);
    expect(other.status).toBe(503);
    expect(await other.json()).toMatchObject({
      faults: [late, strange],
      detail: expect.stringContaining('PUT') as string,
    });
  });

  it('stops mail, and no timer fails', async () => {
    for (const name of timers) await host.runFunction(name);
    await host.passHours(30);
    expect(await mails()).toBe(1);
    expect(failed()).toEqual([]);
    expect(host.logged.join('\n')).toContain('campaignUnreadable');
  }, 60_000);

  it('does not keep a bounce from being recorded', async () => {
    const row = { partitionKey: person[0]!, rowKey: `${person}|m|nudge` };
    await tableOf(tableNames.recipients).updateEntity({ ...row, state: 'accepted' }, 'Merge');
    const { messageId, address } = await tableOf(tableNames.recipients).getEntity<Record<string, string>>(
      row.partitionKey,
      row.rowKey,
    );
    const queue = new QueueClient(host.storage, 'delivery-reports');
    await queue.sendMessage(Buffer.from(JSON.stringify(bounceOf(messageId!, address!))).toString('base64'));
    await host.runUntil(hours(1 / 60, host.simulation.now()));
    const after = await tableOf(tableNames.recipients).getEntity(row.partitionKey, row.rowKey);
    expect(after['state']).toBe('bounced');
    const head = await tableOf(tableNames.recipients).getEntity(person[0]!, person);
    expect(head['suppressed']).toContain(address);
    expect(await text('health')).not.toContain('poison');
  });

  it('can be paused and resumed as it stands', async () => {
    const paused = await host.ask('POST', 'campaign/pause', { because: 'a look at it' });
    expect([paused.status, await paused.json()]).toMatchObject([
      200,
      { faults: [late, strange], state: { status: 'paused' } },
    ]);
    expect((await shown()).state.status).toBe('paused');
    expect((await host.ask('POST', 'campaign/resume')).status).toBe(200);
    expect(await shown()).toMatchObject({ faults: [late, strange], state: { status: 'running' } });
  });

  it('is replaced by PUT; then a pass begins and all goes on', async () => {
    const { document, etag } = await shown();
    const { ofAnotherVersion: _gone, ...rest } = document;
    const mended = { ...rest, holdoutPercent: 0 };
    const put = await host.ask('PUT', 'campaign', mended, {
      authorization: `Bearer ${await host.token('operator')}`,
      'if-match': etag,
    });
    expect([put.status, await put.json()]).toMatchObject([
      200,
      { state: { status: 'running' }, groups: 'readByNewPass' },
    ]);
    await host.runUntil(hours(1 / 60, host.simulation.now()));
    await host.passHours(26);
    expect(await shown()).not.toHaveProperty('faults');
    expect(await text('health')).not.toContain('document');
    expect((await host.show(person)).messages.some(({ epoch }) => epoch > 0) || (await mails()) > 0).toBe(true);
  }, 60_000);

  it('of broken JSON counts as paused, is not replaced by an old file, and is by a new one', async () => {
    const before = await shown();
    await store(() => '{"document":{"name":');
    expect(await shown()).toMatchObject({
      document: {},
      faults: [{ path: '(document)', message: 'is not JSON' }],
      state: { status: 'paused' },
    });
    const file = process.env['CAMPAIGN_DOCUMENT']!;
    const old = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...old, name: 'Deployed anew' }));
    await sleep(10);
    expect(await shown()).toMatchObject({ document: { name: 'Deployed anew' }, state: { status: 'paused' } });
    expect(before.document['name']).not.toBe('Deployed anew');
    expect((await host.ask('POST', 'campaign/resume')).status).toBe(200);
    expect((await shown()).state.status).toBe('running');
  });

  it('of a later version is not guessed at', async () => {
    const { document } = await shown();
    await control().updateEntity({ ...key, schemaVersion: 99 }, 'Merge');
    const later = await shown();
    expect(later.faults).toEqual([
      {
        path: '(document)',
        message: expect.stringMatching(
          /^written by a later version: its schema is 99, and this version reads \d+$/,
        ) as string,
      },
    ]);
    expect(later.document).toEqual(document);
  });
});

function bounceOf(messageId: string, recipient: string) {
  return {
    id: '00000000-0000-4000-8000-0000000000e1',
    eventType: 'Microsoft.Communication.EmailDeliveryReportReceived',
    eventTime: host.simulation.now(),
    data: {
      messageId,
      recipient,
      sender: 'sspr@mail.contoso.com',
      status: 'Bounced',
      deliveryAttemptTimeStamp: host.simulation.now(),
    },
  };
}
