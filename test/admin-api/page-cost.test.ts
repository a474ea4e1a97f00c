import diagnostics from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTables } from '../../shared/adapters/tables/connect-tables.ts';
import { createTableStores } from '../../shared/adapters/tables/table-stores.ts';
import { PackMaker, type PeoplePack } from '../../shared/campaign/people-pack.ts';
import { placeList, type PersonLine } from '../../shared/campaign/person-line.ts';
import { generationOf } from '../../shared/campaign/stored-figures.ts';
import { aPersonLine } from '../builders/person-lines.ts';
import { userId } from '../contracts/samples.ts';
import { isAll } from '../extent.ts';
import { hours, rareSchedules, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';
import { linesIn, PageSession, root } from './page-session.ts';

const people = isAll ? 100_000 : 5_000;

let host: AdminHost;
let operator: PageSession;
const counted: string[] = [];
const note = (message: unknown) => {
  const { method, path } = (message as { request: { method: string; path: string } }).request;
  if (/^\/account\d/.test(path)) counted.push(`${method} ${path.split('?')[0]}`);
};

/** An instance that has answered before: what it keeps for ten minutes is there, what it keeps for one is not. */
beforeAll(async () => {
  host = await startAdminHost(60, undefined, rareSchedules);
  await host.runFunction('refreshRegistrations');
  await host.runUntil(hours(47, startsAt));
  operator = await PageSession.of(host, 'operator');
  await operator.get(root);
  await addPeople();
  diagnostics.subscribe('http.client.request.start', note);
}, 600_000);
afterAll(async () => {
  diagnostics.unsubscribe('http.client.request.start', note);
  await host[Symbol.asyncDispose]();
});

const stores = () => createTableStores(connectTables({ kind: 'connectionString', connectionString: host.storage }));

/** Everybody is on the lists that the last count has left, as if it had counted them too. */
async function addPeople(): Promise<void> {
  const { figures, packs } = stores();
  const current = (await figures.read()).figures.current!;
  const maker = new PackMaker();
  const write = (made: readonly PeoplePack[]) => packs.write(generationOf(current), current.lists!.parts[0]!, made);
  const lines = Array.from({ length: people }, (_, n) => aPersonLine(n, standingOf(n)));
  for (const line of lines.toSorted((a, b) => (a.userId < b.userId ? -1 : 1))) {
    maker.add(line);
    if (maker.fullPacks >= 200) await write(maker.takeFull());
  }
  await write(maker.takeAll());
}

/** Every thousandth is a guest: a rare reason costs no more than another. */
function standingOf(n: number): Partial<PersonLine> {
  if (n % 1_000 === 0) return { place: { kind: 'leftOut', because: 'guest' }, waves: [] };
  return n % 2 === 0 ? {} : { place: { kind: 'canReset' }, waves: [] };
}

describe(`the cost of a page at ${people} people (page, cost)`, () => {
  it('is measured with lists that hold so many', async () => {
    const { packs, figures } = stores();
    const generation = generationOf((await figures.read()).figures.current!);
    const last = userId(people - 51);
    const page = await packs.read(generation, placeList({}), last, 2);
    expect(page.packs.flatMap(({ lines }) => lines).some(({ userId: id }) => id > last)).toBe(true);
  });

  it.each([
    '',
    'waves',
    'waves/pilot',
    'people',
    'people?place=leftOut&reason=guest',
    'people?place=needsPerson',
    'people?place=onTheWay,waits',
    'people?wave=pilot',
    `people?after=${userId(Math.floor(people / 2))}`,
    'trouble',
    'trouble/drifts',
    'causes',
    'mails',
    'setup',
    'setup/document',
    'audit',
    'waves/new',
  ])('%s is at most 10 requests to storage, 50 lines and 60 kB', async (path) => {
    await host.simulation.advanceTo(new Date(host.simulation.now().getTime() + 120_000));
    counted.length = 0;
    const { status, body } = await operator.get(path === '' ? root : `${root}/${path}`);
    expect(status).toBe(200);
    expect(counted.length, counted.join('\n')).toBeLessThanOrEqual(10);
    expect(linesIn(body)).toBeLessThanOrEqual(50);
    expect(Buffer.byteLength(body)).toBeLessThan(60_000);
  });

  it.each(['', `?after=${userId(Math.floor(people / 2))}`])('people%s shows fifty of them', async (query) => {
    expect(linesIn((await operator.get(`${root}/people${query}`)).body)).toBe(50);
  });

  it.each([
    ['people/find', 'people', { name: 'Öberg' }],
    ['people/find', 'people', { name: 'person17@contoso.com' }],
  ])('%s is at most 10 requests to storage', async (path, page, typed) => {
    const fields = { ...(await operator.fieldsOf(page, path)), ...typed };
    counted.length = 0;
    const { status, body } = await operator.post(path, fields);
    expect([200, 303]).toContain(status);
    expect(counted.length, counted.join('\n')).toBeLessThanOrEqual(10);
    expect(Buffer.byteLength(body)).toBeLessThan(60_000);
  });
});
