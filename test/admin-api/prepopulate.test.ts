import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  prepopulatePlanShape,
  prepopulateResultShape,
  prepopulationApprovalShape,
} from '../../shared/api/prepopulate-operations.ts';
import { hours, rareSchedules, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';

let host: AdminHost;
let people: Person[];
/** Tokens of two people: nobody runs a plan alone. */
let operators: string[];
beforeAll(async () => {
  host = await startAdminHost(80, (document) => document, { ...rareSchedules, PREPOPULATION: 'true' });
  await host.runFunction('refreshRegistrations');
  await host.runUntil(hours(4, startsAt));
  people = await allPeople();
  const names = people.filter(({ because }) => because === undefined).map(({ userPrincipalName }) => userPrincipalName);
  operators = await Promise.all(names.slice(-2).map((name) => host.token('operator', name)));
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

interface Person {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly because: string | undefined;
  readonly methods: readonly string[];
}

async function allPeople(): Promise<Person[]> {
  const headers = { authorization: 'Bearer local' };
  const listed = await fetch(`${host.simulation.origin}/v1.0/users?$select=id&$top=80`, { headers });
  const { value } = (await listed.json()) as { value: { id: string }[] };
  const shown = await Promise.all(value.map(({ id }) => shownOf(id)));
  return shown.map(({ userId, userPrincipalName, verdict, registration }) => {
    const { because } = verdict;
    return { id: userId, userPrincipalName, because, methods: registration?.methodsRegistered ?? [] };
  });
}

interface Shown {
  readonly userId: string;
  readonly userPrincipalName: string;
  readonly verdict: { readonly because?: string; readonly locale?: string };
  readonly registration?: { readonly methodsRegistered: readonly string[] };
  readonly readiness: { readonly kind: string; readonly by?: string };
  readonly messages: readonly { readonly step: string; readonly dueAt: string; readonly acceptedAt?: string }[];
  readonly next: { readonly notBefore: string };
  readonly entryNotices: readonly { readonly state: string; readonly acceptedAt?: string }[];
}

const shownOf = async (userId: string) => (await (await host.ask('GET', `users/${userId}`)).json()) as Shown;

/** Somebody who has their nudge and has not registered. */
async function firstNudged(): Promise<Shown> {
  for (const { id } of people) {
    const shown = await shownOf(id);
    const hasNudge = shown.messages.some(({ step, acceptedAt }) => step === 'nudge' && acceptedAt !== undefined);
    if (hasNudge && shown.readiness.kind === 'notCapable' && shown.verdict.because === undefined) return shown;
  }
  throw new Error('Nobody was nudged');
}

/** People who only have to register, each used once. */
const selected = () => {
  const index = people.findIndex(({ because, methods }) => because === undefined && methods.length === 0);
  return people.splice(index, 1)[0]!;
};

async function send(file: string, query = '', headers: Record<string, string> = {}) {
  const authorization = `Bearer ${await host.token('operator')}`;
  return host.ask('POST', `prepopulate${query}`, file, { authorization, 'content-type': 'text/csv', ...headers });
}

async function dryRun(file: string) {
  const answer = await send(file);
  expect(answer.status).toBe(200);
  return prepopulatePlanShape.parse(await answer.json());
}

const sendAs = (operator: 0 | 1, file: string, query: string) =>
  send(file, `?dryRun=false&${query}`, { authorization: `Bearer ${operators[operator]}` });

/** One operator asks for it. */
async function ask(file: string, confirm: string | undefined) {
  const answer = await sendAs(0, file, `confirm=${confirm}`);
  expect(answer.status).toBe(202);
  return prepopulationApprovalShape.parse(await answer.json()).approval;
}

/** The other one runs it. */
async function run(file: string, confirm: string | undefined) {
  const answer = await sendAs(1, file, `approval=${await ask(file, confirm)}`);
  expect(answer.status).toBe(200);
  return prepopulateResultShape.parse(await answer.json());
}

const csv = (...rows: readonly (readonly string[])[]) =>
  ['userPrincipalName;mobilePhone;email', ...rows.map((cells) => cells.join(';'))].join('\r\n');

async function methodsOf({ id }: Person): Promise<string[]> {
  const headers = { authorization: 'Bearer local' };
  const answer = await fetch(`${host.simulation.origin}/v1.0/users/${id}/authentication/methods`, { headers });
  const { value } = (await answer.json()) as { value: Record<string, string>[] };
  return value.flatMap(({ phoneNumber, emailAddress }) => phoneNumber ?? emailAddress ?? []);
}

/** How many mails have reached somebody. */
async function mailsTo({ id }: Person): Promise<number> {
  const page = await (await fetch(`${host.simulation.origin}/mailbox/${id}`)).text();
  return new Set(page.match(/\/\d+\.html/g)).size;
}

const entries = async () =>
  ((await (await host.ask('GET', 'audit?top=100')).json()) as { entries: { action: string; outcome: string }[] })
    .entries;

describe('a request to prepopulate', { sequential: true }, () => {
  it.each<[string, number, string, string, Record<string, string>]>([
    ['JSON', 415, '{}', '', { 'content-type': 'application/json' }],
    [
      'another character set',
      415,
      csv(['a@b.se', '', 'a@c.se']),
      '',
      { 'content-type': 'text/csv; charset=iso-8859-1' },
    ],
    ['more than a megabyte', 413, `id,email\n${'x'.repeat(1_100_000)}`, '', {}],
    ['an empty file', 400, '', '', {}],
    ['an unknown column', 400, 'id,officePhone\n', '', {}],
    ['an unknown parameter', 400, csv(['a@b.se', '', 'a@c.se']), '?dry=true', {}],
    ['a confirm of another form', 400, csv(['a@b.se', '', 'a@c.se']), '?dryRun=false&confirm=yes', {}],
    ['a faulty row in a run', 400, csv(['a@b.se', '070', '']), `?dryRun=false&confirm=${'0'.repeat(32)}`, {}],
    ['no dry run before it', 428, csv(['a@b.se', '', 'a@c.se']), '?dryRun=false', {}],
    [
      'a confirm that nobody was given',
      409,
      csv(['a@b.se', '', 'a@c.se']),
      `?dryRun=false&confirm=${'0'.repeat(32)}`,
      {},
    ],
  ])('with %s is answered %i and says what to do', async (_, status, file, query, headers) => {
    const answer = await send(file, query, headers);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect(await answer.json()).toMatchObject({
      detail: expect.stringMatching(/Nothing was (started|added)/) as string,
    });
  });

  it.each([
    ['a reader', 403, 'reader'],
    ['somebody without a role', 403, 'stranger'],
  ] as const)('of %s is refused', async (_, status, role) => {
    const authorization = `Bearer ${await host.token(role)}`;
    const before = await entries();
    expect((await send(csv(['a@b.se', '', 'a@c.se']), '', { authorization })).status).toBe(status);
    expect(await entries()).toEqual(before);
  });

  it.each(['UserAuthMethod-Phone.ReadWrite.All', 'RoleManagement.Read.Directory'])(
    'names %s where it is missing',
    async (permission) => {
      await host.control('preconditions', { broken: [permission] });
      const answer = await send(
        csv([people.find(({ because }) => because === undefined)!.userPrincipalName, '+46701234567', '']),
      );
      await host.control('preconditions', { broken: [] });
      expect(answer.status).toBe(409);
      const { detail } = (await answer.json()) as { detail: string };
      expect(detail).toContain(`Grant the app the application permission ${permission}`);
    },
  );
});

describe('a file', { sequential: true }, () => {
  it('is planned row by row, with admins, guests and strangers left out', async () => {
    const [one, admin, guest] = [
      people.find(({ because }) => because === undefined)!,
      people.find(({ because }) => because === 'adminUnderTwoGatePolicy')!,
      people.find(({ because }) => because === 'guest')!,
    ];
    const plan = await dryRun(
      csv(
        [one.userPrincipalName, '+46 70 123 45 67', ''],
        [admin.userPrincipalName, '+46 70 123 45 67', ''],
        ['nobody@contoso.com', '+46 70 123 45 67', ''],
        ['bo@contoso.com', '070-123 45 67', ''],
      ),
    );
    expect(plan).toMatchObject({ people: 1, skipped: 2, faulty: 1 });
    expect(plan).not.toHaveProperty('confirm');
    expect(plan.rows.map(({ because, status }) => because ?? status)).toEqual([
      'methods',
      'adminUnderTwoGatePolicy',
      'unknownUser',
      'faulty',
    ]);
    const byId = await dryRun(`id,email\n${guest.id},guest@example.com`);
    expect(byId.rows).toMatchObject([{ row: 2, userId: guest.id, because: 'guest' }]);
  });

  it('is added by the confirm of its plan, and found there when it is sent again', async () => {
    const [anna, bo] = [selected(), selected()];
    const file = csv(
      [anna.userPrincipalName, '+46 70 123 45 67', 'anna@example.com'],
      [bo.userPrincipalName.toUpperCase(), '', 'bo@example.com'],
    );
    const { confirm } = await dryRun(file);
    expect(await run(file, confirm)).toMatchObject({
      complete: true,
      people: 2,
      additions: { mobilePhone: 1, email: 2 },
    });
    expect(await methodsOf(anna)).toEqual(['+46 701234567', 'anna@example.com']);
    expect(await methodsOf(bo)).toEqual(['bo@example.com']);
    expect(await run(file, confirm)).toMatchObject({
      complete: true,
      people: 0,
      meanings: { sameThere: expect.any(String) as string },
    });
  });

  it('goes on after a person whose answer got lost, and is complete when it is sent again', async () => {
    const [one, two] = [selected(), selected()];
    const file = csv([one.userPrincipalName, '+46701234567', ''], [two.userPrincipalName, '+46701234568', '']);
    const { confirm } = await dryRun(file);
    const route = 'POST /v1.0/users/{idOrUpn}/authentication/phoneMethods';
    await host.control('faults', [{ route, kind: 'reset-after-taking', times: 1 }]);
    const first = await run(file, confirm);
    await host.control('faults', []);
    expect(first).toMatchObject({ complete: true, people: 2 });
    expect(await run(file, confirm)).toMatchObject({ complete: true, people: 0 });
    expect(await Promise.all([one, two].map(methodsOf))).toEqual([['+46 701234567'], ['+46 701234568']]);
  });

  it('stops when Graph asks to wait long, says so, and is complete when it is sent again', async () => {
    const [one, two] = [selected(), selected()];
    const file = csv([one.userPrincipalName, '+46701234567', ''], [two.userPrincipalName, '+46701234568', '']);
    const { confirm } = await dryRun(file);
    await host.control('faults', [{ route: 'POST /v1.0/users', kind: '429', times: 1, retryAfterSeconds: 90 }]);
    expect(await run(file, confirm)).toMatchObject({ complete: false, people: 0, retryAfterSeconds: 90 });
    await host.control('faults', []);
    expect(await run(file, confirm)).toMatchObject({ complete: true, people: 2 });
  });

  it('is run by nobody alone, nor with an app’s token, and not with another file (guard 2)', async () => {
    const person = selected();
    const file = csv([person.userPrincipalName, '+46701234567', '']);
    const { confirm } = await dryRun(file);
    const approval = await ask(file, confirm);
    const other = csv([person.userPrincipalName, '+46701234568', '']);
    const answers = await Promise.all([
      send(file, `?dryRun=false&confirm=${confirm}`),
      send(file, `?dryRun=false&approval=${approval}`),
      sendAs(0, file, `approval=${approval}`),
      sendAs(1, other, `approval=${approval}`),
      sendAs(1, file, `approval=${'0'.repeat(32)}`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 409, 409, 409]);
    expect(await methodsOf(person)).toEqual([]);
    expect((await sendAs(1, file, `approval=${approval}`)).status).toBe(200);
    expect(await methodsOf(person)).toEqual(['+46 701234567']);
  });

  it('adds nothing to whoever became an admin since, by a group too (guard 1)', async () => {
    const [one, two] = [selected(), selected()];
    const file = csv([one.userPrincipalName, '+46701234567', ''], [two.userPrincipalName, '+46701234568', '']);
    const { confirm } = await dryRun(file);
    await host.control(`people/${one.id}/giveRole`, {});
    await host.control(`people/${two.id}/joinEligibleRoleGroup`, {});
    const { rows } = await run(file, confirm);
    expect(rows.map(({ methods }) => methods)).toEqual([{ mobilePhone: 'adminNow' }, { mobilePhone: 'adminNow' }]);
    expect(await Promise.all([one, two].map(methodsOf))).toEqual([[], []]);
    expect((await dryRun(file)).rows.map(({ because }) => because)).toEqual(['adminNow', 'adminNow']);
  });

  it('that is another one than was planned is refused', async () => {
    const person = selected();
    const { confirm } = await dryRun(csv([person.userPrincipalName, '+46701234567', '']));
    const answer = await sendAs(0, csv([person.userPrincipalName, '+46701234568', '']), `confirm=${confirm}`);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      drift: { fileChanged: true, documentChanged: false, additionsLost: 0 },
    });
    expect(await methodsOf(person)).toEqual([]);
  });

  it('makes its people registered by an admin, as the audit log tells it', async () => {
    const person = selected();
    const file = csv([person.userPrincipalName, '+46701234567', '']);
    await run(file, (await dryRun(file)).confirm);
    await host.runUntil(hours(9, startsAt));
    await host.runFunction('watchRegistrations');
    const { readiness } = (await (await host.ask('GET', `users/${person.id}`)).json()) as Shown;
    expect(readiness).toMatchObject({ kind: 'capable', by: 'admin' });
  });

  it('holds the SSPR link of people who were nudged for a week after the mail about it (guard 1)', async () => {
    await host.runUntil(hours(34, startsAt));
    const nudged = await firstNudged();
    const file = `id,mobilePhone\n${nudged.userId},+46701234567`;
    await run(file, (await dryRun(file)).confirm);
    await host.runUntil(hours(60, startsAt));
    const { messages, next, entryNotices } = await shownOf(nudged.userId);
    expect(entryNotices).toMatchObject([{ state: 'delivered', methods: ['mobilePhone'] }]);
    const link = messages.find(({ step }) => step === 'sspr-link')!;
    expect(link.acceptedAt).toBeUndefined();
    const week = hours(7 * 24, new Date(entryNotices[0]!.acceptedAt!));
    expect(next).toMatchObject({ kind: 'send', step: 'sspr-link' });
    for (const at of [next.notBefore, link.dueAt]) expect(Date.parse(at)).toBeGreaterThanOrEqual(week.getTime());
  }, 90_000);

  it('tells its people once, in a pause too, and nobody is erased while that is on its way (guard 1)', async () => {
    const person = selected();
    const file = csv([person.userPrincipalName, '+46701234567', '']);
    await run(file, (await dryRun(file)).confirm);
    const sent = async () => (await shownOf(person.id)).entryNotices.map(({ state }) => state);
    expect(await sent()).toEqual(['due']);
    const mailsBefore = await mailsTo(person);
    await host.ask('POST', 'campaign/pause', { because: 'a change freeze' });
    await host.control('faults', [{ route: 'POST /emails:send', kind: 'reset-after-taking', times: 1 }]);
    await host.runFunction('releaseMessages');
    await host.control('faults', []);
    expect(await sent()).toEqual(['claimed']);
    expect((await host.ask('DELETE', `users/${person.id}`)).status).toBe(409);
    await host.runFunction('releaseMessages');
    await host.simulation.advanceTo(hours(0.5, host.simulation.now()));
    await host.runFunction('reconcileClaims');
    await host.runFunction('releaseMessages');
    await host.ask('POST', 'campaign/resume');
    expect(['accepted', 'delivered']).toContain((await sent())[0]);
    expect((await mailsTo(person)) - mailsBefore).toBe(1);
    const kept = await (await host.ask('GET', `users/${person.id}/export`)).text();
    expect(kept).toContain('"entryNotices":[{');
    expect(kept).not.toContain('701234567');
    expect((await host.ask('DELETE', `users/${person.id}`)).status).toBe(200);
  }, 90_000);

  it('leaves who, when and for whom in the audit trail, and no phone or address', async () => {
    const ours = (await entries()).filter(({ action }) => action === 'prepopulate');
    expect(new Set(ours.map(({ outcome }) => outcome))).toEqual(new Set(['done', 'refused']));
    expect(ours.some((entry) => JSON.stringify(entry).includes('"people":2'))).toBe(true);
    expect(JSON.stringify(ours)).not.toMatch(/70123456|example\.com/);
  });
});
