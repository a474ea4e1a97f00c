import { TableClient } from '@azure/data-tables';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tables } from '../../shared/adapters/tables/connect-tables.ts';
import { tableNames } from '../../shared/adapters/tables/table-names.ts';
import { createTableStores } from '../../shared/adapters/tables/table-stores.ts';
import { hourlySchedules, hours } from './admin-host.ts';
import { startCampaignHost, type CampaignHost } from '../campaigns/campaign-host.ts';
import { aWave } from '../contracts/samples.ts';

let host: CampaignHost;
let people: readonly string[];
/** What stood in the rows that were broken. */
const before = new Map<string, Record<string, unknown>>();

const tableOf = (name: string) =>
  TableClient.fromConnectionString(host.storage, name, { allowInsecureConnection: true });

async function breakRow(table: string, partitionKey: string, rowKey: string, change: object): Promise<void> {
  const row = await tableOf(table).getEntity(partitionKey, rowKey);
  before.set(rowKey, row);
  await tableOf(table).updateEntity({ partitionKey, rowKey, ...change }, 'Merge');
}

/** A wave that an operator launched, as it is when the rows of its people are gone. */
async function loseMembers(waveId: string, userIds: readonly string[]): Promise<void> {
  const { waves } = createTableStores({ waves: tableOf(tableNames.waves) } as Tables);
  await waves.create(aWave({ waveId, name: waveId, origin: 'operator', users: userIds, startsAt: new Date(0) }));
  await waves.saveMembers(waveId, userIds);
  for await (const { partitionKey, rowKey } of tableOf(tableNames.waves).listEntities())
    if (`${partitionKey}` === `members|${waveId}`) await tableOf(tableNames.waves).deleteEntity(partitionKey!, rowKey!);
}

const degraded = async (): Promise<readonly string[]> =>
  ((await (await host.ask('GET', 'health')).json()) as { degraded: string[] }).degraded;

async function rowsCheck(): Promise<{ status: string; detail: string }> {
  const answer = await host.ask('GET', 'preflight');
  const { checks } = (await answer.json()) as { checks: { id: string; status: string; detail: string }[] };
  return checks.find(({ id }) => id === 'stored rows')!;
}

const mailsTo = async (userId: string) => (await host.mailsOf(userId)).length;

async function run(name: string): Promise<void> {
  await host.runFunction(name);
  await sleep(500);
  await host.runUntil(hours(1 / 3_600, host.simulation.now()));
}

beforeAll(async () => {
  host = await startCampaignHost(
    60,
    (document) => ({
      ...document,
      waves: [
        { name: 'everyone', startsOn: '2026-11-02' },
        { name: 'second', startsOn: '2026-11-20' },
      ],
      cadence: { ...(document['cadence'] as object), remindersAfterDays: [1] },
    }),
    hourlySchedules,
  );
  people = await host.nudged(4);
  const [facts, evidence, message] = people;
  await host.happen(evidence!, 'register');
  // Never at a full hour, when mails are released: the link is to be broken while it is still owed.
  await host.runUntil(hours(1 / 12, host.simulation.now()));
  while ((await host.show(evidence!)).evidence.length === 0) {
    await host.simulation.advanceTo(hours(1 / 6, host.simulation.now()));
    await run('watchRegistrations');
  }
  await breakRow(tableNames.recipients, facts![0]!, facts!, { facts: '{"user":{"display' });
  await breakRow(tableNames.recipients, message![0]!, `${message!}|m|nudge`, { dueAt: 'soon' });
  const events = tableOf(tableNames.recipients).listEntities({
    queryOptions: {
      filter: `PartitionKey eq '${evidence![0]!}' and RowKey ge '${evidence!}|e' and RowKey lt '${evidence!}|f'`,
    },
  });
  for await (const { rowKey } of events)
    await breakRow(tableNames.recipients, evidence![0]!, `${rowKey}`, { evidence: 'null' });
  await breakRow(tableNames.waves, 'wave', 'second', { document: 'pilot' });
  await loseMembers('fourth', people);
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

describe('rows that cannot be read, over HTTP and on real storage (engine 12)', { sequential: true }, () => {
  it.each([
    'waves',
    'waves/everyone',
    'waves/second',
    'waves/everyone/recipients.csv',
    'report',
    'dashboard',
    'campaign',
  ])('do not keep GET %s from its answer', async (route) => {
    expect((await host.ask('GET', route)).status).toBe(200);
  });

  it('do not keep a dry run from its answer', async () => {
    const answer = await host.ask('POST', 'waves', { name: 'third', dryRun: true });
    expect(answer.status).toBe(200);
  });

  it('are counted by health, and named by table and keys without what stands in them', async () => {
    await run('planCampaign');
    await run('reconcileClaims');
    // And the row that counted the people of a wave.
    const count = before.size + 1;
    expect(count).toBeGreaterThanOrEqual(4);
    expect(await degraded()).toEqual([`${count} stored rows cannot be read and are set aside: preflight names them`]);
    const { status, detail } = await rowsCheck();
    expect(status).toBe('fail');
    for (const rowKey of [...before.keys(), 'members|fourth']) expect(detail).toContain(rowKey);
    expect(host.logged.filter((line) => line.includes('\\"event\\":\\"failed\\"'))).toEqual([]);
    expect(detail).not.toContain('display');
  });

  /** The pass has written the facts anew, and the log the evidence, which it reads half an hour back again. */
  it('keep mail from whom they are about until they are mended, and from nobody else', async () => {
    await host.passHours(26);
    expect(await Promise.all(people.map(mailsTo))).toEqual([2, 2, 1, 2]);
    const { waves } = (await (await host.ask('GET', 'waves')).json()) as { waves: { waveId: string; state: string }[] };
    expect(waves.find(({ waveId }) => waveId === 'second')).toMatchObject({ state: 'paused' });
    const resumed = await host.ask('POST', 'waves/second/resume', {});
    expect(resumed.status).toBe(409);
  }, 60_000);

  it('are forgotten when they are mended: what neither pass nor log mends by hand', async () => {
    for (const [rowKey, row] of before) {
      if (rowKey !== 'second' && !rowKey.includes('|m|')) continue;
      await tableOf(rowKey === 'second' ? tableNames.waves : tableNames.recipients).upsertEntity(
        row as { partitionKey: string; rowKey: string },
        'Replace',
      );
    }
    expect((await host.ask('POST', 'waves/fourth/cancel', {})).status).toBe(200);
    await run('reconcileClaims');
    expect(await degraded()).toEqual([]);
    expect(await rowsCheck()).toMatchObject({ status: 'pass' });
    await host.passHours(2);
    expect(await Promise.all(people.map(mailsTo))).toEqual([2, 2, 2, 2]);
  });
});
