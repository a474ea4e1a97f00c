import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { troubleListShape } from '../../shared/api/trouble-operations.ts';
import { diagnosisShape } from '../../shared/api/user-operations.ts';
import { owners } from '../../shared/diagnosis/owner.ts';
import { hours, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';

type Troubled = z.infer<typeof troubleListShape>['people'][number];

interface AuditRow {
  readonly resultReason: string;
  readonly correlationId: string;
  readonly initiatedBy: { readonly user: { readonly id: string } };
}

interface User {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly accountEnabled: boolean;
  readonly userType: string | null;
}

let host: AdminHost;
let users: readonly User[];

/** Two days on, so that the resets that fail by themselves have happened and can be read. */
beforeAll(async () => {
  host = await startAdminHost(120);
  await host.runFunction('refreshRegistrations');
  await host.simulation.advanceTo(hours(48, startsAt));
  const select = '$select=id,userPrincipalName,displayName,accountEnabled,userType';
  users = await graph<User>(`/users?${select}&$top=200`);
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

async function graph<Row>(path: string): Promise<readonly Row[]> {
  await pace();
  const headers = { authorization: 'Bearer local' };
  const answer = await fetch(`${host.simulation.origin}/v1.0${path}`, { headers });
  return ((await answer.json()) as { value: Row[] }).value;
}

/** A diagnosis is kept for a minute, and reports and audit logs allow five requests in ten seconds. */
const pace = () => host.simulation.advanceTo(new Date(host.simulation.now().getTime() + 61_000));

async function show(id: string, query = '') {
  await pace();
  const answer = await host.ask('GET', `users/${id}/diagnosis${query}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
  const text = await answer.text();
  expect(text).not.toMatch(/[<>]|\\u003c/i);
  return { text, ...diagnosisShape.parse(JSON.parse(text)) };
}

const failuresOf = async (reason: string) => {
  const filter = encodeURIComponent(`loggedByService eq 'Self-service Password Management'`);
  const rows = await graph<AuditRow>(`/auditLogs/directoryAudits?$filter=${filter}`);
  return rows.find(({ resultReason }) => resultReason.startsWith(reason))!;
};

describe('25 diagnoses at once (engine 16)', { sequential: true }, () => {
  it('are ten for one caller: the others are told when to come again, and the pass reads on', async () => {
    await pace();
    const some = users.slice(0, 25);
    const answers = await Promise.all(some.map(({ id }) => host.ask('GET', `users/${id}/diagnosis`)));
    const refused = answers.filter(({ status }) => status === 429);
    expect([answers.filter(({ status }) => status === 200).length, refused.length]).toEqual([10, 15]);
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(refused[0]!.headers.get('content-type')).toBe('application/problem+json');
    const before = host.logged.filter((line) => line.includes('watchRegistrations')).length;
    await host.runFunction('watchRegistrations');
    const watched = host.logged.filter((line) => line.includes('watchRegistrations')).slice(before);
    expect(watched.join()).toMatch(/\\"requests\\":[1-9]|"requests":[1-9]/);
  });
});

describe('GET /api/users/{id}/diagnosis', { sequential: true }, () => {
  afterEach(() => host.control('preconditions', { broken: [] }));

  it.each([
    ['not in scope', 'This user is not a member', 'notInScope', 'identityAdmin'],
    ['unlicensed', 'User does not have a license', 'noLicence', 'licenceAdmin'],
    ['whose directory on-premises fails', 'We encountered a problem', 'onPremisesFailure', 'hybridAdmin'],
    ['whose agent on-premises is offline', 'We could not reach', 'onPremisesUnreachable', 'hybridAdmin'],
    ['with a password that is too easy', 'FuzzyPolicyViolation', 'bannedPassword', 'person'],
  ])('names the cause for somebody %s', async (_, reason, cause, owner) => {
    const event = await failuresOf(reason);
    const shown = await show(event.initiatedBy.user.id);
    expect(shown).toMatchObject({ canReset: 'no', cause: { id: cause, owner } });
    expect(shown.casePack).toContain(event.correlationId);
    expect(shown.resetEvents.map(({ correlationId }) => correlationId)).toContain(event.correlationId);
  });

  it('narrows it down by what the server logged', async () => {
    const event = await failuresOf('We encountered a problem');
    const { cause } = await show(event.initiatedBy.user.id, '?event=33006&code=SSPR_0029');
    expect(cause).toMatchObject({ id: 'onPremisesAccountLocked', owner: 'helpDesk' });
  });

  it('puts what the page showed first, and says what is seen beside it (truth 22)', async () => {
    const disabled = users.find((user) => !user.accountEnabled)!;
    const { cause, otherCause, casePack } = await show(disabled.id, '?code=SSPR_0013');
    expect([cause, otherCause]).toMatchObject([
      { id: 'notInScope', code: 'SSPR_0013' },
      { id: 'accountDisabled', owner: 'identityAdmin' },
    ]);
    expect(casePack).toContain('Also seen:     accountDisabled');
  });

  it.each([
    ['disabled', (user: User) => !user.accountEnabled, 'accountDisabled'],
    ['a guest', (user: User) => user.userType?.toLowerCase() === 'guest', 'guest'],
  ])('names the cause for somebody who is %s', async (_, isMeant, cause) => {
    const user = users.find(isMeant)!;
    expect(await show(user.id)).toMatchObject({ userId: user.id, cause: { id: cause } });
  });

  it('answers for everyone as its schema says, and never with a name or an address', async () => {
    for (const { id, userPrincipalName, displayName } of users.slice(0, 30)) {
      const { text } = await show(id);
      expect(text).not.toContain(userPrincipalName);
      expect(text).not.toContain(JSON.stringify(displayName).slice(1, -1));
    }
  });

  it('says for somebody to whom nothing happened that nothing stands in the way', async () => {
    const details = await graph<{ id: string; isSsprCapable: boolean }>(
      '/reports/authenticationMethods/userRegistrationDetails?$top=999',
    );
    const answers = [];
    for (const { id } of details.filter((row) => row.isSsprCapable).slice(0, 10)) answers.push(await show(id));
    expect(answers.map(({ canReset }) => canReset)).toContain('yes');
  });

  it.each([
    ['AuditLog.Read.All', ['scope', 'twoGatePolicy', 'methods', 'lastAttempt']],
    ['User.Read.All', ['directory', 'account', 'homeTenant', 'licence']],
    ['Domain.Read.All', ['writeback']],
  ])('is unknown where %s is missing', async (permission, rungs) => {
    const synced = await graph<User>('/users?$select=id&$filter=onPremisesSyncEnabled eq true&$top=1');
    const cloudOnly = users.find(
      ({ id, accountEnabled, userType }) =>
        id !== synced[0]?.id && accountEnabled && userType?.toLowerCase() === 'member',
    )!;
    await host.control('preconditions', { broken: [permission] });
    const { canReset, ladder } = await show(cloudOnly.id);
    for (const id of rungs) {
      expect(ladder.find((rung) => rung.id === id)).toMatchObject({ status: 'unknown', missingPermission: permission });
    }
    expect(canReset).not.toBe('yes');
  });

  it.each([
    ['nobody@contoso.com', 404],
    ['00000000-0000-4000-8000-000000000000', 404],
    [`${'x'.repeat(300)}@contoso.com`, 404],
  ])('answers that nobody is called %s', async (name, status) => {
    const answer = await host.ask('GET', `users/${name}/diagnosis`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
  });

  it.each([
    ['event', 'event=1'],
    ['code', 'code=SSPR_9999'],
    ['cod', 'cod=SSPR_0009'],
  ])('refuses a query it does not know: %s', async (path, query) => {
    const answer = await host.ask('GET', `users/${users[0]!.id}/diagnosis?${query}`);
    expect([answer.status, await answer.json()]).toMatchObject([400, { faults: [{ path }] }]);
  });

  it('is for readers, and changes nothing', async () => {
    await pace();
    const reader = { authorization: `Bearer ${await host.token('reader')}` };
    const route = `users/${users[0]!.id}/diagnosis`;
    expect((await host.ask('GET', route, undefined, reader)).status).toBe(200);
    expect((await host.ask('GET', route, undefined, {})).status).toBe(401);
    expect(await (await host.ask('GET', 'audit')).json()).toEqual({ entries: [], unreadable: [] });
  });
});

describe('GET /api/causes', () => {
  const causes = async (query: string) => {
    const headers = { authorization: `Bearer ${await host.token('support')}` };
    const answer = await host.ask('GET', `causes${query}`, undefined, headers);
    return { status: answer.status, body: (await answer.json()) as { causes?: { id: string }[]; faults?: object[] } };
  };

  it.each([
    ['?code=SSPR_0014', ['notRegistered']],
    ['?event=33006', ['onPremisesAccountLocked']],
    ['?text=User%20does%20not%20have%20a%20license%20assigned.', ['noLicence']],
    ['?event=31002', []],
  ])('answers the help desk %s', async (query, ids) => {
    const { status, body } = await causes(query);
    expect([status, body.causes!.map(({ id }) => id)]).toEqual([200, ids]);
  });

  it.each([
    ['?code=SSPR_9999', 'code'],
    ['?event=1', 'event'],
    ['?code=SSPR_0014&event=33006', 'code'],
    ['?text=ada%40contoso.com', 'text'],
    ['?person=x', 'person'],
  ])('refuses %s', async (query, path) => {
    expect(await causes(query)).toMatchObject({ status: 400, body: { faults: [{ path }] } });
  });

  it.each([
    ['?code=SSPR_0014&event=&text=', 200, /The answer[^]*SSPR_0014[^]*Tell the person[^]*passwords-faq/],
    ['', 200, /The whole table[^]*SSPR_0010[^]*passwords-faq/],
    ['?code=&event=1&text=', 400, /event/],
  ])('is a page for the help desk too: causes%s', async (query, status, words) => {
    const headers = { authorization: `Bearer ${await host.token('support')}` };
    const answer = await host.ask('GET', `dashboard/causes${query}`, undefined, headers);
    const page = await answer.text();
    expect([answer.status, page]).toEqual([status, expect.stringMatching(words)]);
  });
});

describe('GET /api/trouble (everyone 2)', { sequential: true }, () => {
  const list = async (query = '', after = ''): Promise<readonly Troubled[]> => {
    const headers = { authorization: `Bearer ${await host.token('reader')}` };
    const answer = await host.ask('GET', `trouble?top=200${query}${after}`, undefined, headers);
    expect(answer.status).toBe(200);
    const { people, next } = troubleListShape.parse(await answer.json());
    return next === undefined ? people : [...people, ...(await list(query, `&after=${next}`))];
  };

  /** All pages of the list, by the links that lead on. */
  const pages = async (path: string): Promise<string> => {
    const page = await (await host.ask('GET', path)).text();
    const next = /href="\/api\/(dashboard\/trouble\?[^"]*after=[^"]*)"/.exec(page)?.[1];
    return next === undefined ? page : page + (await pages(next.replaceAll('&amp;', '&')));
  };

  it('names everybody whose reset failed, within one run of the watch, with cause and owner', async () => {
    await pace();
    await host.runFunction('watchRegistrations');
    const unreached = await failuresOf('We could not reach');
    const all = await list();
    expect(all.find(({ userId }) => userId === unreached.initiatedBy.user.id)).toMatchObject({
      trouble: 'resetFailed',
      cause: 'onPremisesUnreachable',
      owner: 'hybridAdmin',
      attempts: expect.any(Number) as number,
      reason: expect.stringContaining('We could not reach') as string,
    });
    const owned = await Promise.all(Object.keys(owners).map((owner) => list(`&owner=${owner}`)));
    expect(
      owned
        .flat()
        .map(({ userId }) => userId)
        .toSorted(),
    ).toEqual(all.map(({ userId }) => userId).toSorted());
    const csv = await (await host.ask('GET', 'trouble.csv')).text();
    expect(csv.trim().split(/\r?\n/)).toHaveLength(all.length + 1);
    const page = await pages('dashboard/trouble?owner=hybridAdmin');
    for (const { userId, owner } of all)
      expect([userId, page.includes(`/people/${userId}`)]).toEqual([userId, owner === 'hybridAdmin']);
  });

  it.each(['owner=nobody', 'name=ada', 'after=x', 'top=201'])('refuses %s', async (query) => {
    expect((await host.ask('GET', `trouble?${query}`)).status).toBe(400);
  });

  it('is not for the help desk, which looks at one person at a time', async () => {
    const headers = { authorization: `Bearer ${await host.token('support')}` };
    for (const route of ['trouble', 'trouble.csv', 'dashboard/trouble'])
      expect((await host.ask('GET', route, undefined, headers)).status).toBe(403);
  });
});
