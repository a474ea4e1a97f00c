import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hours, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';
import { fieldsIn, PageSession, root } from './page-session.ts';

let host: AdminHost;
/** Two people who are operators. */
let first: PageSession;
let second: PageSession;
/** Whom the campaign may write to. */
let selected: readonly { readonly userId: string; readonly userPrincipalName: string }[];

beforeAll(async () => {
  host = await startAdminHost(60, (document) => document, { PREPOPULATION: 'true' });
  await host.runFunction('refreshRegistrations');
  await host.runUntil(hours(4, startsAt));
  const plan = (await (await host.ask('POST', 'waves', { name: 'anybody', dryRun: true })).json()) as {
    sample: typeof selected;
  };
  selected = plan.sample;
  const [one, other] = selected.slice(-2).map(({ userId }) => userId);
  [first, second] = [await PageSession.of(host, 'operator', one), await PageSession.of(host, 'operator', other)];
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

const words = (body: string) =>
  body
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
const title = (body: string) => words(/<h1>([^]*?)<\/h1>/.exec(body)?.[1] ?? '');

async function methodsOf(userId: string): Promise<readonly string[]> {
  const headers = { authorization: 'Bearer local' };
  const answer = await fetch(`${host.simulation.origin}/v1.0/users/${userId}/authentication/methods`, { headers });
  const { value } = (await answer.json()) as { value: Record<string, string>[] };
  return value.flatMap(({ phoneNumber, emailAddress }) => phoneNumber ?? emailAddress ?? []);
}

describe('phones on the page', { sequential: true }, () => {
  const number = '+46 70 174 06 05';
  const [plan, enter] = ['setup/contacts/plan', 'setup/contacts/enter'];
  const fileOf = (...rows: readonly string[]) => ['userPrincipalName;mobilePhone', ...rows].join('\r\n');
  const phonesOf = ({ userPrincipalName }: (typeof selected)[number]) => fileOf(`${userPrincipalName};${number}`);

  const planned = async (csv: string) => first.postFile(plan, await first.fieldsOf('setup/contacts', plan), csv);

  it('are planned row by row: with a faulty row nothing can be entered, and nothing of the file is shown', async () => {
    const { status, body } = await planned(
      fileOf(`${selected[0]!.userPrincipalName};${number}`, 'bo@contoso.com;070', 'nobody@contoso.com;+46701234568'),
    );
    expect([status, title(body)]).toEqual([200, 'The file would enter 1 phone or address for 1 person.']);
    expect(words(body)).toMatch(/2 .* Mobile phone add 3 – mobilePhone .* 4 – skipped unknownUser/);
    expect(body).not.toMatch(/174 ?06 ?05|nobody@contoso/);
    expect(() => fieldsIn(body, enter)).toThrow('There is no form');
  });

  it.each([
    ['an unknown column', 'id,officePhone\n1,2', 400, /officePhone/],
    ['an empty file', '', 400, /is empty/],
  ])('with %s is refused where it was chosen', async (_, csv, status, message) => {
    const answer = await planned(csv);
    expect([answer.status, title(answer.body)]).toEqual([status, 'Enter phones and addresses that you know.']);
    expect(words(answer.body)).toMatch(message);
  });

  it('are entered by a second operator with the same file, and once however often it is sent', async () => {
    const person = selected[0]!;
    const csv = phonesOf(person);
    const asking = fieldsIn((await planned(csv)).body, enter);
    const other = await first.postFile(enter, asking, phonesOf(selected[1]!));
    expect([other.status, words(other.body)]).toEqual([409, expect.stringContaining('the file is another one')]);
    const asked = await first.postFile(enter, asking, csv);
    expect([asked.status, title(asked.body)]).toEqual([200, 'A second operator has to enter it.']);
    const approval = /<pre[^>]*>([0-9a-f]{32})<\/pre>/.exec(asked.body)![1]!;
    const token = (await second.fieldsOf('setup/contacts', enter))['token']!;
    const own = await first.postFile(enter, { ...(await first.fieldsOf('setup/contacts', enter)), approval }, csv);
    expect([own.status, title(own.body)]).toEqual([409, 'A second operator is needed.']);
    expect(await methodsOf(person.userId)).toEqual([]);
    const done = await second.postFile(enter, { token, approval }, csv);
    expect([done.status, title(done.body)]).toEqual([200, '1 phone or address was entered for 1 person.']);
    expect(await methodsOf(person.userId)).toEqual(['+46 701740605']);
    const again = await second.postFile(enter, { token, approval }, csv);
    expect([again.status, title(again.body)]).toEqual([200, '0 phones and addresses were entered for 0 people.']);
    expect(words(again.body)).toContain('sameThere');
    expect(await methodsOf(person.userId)).toHaveLength(1);
  });

  it('are no readers’ matter', async () => {
    const reader = await PageSession.of(host, 'reader');
    expect((await reader.get(`${root}/setup/contacts`)).status).toBe(403);
    expect((await reader.get(`${root}/setup`)).body).not.toContain('setup/contacts');
  });
});

describe('lists of people on the page', { sequential: true }, () => {
  const [plan, replace] = ['setup/lists/plan', 'setup/lists/replace'];
  const idsOf = (...people: readonly number[]) => ['id', ...people.map((n) => selected[n]!.userId)].join('\n');
  const planned = async (name: string, csv: string) =>
    first.postFile(plan, { ...(await first.fieldsOf('setup/lists', plan)), name }, csv);
  const lists = async () =>
    (await (await host.ask('GET', 'lists')).json()) as { lists: { name: string; people: number }[] };

  it('are planned, then uploaded with the same file, once', async () => {
    const { body } = await planned('works', `${idsOf(0, 1)}\n`);
    expect(title(body)).toBe('The list works would have 2 people.');
    const fields = fieldsIn(body, replace);
    expect((await first.postFile(replace, fields, idsOf(0, 2))).status).toBe(409);
    expect((await lists()).lists).toEqual([]);
    const { status, location } = await first.postFile(replace, fields, idsOf(0, 1));
    expect([status, location]).toEqual([303, `${root}/setup/lists?done=replaced`]);
    const before = await lists();
    expect(before.lists).toMatchObject([{ name: 'works', people: 2 }]);
    expect((await first.postFile(replace, fields, idsOf(0, 1))).status).toBe(409);
    expect(await lists()).toEqual(before);
    expect(words((await first.get(location!)).body)).toMatch(/The list was uploaded.* works 2 as CSV – /);
  });

  it('say which rows cannot be taken, and what would change', async () => {
    const { body } = await planned('works', `${idsOf(1, 2)}\n\nAnna Berg\nnobody@contoso.com\n`);
    expect(words(body)).toMatch(/1 person comes, 1 of before goes\./);
    expect(words(body)).toMatch(/ noId (\d+) 1 .* unknownName (\d+) 1 /);
    expect(body).not.toMatch(/Anna|nobody@/);
    expect(() => fieldsIn(body, replace)).toThrow('There is no form');
  });

  it.each([
    ['a name with capitals', 'Works', 'id\n', 'The name has faults.'],
    ['a file of nobody', 'works', 'id\n', 'Lists of people.'],
  ])('with %s are refused', async (_, name, csv, h1) => {
    const answer = await planned(name, csv);
    expect([answer.status, title(answer.body)]).toEqual([400, h1]);
  });

  it('are removed by whoever may, from the page of the list', async () => {
    const reader = await PageSession.of(host, 'reader');
    expect((await reader.get(`${root}/setup/lists/works`)).body).not.toContain('method="post"');
    const fields = await first.fieldsOf('setup/lists/works', 'setup/lists/works/remove');
    const removed = await first.post('setup/lists/works/remove', fields);
    expect([removed.status, removed.location]).toEqual([303, `${root}/setup/lists?done=removed`]);
    expect((await first.post('setup/lists/works/remove', fields)).status).toBe(404);
    expect(await lists()).toMatchObject({ lists: [] });
  });
});

describe('what is kept of a person, on their page', { sequential: true }, () => {
  const pathOf = (action: string) => `people/${selected[3]!.userId}/${action}`;

  it('is taken away as a file, named by the object id, and that stands in the audit trail', async () => {
    const { userId, userPrincipalName } = selected[3]!;
    const fields = await first.fieldsOf(pathOf('export'), pathOf('export'));
    const { status, body } = await first.post(pathOf('export'), fields);
    expect(status).toBe(200);
    expect(body).toContain(userPrincipalName);
    expect(JSON.parse(body)).toMatchObject({ userId });
    expect(await (await host.ask('GET', `audit?user=${userId}`)).text()).toContain('exportUser');
  });

  it('is erased once the sign-in name is typed, and not before', async () => {
    const { userId, userPrincipalName } = selected[3]!;
    const fields = await first.fieldsOf(pathOf('erase'), pathOf('erase'));
    const wrong = await first.post(pathOf('erase'), { ...fields, typed: selected[4]!.userPrincipalName });
    expect([wrong.status, words(wrong.body)]).toEqual([400, expect.stringContaining('is not the sign-in name')]);
    expect(await (await host.ask('GET', `users/${userId}`)).text()).toContain(userPrincipalName);
    const done = await first.post(pathOf('erase'), { ...fields, typed: ` ${userPrincipalName.toUpperCase()} ` });
    expect([done.status, done.location]).toEqual([303, `${root}/people/${userId}?done=erase`]);
    const after = await first.get(done.location!);
    expect(after.body).not.toContain(userPrincipalName);
    expect(await (await host.ask('GET', `users/${userId}`)).text()).not.toContain(userPrincipalName);
  });

  it('is for operators alone', async () => {
    const support = await PageSession.of(host, 'support');
    expect((await support.get(`${root}/${pathOf('export')}`)).status).toBe(403);
    expect((await support.get(`${root}/people/${selected[3]!.userId}`)).body).not.toContain(pathOf('erase'));
  });
});
