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

  it('or for all at once: they count as written to, and nobody gets a mail anew', async () => {
    const before = await textsToAll();
    const overview = await (await host.ask('GET', 'dashboard')).text();
    expect(overview).toMatch(/nobody knows what they were sent[^]*href="\/api\/dashboard\/people\/lost"/);
    const because = 'Recipients was deleted';
    const { confirm, people, ...plan } = (await decide({ decision: 'writtenTo' })).answer;
    expect(plan).toMatchObject({ dryRun: true, decision: 'writtenTo' });
    expect(people).toBeGreaterThan(3);
    const decision = { decision: 'writtenTo', dryRun: false, confirm, because };
    const refused = [
      { ...decision, confirm: undefined },
      { ...decision, because: undefined },
      { ...decision, decision: 'startAnew' },
    ];
    expect(await Promise.all(refused.map(async (body) => (await decide(body)).status))).toEqual([428, 400, 409]);
    expect((await decide(decision)).answer).toMatchObject({ dryRun: false, people, settled: 0, left: 0 });
    expect((await decide(decision)).answer).toMatchObject({ people: 0, settled: people });
    await host.runUntil(hours(72, host.simulation.now()));
    expect(mailsAnew(before, await textsToAll())).toEqual([]);
    expect((await decide({ decision: 'writtenTo' })).answer).toMatchObject({ people: 0 });
    const { entries } = (await (await host.ask('GET', 'audit')).json()) as { entries: object[] };
    const details = { decision: 'writtenTo', because, people, settled: 0, left: 0 };
    expect(entries).toContainEqual(expect.objectContaining({ action: 'decideLost', outcome: 'done', details }));
  }, 240_000);

  it('or they start anew, by the page: whoever still needs the nudge gets it once more', async () => {
    await deleteAll(tableNames.recipients);
    await run('refreshRegistrations');
    await host.runUntil(hours(24, host.simulation.now()));
    const before = await textsToAll();
    const form = await (await host.ask('GET', 'dashboard/people/lost')).text();
    const plan = await send('people/lost/plan', { decision: 'startAnew', token: hiddenIn(form, 'token', 1) });
    const shown = await plan.text();
    expect(plan.status).toBe(200);
    expect(shown).toMatch(/They start anew: \d+ people/);
    const fields = { decision: 'startAnew', because: 'a test', confirm: hiddenIn(shown, 'confirm') };
    const done = await send('people/lost/decide', { ...fields, token: hiddenIn(shown, 'token', 1) });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/api/dashboard/people/lost?done=decide']);
    await host.runUntil(hours(72, host.simulation.now()));
    const anew = mailsAnew(before, await textsToAll());
    expect(anew.length).toBeGreaterThan(0);
    expect(new Set(anew).size).toBe(anew.length);
    expect((await decide({ decision: 'startAnew' })).answer).toMatchObject({ people: 0 });
  }, 240_000);
});

type Texts = ReadonlyMap<string, readonly string[]>;

/** The mails of everybody who was ever nudged. */
async function textsToAll(): Promise<Texts> {
  const all = new Set([...nudged, ...(await host.enrolled())]);
  return new Map(await Promise.all([...all].map(async (id) => [id, await host.mailsOf(id)] as const)));
}

/** Whose mailbox has got a mail in words that were in it before, as often as that was. */
const mailsAnew = (before: Texts, after: Texts): readonly string[] =>
  [...after].flatMap(([userId, texts]) => {
    const had = before.get(userId) ?? [];
    const more = texts.length - had.length;
    const fresh = new Set(texts).size - new Set(had).size;
    return Array.from({ length: more - fresh }, () => userId);
  });

async function decide(body: object) {
  const answer = await host.ask('POST', 'users/lost', body);
  return { status: answer.status, answer: (await answer.json()) as Record<string, unknown> };
}

/** A hidden field: the nth of this name, from 0. The first token is that of the button that pauses all mail. */
const hiddenIn = (page: string, name: string, nth = 0): string =>
  [...page.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, 'g'))].map(([, value]) => value!)[nth]!;

async function send(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${host.url}/api/dashboard/${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${await host.token('operator')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(fields),
  });
}

/** Whoever has a mail in the same words twice. */
async function hadTwice(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const userId of nudged) {
    const mails = await host.mailsOf(userId);
    if (new Set(mails).size < mails.length) found.push(userId);
  }
  return found;
}
