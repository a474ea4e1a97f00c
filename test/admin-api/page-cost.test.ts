import diagnostics from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTables } from '../../shared/adapters/tables/connect-tables.ts';
import { createTableStores } from '../../shared/adapters/tables/table-stores.ts';
import { PackMaker, type PeoplePack } from '../../shared/campaign/people-pack.ts';
import { placeList, type PersonLine } from '../../shared/campaign/person-line.ts';
import { placeGroups, placeKinds } from '../../shared/campaign/place.ts';
import { generationOf } from '../../shared/campaign/stored-figures.ts';
import { habitsOf } from '../../shared/use-cases/campaign-rules.ts';
import { changeFigures } from '../../shared/use-cases/change-figures.ts';
import { ErasedPeople } from '../../shared/use-cases/erased-people.ts';
import { FigureKeeper } from '../../shared/use-cases/keep-figures.ts';
import {
  ListReader,
  peopleWanted,
  troubleWanted,
  type WantedLines,
  type WantedPeople,
} from '../../shared/use-cases/read-lists.ts';
import { aDocument } from '../builders/documents.ts';
import { aPersonLine } from '../builders/person-lines.ts';
import { aCadence } from '../builders/policies.ts';
import { noon, userId } from '../contracts/samples.ts';
import { isAll } from '../extent.ts';
import { FakeIds } from '../fakes/fake-ids.ts';
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

/** Of every thousand one is a guest, and so on: a rare reason costs no more than another. */
const rare: Readonly<Record<number, Partial<PersonLine>>> = {
  0: { place: { kind: 'leftOut', because: 'guest' }, waves: [] },
  1: { place: { kind: 'ended', because: 'remindersExhausted' } },
  2: { place: { kind: 'needsPerson' } },
  3: { place: { kind: 'waits' }, waves: [] },
  4: {
    trouble: { kind: 'resetFailed', cause: 'notRegistered', since: noon, lastAttemptAt: noon, attempts: 1, reason: '' },
  },
  5: { preferredLanguage: 'de', usageLocation: 'DE', signInName: 'anna@fabrikam.com', isSynchronised: true },
};

const standingOf = (n: number): Partial<PersonLine> =>
  rare[n % 1_000] ?? (n % 2 === 0 ? {} : { place: { kind: 'canReset' }, waves: [] });

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

const unfiltered: readonly WantedPeople[] = [
  {},
  ...placeKinds.map((place) => ({ places: [place] })),
  ...Object.values(placeGroups).map((places) => ({ places })),
  { reason: 'guest' },
  { reason: 'remindersExhausted' },
];
const anyList = [...unfiltered, ...unfiltered.map((wanted) => ({ ...wanted, wave: 'pilot' }))];

const filters: readonly WantedPeople[] = [
  { language: 'de' },
  { country: 'DE' },
  { domain: 'fabrikam.com' },
  { synchronised: true },
  { country: 'NO' },
];

const { localeOf } = habitsOf(aDocument());

const wantedLines: readonly WantedLines[] = [
  ...anyList.map((wanted) => peopleWanted(wanted, localeOf)),
  ...(isAll ? anyList : [{}, { places: placeGroups.writtenTo, wave: 'pilot' }]).flatMap((wanted) =>
    filters.map((filter) => peopleWanted({ ...wanted, ...filter }, localeOf)),
  ),
  troubleWanted(undefined, 'public'),
  troubleWanted('person', 'public'),
  troubleWanted('hybridAdmin', 'public'),
];

describe(`a list of fifty at ${people} people (everyone 9)`, { sequential: true }, () => {
  let lists: ListReader;

  beforeAll(async () => {
    const all = stores();
    const clock = { now: () => host.simulation.now() };
    const erasedPeople = new ErasedPeople(all.erasures, clock);
    // Read once a minute by whatever reads people.
    await erasedPeople.known();
    lists = new ListReader(
      { ...all, erasedPeople },
      new FigureKeeper({ ...all, ids: new FakeIds(), clock }, () => undefined),
    );
  });

  /** The most that a page takes of any list, and of any that is narrowed. */
  async function dearest() {
    const rules = { cadence: aCadence(), now: host.simulation.now() };
    const most = { plain: 0, narrowed: 0 };
    for (const wanted of wantedLines)
      for (const after of isAll ? [undefined, userId(Math.floor(people / 2))] : [undefined]) {
        counted.length = 0;
        const page = await lists.read(wanted, { after, limit: 50 }, rules);
        expect(page.people.filter((line) => !wanted.isWanted(line))).toEqual([]);
        const kind = wanted.isNarrowed ? 'narrowed' : 'plain';
        most[kind] = Math.max(most[kind], counted.length);
      }
    return most;
  }

  it('costs two requests to storage, and three where a long one is narrowed', async () => {
    expect(await dearest()).toEqual({ plain: 2, narrowed: isAll ? 3 : 2 });
  }, 600_000);

  it('costs no more than three where many have changed since the last count', async () => {
    const { figures, packs } = stores();
    const generation = generationOf((await figures.read()).figures.current!);
    await packs.writeSheet(generation, { sheetId: 'sheet', lines: [] });
    await changeFigures(figures, ({ current, underWay }) => ({
      current: { ...current!, lists: { ...current!.lists!, sheets: ['sheet'] } },
      underWay,
    }));
    expect(await dearest()).toEqual({ plain: 3, narrowed: 3 });
  }, 600_000);
});
