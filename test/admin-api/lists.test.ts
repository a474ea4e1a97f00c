import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listPlanShape, listReplacedShape, listsShape } from '../../shared/api/list-operations.ts';
import { personId } from '../builders/people.ts';
import { isAll } from '../extent.ts';
import { hours, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';

const many = isAll ? 200_000 : 20_000;
let host: AdminHost;
/** Whom the campaign would write to, by object id and sign-in name. */
let selected: readonly { readonly userId: string; readonly userPrincipalName: string }[];

beforeAll(async () => {
  host = await startAdminHost(80, (document) => ({
    ...document,
    waves: [],
    newJoiners: { enrol: true, afterDays: 0 },
  }));
  await host.runFunction('refreshRegistrations');
  await host.runUntil(hours(4, startsAt));
  selected = (await dryRunWave()).sample;
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

const sampleShape = z.object({
  selected: z.number(),
  sample: z.array(z.object({ userId: z.string(), userPrincipalName: z.string() })),
  leftOut: z.array(z.object({ because: z.string(), people: z.number() })),
});

async function dryRunWave() {
  return sampleShape.parse(await (await host.ask('POST', 'waves', { name: 'anybody', dryRun: true })).json());
}

async function put(name: string, text: string, query = '', type = 'text/csv') {
  const headers = { authorization: `Bearer ${await host.token('operator')}`, 'content-type': type };
  return host.ask('PUT', `lists/${name}${query}`, text, headers);
}

const plan = async (name: string, text: string) => listPlanShape.parse(await (await put(name, text)).json());

async function upload(name: string, text: string) {
  const { confirm } = await plan(name, text);
  const answer = await put(name, text, `?dryRun=false&confirm=${confirm}`);
  expect(answer.status).toBe(200);
  return listReplacedShape.parse(await answer.json());
}

async function changeAudience(change: object): Promise<Response> {
  const shown = await host.ask('GET', 'campaign');
  const { document } = (await shown.json()) as { document: { audience: object } };
  const headers = { authorization: `Bearer ${await host.token('operator')}`, 'if-match': shown.headers.get('etag')! };
  return host.ask('PUT', 'campaign', { ...document, audience: { ...document.audience, ...change } }, headers);
}

/** As long as the queues need: the pass that a change has begun. */
const passGoesBy = async () => host.runUntil(hours(1, host.simulation.now()));

const verdictOn = async (userId: string) =>
  ((await (await host.ask('GET', `users/${userId}`)).json()) as { verdict: { because?: string } }).verdict.because;

const lists = async () => listsShape.parse(await (await host.ask('GET', 'lists')).json());

const listAudit = async () => {
  const { entries } = (await (await host.ask('GET', 'audit')).json()) as {
    entries: { action: string; target?: string; outcome: string; details: object }[];
  };
  return entries.filter(({ action }) => action.endsWith('List'));
};

describe('a list of people that is uploaded', { sequential: true }, () => {
  it('is planned first: row by row what cannot be taken, and nothing is made of it then', async () => {
    const { userId, userPrincipalName } = selected[0]!;
    const file = `id\n${userId}\n${userPrincipalName}\nnobody@contoso.com\nAnna Berg\n${personId(77)}\n`;
    const planned = await plan('works-council', file);
    expect(planned).toMatchObject({ people: 2, added: 2, removed: 0 });
    expect(planned.confirm).toBeUndefined();
    expect(planned.found).toEqual({ double: 1, unknownName: 1, noId: 1, notSeen: 1 });
    expect(planned.rows).toEqual([
      { row: 3, because: 'double' },
      { row: 4, because: 'unknownName' },
      { row: 5, because: 'noId' },
      { row: 6, because: 'notSeen' },
    ]);
    expect(Object.keys(planned.meanings).toSorted()).toEqual(['double', 'noId', 'notSeen', 'unknownName']);
    expect(JSON.stringify(planned)).not.toMatch(/contoso\.com|Anna/);
    expect((await put('works-council', file, `?dryRun=false&confirm=${'0'.repeat(32)}`)).status).toBe(409);
    expect((await put('works-council', file, '?dryRun=false')).status).toBe(428);
    expect(await lists()).toEqual({ lists: [], unreadable: [], missing: [] });
  });

  it.each([
    ['a name with capitals', 'Works', 'id\n', 'text/csv', 400],
    ['a file of nobody', 'works', 'id\n', 'text/csv', 400],
    ['a file without a column', 'works', 'name\nAnna\n', 'text/csv', 400],
    ['another type', 'works', 'id\n', 'application/json', 415],
  ])('is refused with %s, saying why', async (_, name, text, type, status) => {
    const answer = await put(name, text, '', type);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ detail: expect.stringMatching(/Nothing was|Mend/) as string });
  });

  it('is made with the confirm, and names nobody but in its CSV', async () => {
    const [one, two] = selected;
    const made = await upload(
      'works-council',
      `userPrincipalName\n${one!.userPrincipalName}\n${two!.userPrincipalName}\n`,
    );
    expect(made).toMatchObject({ readByNewPass: false, list: { name: 'works-council', people: 2, namedIn: [] } });
    const shown = await (await host.ask('GET', 'lists/works-council')).text();
    expect(shown).not.toContain(one!.userId);
    const csv = await (await host.ask('GET', 'lists/works-council/people.csv')).text();
    expect(csv.replace('\uFEFF', '').trim().split('\n')).toEqual(['id', one!.userId, two!.userId]);
    expect(await verdictOn(one!.userId)).toBeUndefined();
  });

  it('leaves out whoever is on it, once the document names it', async () => {
    const faulty = await changeAudience({ excludeLists: ['works-council', 'board'] });
    expect(await faulty.json()).toMatchObject({
      faults: [{ path: 'audience.excludeLists[1]', message: expect.stringContaining('upload it first') as string }],
    });
    expect((await changeAudience({ excludeLists: ['works-council'] })).status).toBe(200);
    await passGoesBy();
    expect(await verdictOn(selected[0]!.userId)).toBe('inDenyList');
    expect(await verdictOn(selected[2]!.userId)).toBeUndefined();
    const { leftOut } = await dryRunWave();
    expect(leftOut).toContainEqual(expect.objectContaining({ because: 'inDenyList', people: 2 }));
  });

  it('begins a pass when it is replaced, and says who comes and goes', async () => {
    const file = `id\n${selected[1]!.userId}\n${selected[2]!.userId}\n`;
    expect(await plan('works-council', file)).toMatchObject({ people: 2, added: 1, removed: 1 });
    expect((await upload('works-council', file)).readByNewPass).toBe(true);
    await passGoesBy();
    const verdicts = await Promise.all(selected.slice(0, 3).map(({ userId }) => verdictOn(userId)));
    expect(verdicts).toEqual([undefined, 'inDenyList', 'inDenyList']);
  });

  it('lets in nobody but whoever is on it, where the document includes it', async () => {
    await upload('pilots', `id\n${selected[0]!.userId}\n${selected[1]!.userId}\n`);
    expect((await changeAudience({ includeLists: ['pilots'], excludeLists: ['works-council'] })).status).toBe(200);
    await passGoesBy();
    const verdicts = await Promise.all(selected.slice(0, 4).map(({ userId }) => verdictOn(userId)));
    expect(verdicts).toEqual([undefined, 'inDenyList', 'inDenyList', 'outsideAllowLists']);
    expect((await dryRunWave()).selected).toBe(1);
  });

  it('cannot be removed while the document names it, and can be afterwards', async () => {
    const refused = await host.ask('DELETE', 'lists/pilots');
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('audience.includeLists') as string });
    expect((await changeAudience({ includeLists: [] })).status).toBe(200);
    expect(await (await host.ask('DELETE', 'lists/pilots')).json()).toEqual({ removed: 'pilots' });
    for (const [method, route] of [
      ['GET', 'lists/pilots'],
      ['GET', 'lists/pilots/people.csv'],
      ['DELETE', 'lists/pilots'],
    ] as const)
      expect((await host.ask(method, route)).status).toBe(404);
    expect((await lists()).lists.map(({ name, namedIn }) => [name, namedIn])).toEqual([
      ['works-council', ['excludeLists']],
    ]);
  });

  it('stands in the audit trail, with figures and without people', async () => {
    const entries = await listAudit();
    expect(entries.map(({ action, target, outcome }) => `${action} ${target} ${outcome}`).toSorted()).toEqual([
      'removeList pilots done',
      'removeList pilots refused',
      'replaceList pilots done',
      'replaceList works-council done',
      'replaceList works-council done',
    ]);
    expect(entries.map(({ details }) => details)).toContainEqual({ people: 2, added: 1, removed: 1 });
    for (const { userId } of selected) expect(JSON.stringify(entries)).not.toContain(userId);
  });

  it('forgets whoever is erased', async () => {
    const { userId } = selected[1]!;
    expect((await host.ask('DELETE', `users/${userId}`)).status).toBe(200);
    const csv = await (await host.ask('GET', 'lists/works-council/people.csv')).text();
    expect(csv).not.toContain(userId);
    expect(csv).toContain(selected[2]!.userId);
    expect((await plan('works-council', `id\n${userId}\n${selected[2]!.userId}\n`)).removed).toBe(0);
  });

  it(`may have ${many} people`, { timeout: 120_000 }, async () => {
    const ids = Array.from({ length: many }, (_, n) => personId(n));
    const made = await upload('everybody', `id\n${ids.join('\n')}\n`);
    expect(made.list.people).toBe(many);
    const csv = await (await host.ask('GET', 'lists/everybody/people.csv')).text();
    expect(csv.trim().split('\n').length).toBe(many + 1);
    const planned = await plan('everybody', `id\n${ids.join('\n')}\n`);
    expect(planned).toMatchObject({ added: 0, removed: 0, found: { notSeen: many } });
    expect(planned.rows.length).toBe(1_000);
  });
});
