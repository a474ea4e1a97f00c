import { TableClient } from '@azure/data-tables';
import { QueueClient } from '@azure/storage-queue';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Columns } from '../../shared/adapters/tables/cells.ts';
import { connectTables } from '../../shared/adapters/tables/connect-tables.ts';
import { withIdsReplaced } from '../../shared/adapters/tables/ids-in-row.ts';
import type { Row } from '../../shared/adapters/tables/rows.ts';
import { tableNames } from '../../shared/adapters/tables/table-names.ts';
import { startCampaignHost, type CampaignHost } from '../campaigns/campaign-host.ts';
import { noon, userId } from '../contracts/samples.ts';
import { restoreRows, rowFiles, rowsOf } from '../shared/adapters/tables/one-of-each.ts';
import { hours } from './admin-host.ts';

let host: CampaignHost;
let person: string;
/** People who have had the nudge: two of them stand for those in the rows of the release. */
let nudged: readonly string[];
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
const failed = (since = 0) => host.logged.slice(since).filter((line) => line.includes('\\"event\\":\\"failed\\"'));
const mails = async () => (await host.mailsOf(person)).length;

beforeAll(async () => {
  host = await startCampaignHost(40, (document) => ({
    ...document,
    cadence: { ...(document['cadence'] as object), remindersAfterDays: [1] },
  }));
  nudged = await host.nudged(6);
  person = nudged[0]!;
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

describe('the rows of the release before, over HTTP and on real storage (engine 9)', { sequential: true }, () => {
  /** They are still there when the tenant is read. */
  let known: readonly string[];
  const before = new Map<string, number>();
  let linesBefore = 0;
  /** Of a release, until there is one: of this version. */
  const release = rowFiles.at(-2) ?? rowFiles[0]!;
  const ours = (words: string) => words.replaceAll(userId(1), known[0]!).replaceAll(userId(2), known[1]!);

  /** People of this tenant in the place of the two of the release: bytes hold ids too. */
  function asOurs(row: Columns & { readonly partitionKey: string; readonly rowKey: string }) {
    const { partitionKey, rowKey } = row;
    const rest = withIdsReplaced(row as unknown as Row, (id) => (ours(id) === id ? undefined : ours(id)));
    const keys = { partitionKey: partitionKey.length === 1 ? ours(userId(Number(partitionKey)))[0]! : partitionKey };
    return { ...rest, ...keys, rowKey: ours(rowKey) };
  }

  beforeAll(async () => {
    await host.simulation.advanceTo(hours(1, noon));
    const report = await reported();
    known = nudged.slice(1).filter((id) => report.includes(id));
    if (known.length < 2) throw new Error('Fewer than two of them are still there');
    for (const id of known) before.set(id, (await host.mailsOf(id)).length);
    for (const name of Object.values(tableNames))
      for await (const { partitionKey, rowKey } of tableOf(name).listEntities())
        if (partitionKey !== 'installation') await tableOf(name).deleteEntity(partitionKey!, rowKey!);
    // How often mails were released stands there; this is no restore.
    await new QueueClient(host.storage, 'send-message').setMetadata({});
    const stored = rowsOf(release).rows;
    const rows = { ...stored, control: stored.control.filter((row) => row['partitionKey'] !== 'installation') };
    const tables = connectTables({ kind: 'connectionString', connectionString: host.storage });
    await restoreRows(rows, tables, asOurs);
    linesBefore = host.logged.length;
  }, 60_000);

  async function reported(): Promise<string> {
    const headers = { authorization: 'Bearer simulation' };
    const list = await fetch(`${host.simulation.origin}/v1.0/reports/authenticationMethods/userRegistrationDetails`, {
      headers,
    });
    return list.text();
  }

  const jsonOf = async (route: string) => {
    const answer = await host.ask('GET', route);
    expect([route, answer.status]).toEqual([route, 200]);
    return (await answer.json()) as Record<string, unknown>;
  };

  it('are all read: campaign, people, waves and figures, and nothing is set aside', async () => {
    await host.runFunction('reconcileClaims');
    expect(await shown()).toMatchObject({ document: { name: 'SSPR onboarding' }, state: { status: 'paused' } });
    expect(await shown()).not.toHaveProperty('faults');
    const { people } = (await jsonOf('users')) as { people: { userId: string }[] };
    expect(people.map((one) => one.userId)).toEqual(known.slice(0, 2).toSorted());
    expect(await host.show(known[0]!)).toMatchObject({
      messages: [
        { step: 'nudge', state: 'claimed' },
        { step: 'reminder-1', state: expect.stringMatching(/planned|cancelled/) as string },
      ],
      evidence: [{ kind: 'methodRegistered' }],
    });
    const { waves } = (await jsonOf('waves')) as { waves: object[] };
    expect(waves).toContainEqual(expect.objectContaining({ waveId: 'pilot', state: 'scheduled' }));
    expect(await jsonOf('waves/pilot')).toMatchObject({ waveId: 'pilot' });
    expect(await jsonOf('report')).toMatchObject({ tally: { people: 2 } });
    for (const route of ['dashboard', 'preflight']) expect(await text(route)).not.toMatch(/Set aside|cannot be read/);
  });

  it('go on once the campaign is resumed: whoever had a mail gets none anew, others get theirs', async () => {
    expect((await host.ask('POST', 'campaign/resume')).status).toBe(200);
    await host.runFunction('refreshRegistrations');
    await host.passHours(46);
    expect((await host.mailsOf(known[0]!)).length).toBe(before.get(known[0]!));
    expect((await host.show(known[0]!)).messages[0]).toMatchObject({ step: 'nudge', state: 'unknown' });
    // The wave of the document has begun meanwhile.
    const list = await text('waves/malmo/recipients.csv');
    const enrolled = list.split('\n').flatMap((line) => (line.includes('enrolled') ? [line.split(',')[0]!] : []));
    expect(enrolled.length).toBeGreaterThan(2);
    const steps = await Promise.all(enrolled.map(async (id) => (await host.show(id)).messages[0]));
    expect(steps.filter((message) => message?.step === 'nudge' && message.acceptedAt).length).toBeGreaterThan(2);
    const { tally } = (await jsonOf('report')) as { tally: { people: number } };
    expect(tally.people).toBeGreaterThan(30);
    expect(failed(linesBefore)).toEqual([]);
    expect(await text('health')).not.toMatch(/not believed|cannot be read|gone/);
  }, 120_000);
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
