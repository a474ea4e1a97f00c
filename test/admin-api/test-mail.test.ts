import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hours, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';

let host: AdminHost;
let users: readonly { id: string; mail: string | null; otherMails: readonly string[] }[];
let caller: string;

/** No wave: the only mails are the ones that this asks for. */
beforeAll(async () => {
  host = await startAdminHost(60, (document) => ({
    ...document,
    waves: [],
    newJoiners: { enrol: false, afterDays: 0 },
    capacity: { mailsPerMinute: 30, mailsPerHour: 100, newRecipientsPerDay: 5, pauseAtFailureRate: 0.05 },
  }));
  await host.runFunction('refreshRegistrations');
  await host.runUntil(hours(1, startsAt));
  const headers = { authorization: 'Bearer local' };
  const listed = await fetch(`${host.simulation.origin}/v1.0/users?$select=id,mail,otherMails&$top=100`, { headers });
  users = ((await listed.json()) as { value: typeof users }).value;
  caller = users.find(({ mail }) => mail?.endsWith('@contoso.com'))!.id;
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

const as = async (role: 'operator' | 'reader', user?: string) => ({
  authorization: `Bearer ${await host.token(role, user)}`,
});

async function send(body: object = {}, headers?: Record<string, string>): Promise<Response> {
  await host.simulation.advanceTo(new Date(host.simulation.now().getTime() + 7 * 60_000));
  return host.ask('POST', 'emails/test', body, headers ?? (await as('operator', caller)));
}

const mails = () => host.simulation.summary().mails;

interface Entry {
  readonly action: string;
  readonly by: string;
  readonly target: string;
  readonly outcome: string;
  readonly details: object;
}

async function audit(): Promise<readonly Entry[]> {
  const { entries } = (await (await host.ask('GET', `audit?top=200&user=${caller}`)).json()) as { entries: Entry[] };
  return entries.filter(({ action }) => action === 'sendTestMail');
}

describe('POST /api/emails/test', { sequential: true }, () => {
  afterEach(() => host.control('faults', []));

  it.each([
    [{}, { kind: 'nudge', locale: 'en' }, 'register'],
    [{ kind: 'reminder', locale: 'sv', reminderNumber: 2 }, { kind: 'reminder', locale: 'sv' }, 'register'],
    [{ kind: 'ssprLink', locale: 'de' }, { kind: 'ssprLink', locale: 'de' }, 'ssprLink'],
  ] as const)('sends one mail to oneself for %j, and writes it down', async (body, details, kind) => {
    const [before, written] = [mails(), (await audit()).length];
    const answer = await send(body);
    expect(answer.status).toBe(202);
    const { messageId } = (await answer.json()) as { messageId: string };
    expect(mails().total).toBe(before.total + 1);
    expect(mails().byKind[kind]).toBe(before.byKind[kind] + 1);
    expect(mails().people).toBe(1);
    const page = await (await fetch(`${host.simulation.origin}/mailbox/${caller}`)).text();
    expect(page).toContain(messageId);
    const entries = await audit();
    expect(entries).toHaveLength(written + 1);
    expect(entries[0]).toMatchObject({ by: caller, outcome: 'done', details });
  });

  it('is sent ten times an hour to one caller at the most, and not while the campaign is paused (guard 4)', async () => {
    await host.simulation.advanceTo(new Date(Math.ceil(host.simulation.now().getTime() / 3_600_000) * 3_600_000));
    const before = mails().total;
    const statuses = [];
    for (let n = 0; n < 12; n++)
      statuses.push((await host.ask('POST', 'emails/test', {}, await as('operator', caller))).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 202), 429, 429]);
    expect(mails().total).toBe(before + 10);

    await host.ask('POST', 'campaign/pause', { because: 'a change freeze' });
    await host.simulation.advanceTo(hours(1, host.simulation.now()));
    expect((await send()).status).toBe(409);
    await host.ask('POST', 'campaign/resume', {});
    expect(mails().total).toBe(before + 10);
  });

  it('counts for nobody: it is no message of the campaign', async () => {
    const shown = await (await host.ask('GET', `users/${caller}`)).json();
    expect(shown).toMatchObject({ messages: [] });
  });

  it.each<[string, () => Promise<Record<string, string>>, number]>([
    ['a reader', () => as('reader', caller), 403],
    ['nobody', async () => ({}), 401],
  ])('is refused to %s, and sends nothing', async (_, headers, status) => {
    const [before, entries] = [mails().total, await audit()];
    expect((await send({}, await headers())).status).toBe(status);
    expect([mails().total, await audit()]).toEqual([before, entries]);
  });

  it.each<[string, object, string]>([
    ['a kind that there is not', { kind: 'invitation' }, 'kind'],
    ['a language that there is not', { locale: 'xx' }, 'locale'],
    ['the seventh reminder', { kind: 'reminder', reminderNumber: 7 }, 'reminderNumber'],
    ['somebody else', { to: 'somebody@contoso.com' }, 'to'],
  ])('is refused for %s, and sends nothing', async (_, body, path) => {
    const before = mails().total;
    const answer = await send(body);
    expect([answer.status, await answer.json()]).toMatchObject([400, { faults: [{ path }] }]);
    expect(mails().total).toBe(before);
  });

  it.each<[string, () => string | undefined, RegExp]>([
    ['an app: there is nobody to write to', () => undefined, /goes to a person, not to an app/],
    [
      'somebody without an address',
      () => users.find(({ mail, otherMails }) => mail === null && otherMails.length === 0)!.id,
      /no mail address/,
    ],
  ])('is refused to %s', async (_, who, detail) => {
    const before = mails().total;
    const answer = await send({}, await as('operator', who()));
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      { detail: expect.stringMatching(detail) as string },
    ]);
    expect((await audit())[0]).toMatchObject({ outcome: 'refused' });
    expect(mails().total).toBe(before);
  });

  it('does not claim to know when the answer of the mail service was lost', async () => {
    await host.control('faults', [{ route: 'POST /emails:send', kind: 'reset-after-taking', times: 1 }]);
    const before = mails().total;
    const answer = await send();
    expect([answer.status, await answer.json()]).toMatchObject([
      502,
      { title: 'It is not known whether the mail service took it' },
    ]);
    expect(mails().total).toBe(before + 1);
  });

  it('closes the gate for everyone when the mail service asks to wait', async () => {
    await host.control('faults', [{ route: 'POST /emails:send', kind: '429', times: 1, retryAfterSeconds: 600 }]);
    const before = mails().total;
    expect((await send()).status).toBe(502);
    const closed = await send();
    expect([closed.status, await closed.json()]).toMatchObject([
      409,
      { detail: expect.stringContaining('the gate is closed') as string },
    ]);
    expect(mails().total).toBe(before);
    await host.runUntil(hours(1, host.simulation.now()));
    expect((await send()).status).toBe(202);
  });

  it('draws on the quota of all mails', async () => {
    await host.runUntil(hours(3, host.simulation.now()));
    const statuses = [];
    const callers = users.filter(({ mail }) => mail?.endsWith('@contoso.com')).map(({ id }) => id);
    for (let i = 0; i < 40 && statuses.at(-1) !== 409; i++) {
      const headers = await as('operator', callers[i % 5]);
      statuses.push((await host.ask('POST', 'emails/test', {}, headers)).status);
    }
    expect(statuses.at(-1)).toBe(409);
    expect(new Set(statuses.slice(0, -1))).toEqual(new Set([202]));
  }, 60_000);
});
