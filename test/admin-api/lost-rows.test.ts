import { TableClient } from '@azure/data-tables';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableNames } from '../../shared/adapters/tables/table-names.ts';
import { startCampaignHost, type CampaignHost } from '../campaigns/campaign-host.ts';
import { hours } from './admin-host.ts';

let host: CampaignHost;
/** Who had a nudge before anything was lost. */
let nudged: readonly string[];
let lostOne: string;

const tableOf = (name: string) =>
  TableClient.fromConnectionString(host.storage, name, { allowInsecureConnection: true });

/** Deletes what is in the table, as if it had been deleted and made again. */
async function deleteAll(name: string, userId = ''): Promise<void> {
  const table = tableOf(name);
  for await (const { partitionKey, rowKey } of table.listEntities())
    if (`${rowKey}`.startsWith(userId)) await table.deleteEntity(`${partitionKey}`, `${rowKey}`);
}

const health = async (): Promise<readonly string[]> => {
  await host.simulation.advanceTo(hours(1 / 60, host.simulation.now()));
  return ((await (await host.ask('GET', 'health')).json()) as { degraded: string[] }).degraded;
};

async function run(name: string): Promise<void> {
  await host.runFunction(name);
  await sleep(500);
  await host.runUntil(hours(1 / 3_600, host.simulation.now()));
}

const mailsTo = async (userId: string) => (await host.mailsOf(userId)).length;

beforeAll(async () => {
  host = await startCampaignHost(60, (document) => ({
    ...document,
    waves: [{ name: 'everyone', startsOn: '2026-11-02' }],
    newJoiners: { enrol: true, afterDays: 0 },
    capacity: { mailsPerMinute: 30, mailsPerHour: 100, newRecipientsPerDay: 300, pauseAtFailureRate: 1 },
  }));
  nudged = await host.nudged(5);
  lostOne = nudged[0]!;
  await host.runUntil(hours(48, host.simulation.now()));
}, 240_000);
afterAll(() => host[Symbol.asyncDispose]());

describe('rows that are lost, over HTTP and on real storage (engine 10)', { sequential: true }, () => {
  it('of one person are found by the rolling check and written anew, and the mail of before is not sent again', async () => {
    const before = await mailsTo(lostOne);
    await deleteAll(tableNames.recipients, lostOne);
    expect((await host.show(lostOne)).messages).toEqual([]);
    for (let page = 0; page < 40 && (await host.show(lostOne)).messages.length === 0; page++)
      await run('reconcileClaims');
    expect((await host.show(lostOne)).messages).toMatchObject([{ step: 'nudge', state: 'unknown' }]);
    expect((await health()).join()).toMatch(/rows of 1 people were gone.* of 1 nobody knows/);
    await host.runUntil(hours(48, host.simulation.now()));
    expect(await mailsTo(lostOne)).toBe(before);
    expect(await host.show(lostOne)).toMatchObject({ place: { kind: 'needsPerson' } });
  });

  it('of everybody are written anew, and nobody who had a mail gets another', async () => {
    const before = new Map(await Promise.all(nudged.map(async (id) => [id, await mailsTo(id)] as const)));
    await deleteAll(tableNames.recipients);
    await run('refreshRegistrations');
    await host.runUntil(hours(72, host.simulation.now()));
    for (const userId of nudged) expect([userId, await mailsTo(userId)]).toEqual([userId, before.get(userId)]);
    expect(await hadTwice()).toEqual([]);
    expect(host.logged.join()).toMatch(/rowsWereGone/);
  }, 240_000);

  it('and what an operator decides is done: the nudge leaves once more', async () => {
    const before = await mailsTo(lostOne);
    const answer = await host.ask('POST', `users/${lostOne}/resend`, { step: 'nudge' });
    expect(answer.status).toBeLessThan(300);
    await host.runUntil(hours(72, host.simulation.now()));
    expect(await mailsTo(lostOne)).toBeGreaterThan(before);
  }, 240_000);
});

/** Whoever has a mail in the same words twice. */
async function hadTwice(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const userId of nudged) {
    const mails = await host.mailsOf(userId);
    if (new Set(mails).size < mails.length) found.push(userId);
  }
  return found;
}
