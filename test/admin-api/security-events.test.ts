import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAdminHost, type AdminHost } from './admin-host.ts';

let host: AdminHost;
let from = 0;

beforeAll(async () => {
  host = await startAdminHost(30);
  await host.runFunction('refreshRegistrations');
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());
beforeEach(async () => {
  await host.simulation.advanceTo(new Date(host.simulation.now().getTime() + 60_000));
  from = host.logged.length;
});

interface Line {
  readonly event: string;
  readonly [fact: string]: unknown;
}

/** The app's own lines of these events since the test began. */
const linesOf = (...events: string[]): Line[] =>
  host.logged
    .slice(from)
    .map((entry) => (JSON.parse(entry) as { message?: string }).message ?? '')
    .filter((message) => message.startsWith('{'))
    .map((message) => JSON.parse(message) as Line)
    .filter(({ event }) => events.includes(event));

const as = async (role: 'support' | 'reader' | 'stranger' | 'operator') => ({
  authorization: `Bearer ${await host.token(role)}`,
});

const callerId = expect.stringMatching(/^[\da-f-]{36}$/) as string;

describe('a refusal is a security event in the log (guard 5)', () => {
  it.each<[string, () => Promise<Record<string, string>>, number, RegExp, boolean]>([
    ['no token', async () => ({}), 401, /no bearer token/, false],
    ['a bad token', async () => ({ authorization: 'Bearer x.y.z' }), 401, /not a signed token/, false],
    ['a reader’s token', () => as('reader'), 403, /Campaign\.Operate is needed/, true],
  ])('for a pause with %s, each time', async (_, headersOf, status, because, isKnown) => {
    const headers = await headersOf();
    for (let time = 0; time < 3; time++) {
      expect((await host.ask('POST', 'campaign/pause', {}, headers)).status).toBe(status);
    }
    const by = isKnown ? { by: callerId } : {};
    const line = { event: 'refused', route: 'changeStatus campaign/{action}', status, ...by };
    const lines = linesOf('refused');
    expect(lines).toEqual(
      Array.from({ length: 3 }, () => ({ ...line, because: expect.stringMatching(because) as string })),
    );
    expect(linesOf('audited')).toEqual([]);
  });

  it.each<[string, () => Promise<Response>, number]>([
    ['409', () => host.ask('POST', 'emails/test', {}), 409],
    [
      '412',
      async () => host.ask('PUT', 'campaign', await document(), { ...(await as('operator')), 'if-match': '"x"' }),
      412,
    ],
    ['400', () => host.ask('POST', 'waves', { grups: [] }), 400],
    ['404', () => host.ask('POST', 'users/ada@contoso.com/exclude', {}), 404],
  ])('for a change that is answered %s, with the caller and no word of theirs', async (_, ask, status) => {
    expect((await ask()).status).toBe(status);
    const lines = linesOf('refused');
    expect(lines).toMatchObject([{ status, by: expect.stringMatching(/^[\da-f-]{36}$/) as string }]);
    expect(JSON.stringify(lines)).not.toMatch(/ada|grups/);
  });

  it('in a flood sixty times a minute, with the number of the rest, and never hidden by callers without a token', async () => {
    for (let time = 0; time < 75; time++) await host.ask('GET', 'report', undefined, {});
    await host.ask('POST', 'campaign/pause', {}, await as('reader'));
    expect(linesOf('refused').map(({ status }) => status)).toEqual([...Array.from({ length: 60 }, () => 401), 403]);
    await host.simulation.advanceTo(new Date(host.simulation.now().getTime() + 60_000));
    await host.ask('GET', 'report', undefined, {});
    expect(linesOf('refusalsNotWritten')).toEqual([{ event: 'refusalsNotWritten', count: 15 }]);
  });

  it('and what is let in is none', async () => {
    await host.ask('GET', 'report');
    await host.ask('GET', 'waves/nowhere');
    expect(linesOf('refused')).toEqual([]);
  });
});

const document = async () => ((await (await host.ask('GET', 'campaign')).json()) as { document: object }).document;

describe('the audit trail (guard 5)', () => {
  it('is only ever inserted into, and each row is a line of the log as well', async () => {
    const control = TableClient.fromConnectionString(host.storage, 'Control', { allowInsecureConnection: true });
    const rows = async () => {
      const found: { rowKey?: string; etag: string }[] = [];
      const queryOptions = { filter: "PartitionKey eq 'audit'" };
      for await (const row of control.listEntities({ queryOptions })) found.push(row);
      return found.map(({ rowKey, etag }) => `${rowKey} ${etag}`);
    };
    await host.ask('POST', 'campaign/pause', {});
    const first = await rows();
    await host.ask('POST', 'campaign/resume', {});
    const both = await rows();
    expect(both).toEqual(expect.arrayContaining(first));
    expect(both).toHaveLength(first.length + 2);
    const lines = linesOf('audited');
    expect(lines).toMatchObject([
      { action: 'pauseCampaign', outcome: 'begun' },
      { action: 'pauseCampaign', outcome: 'done' },
      { action: 'resumeCampaign', outcome: 'begun' },
      { action: 'resumeCampaign', outcome: 'done' },
    ]);
    expect(new Set(lines.map(({ digest }) => digest)).size).toBe(4);
  });

  it('has a row for each look of the help desk at a person, and none of those who may see everybody', async () => {
    const graph = { authorization: 'Bearer local' };
    const listed = await fetch(`${host.simulation.origin}/v1.0/users?$select=id,userPrincipalName&$top=1`, {
      headers: graph,
    });
    const [person] = ((await listed.json()) as { value: { id: string; userPrincipalName: string }[] }).value;
    const { id, userPrincipalName } = person!;
    const looks = async (headers: Record<string, string>) => [
      (await host.ask('POST', 'users/find', { name: userPrincipalName }, headers)).status,
      (await host.ask('GET', `users/${id}`, undefined, headers)).status,
      (await host.ask('GET', `users/${id}/diagnosis`, undefined, headers)).status,
    ];
    expect(await looks(await as('reader'))).toEqual([200, 200, 200]);
    expect(linesOf('audited')).toEqual([]);
    expect(await looks(await as('support'))).toEqual([200, 200, 200]);
    const target = expect.not.stringMatching(id) as string;
    const look = { action: 'lookAtUser', target, outcome: 'done', by: callerId };
    expect(linesOf('audited')).toMatchObject([look, look, look]);
    const { entries } = (await (await host.ask('GET', `audit?user=${id}`)).json()) as { entries: object[] };
    expect(entries).toMatchObject([look, look, look]);
    expect(JSON.stringify(entries)).not.toContain(userPrincipalName);
  });

  it('lists each change once, with its outcome, page by page', async () => {
    interface Listed {
      readonly entries: readonly { readonly entryId: string; readonly outcome: string }[];
      readonly next?: string;
    }
    const list = async (query: string) => (await (await host.ask('GET', `audit?${query}`)).json()) as Listed;
    const whole = await list('top=100');
    const ids = whole.entries.map(({ entryId }) => entryId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(whole.entries.map(({ outcome }) => outcome)).not.toContain('begun');
    const paged: string[] = [];
    let next: string | undefined;
    do {
      const page = await list(`top=1${next ? `&after=${encodeURIComponent(next)}` : ''}`);
      paged.push(...page.entries.map(({ entryId }) => entryId));
      next = page.next;
    } while (next !== undefined);
    expect(paged).toEqual(ids);
    expect(ids.length).toBeGreaterThan(1);
  });
});
