import { describe, expect, it } from 'vitest';
import { placeGroups, placeKinds } from '../../../shared/campaign/place.ts';
import { PackMaker, peoplePerPack, type PeoplePack } from '../../../shared/campaign/people-pack.ts';
import { placeList, type PersonLine } from '../../../shared/campaign/person-line.ts';
import { generationOf } from '../../../shared/campaign/stored-figures.ts';
import type { RecipientStore } from '../../../shared/ports/recipient-store.ts';
import { habitsOf } from '../../../shared/use-cases/campaign-rules.ts';
import { changeFigures } from '../../../shared/use-cases/change-figures.ts';
import { countFigures } from '../../../shared/use-cases/count-figures.ts';
import { CountedRecipients } from '../../../shared/use-cases/counted-recipients.ts';
import { FigureKeeper } from '../../../shared/use-cases/keep-figures.ts';
import { ListReader, peopleWanted, troubleWanted, type WantedPeople } from '../../../shared/use-cases/read-lists.ts';
import { searchPeople } from '../../../shared/use-cases/search-people.ts';
import { aDocument } from '../../builders/documents.ts';
import { now } from '../../builders/instants.ts';
import { anEnrolment, evidence } from '../../builders/journeys.ts';
import { personId } from '../../builders/people.ts';
import { aPersonLine } from '../../builders/person-lines.ts';
import { aCadence } from '../../builders/policies.ts';
import { givenPerson } from '../../builders/storage.ts';
import { numbers, userId } from '../../contracts/samples.ts';
import { FakeRecipientStore } from '../../fakes/fake-recipient-store.ts';
import { fakePorts } from '../../fakes/ports.ts';

const cadence = aCadence({ reportReadAt: undefined });
const { localeOf } = habitsOf(aDocument());

function aProcess(ports: ReturnType<typeof somePorts>) {
  const keeper = new FigureKeeper(ports, () => undefined);
  const recipients = new CountedRecipients(ports.recipients, ports.writeOrder, keeper);
  const lists = new ListReader(ports, keeper);
  const rules = { cadence, now };
  const wantedIn = (wanted: WantedPeople) => peopleWanted(wanted, localeOf);
  return {
    keeper,
    recipients,
    lists,
    page: (wanted: WantedPeople, limit = 50, after?: string) => lists.read(wantedIn(wanted), { after, limit }, rules),
    all: async (wanted: WantedPeople) => idsOf(await allOf(lists.each(wantedIn(wanted), rules))),
    inTrouble: async () => allOf(lists.each(troubleWanted(undefined, 'public'), rules)),
    named: async (beginning: string) => (await lists.named(beginning))?.map(({ name }) => name),
  };
}

function somePorts() {
  const recipients = new FakeRecipientStore(7);
  const ports = { ...fakePorts(now), recipients, writeOrder: recipients.writeOrder };
  return { ...ports, wallClock: ports.clock };
}

async function allOf(lines: AsyncIterable<PersonLine>): Promise<readonly PersonLine[]> {
  const all: PersonLine[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

const idsOf = (lines: readonly PersonLine[]) => lines.map(({ userId: id }) => id);

async function aTenant(people: number) {
  const ports = somePorts();
  for (const n of numbers(people)) await givenPerson(ports, n, { enrolment: n % 2 ? anEnrolment() : undefined });
  const count = () => countFigures(cadence, ports);
  const night = async () => {
    ports.clock.advance({ hours: 24 });
    await count();
  };
  return { ports, count, night };
}

async function exclude(n: number, recipients: RecipientStore): Promise<void> {
  const { version } = await recipients.readJourney(personId(n));
  await recipients.writeJourney({ userId: personId(n), version, excludedByOperator: true });
}

const everyList: readonly WantedPeople[] = [
  {},
  ...placeKinds.map((place) => ({ places: [place] })),
  { places: ['waits', 'onTheWay'] },
  { places: placeGroups.writtenTo },
  { places: placeGroups.needsOthers.toReversed(), wave: anEnrolment().waveId },
  { reason: 'excludedByOperator' },
  { places: ['leftOut'], reason: 'excludedByOperator' },
  { wave: anEnrolment().waveId },
  { wave: anEnrolment().waveId, places: ['leftOut'] },
];

const allLists = (process: ReturnType<typeof aProcess>) => Promise.all(everyList.map((wanted) => process.all(wanted)));

describe('lists of people (everyone 9)', () => {
  it('are looked through before the first count, and are the same after it', async () => {
    const { ports, count } = await aTenant(30);
    await exclude(3, ports.recipients);
    const before = await allLists(aProcess(ports));
    expect(before[0]).toHaveLength(30);
    await count();
    ports.recipients.readJourneys = async () => Promise.reject(new Error('Everybody is read'));
    expect(await allLists(aProcess(ports))).toEqual(before);
  });

  it('show a write at once to its own process, and to others once it was added', async () => {
    const { ports, count } = await aTenant(9);
    await count();
    const [one, other] = [aProcess(ports), aProcess(ports)];
    await exclude(4, one.recipients);
    expect(await other.all({ reason: 'excludedByOperator' })).toEqual([]);
    expect(await one.all({ reason: 'excludedByOperator' })).toEqual([personId(4)]);
    expect(await other.all({ reason: 'excludedByOperator' })).toEqual([personId(4)]);
    expect(await other.all({ places: ['waits'] })).not.toContain(personId(4));
    expect(await other.all({})).toHaveLength(9);
  });

  it('are right again after a night where a process died between a journey and the lists', async () => {
    const { ports, count, night } = await aTenant(9);
    await count();
    await exclude(4, aProcess(ports).recipients);
    expect(await aProcess(ports).all({ reason: 'excludedByOperator' })).toEqual([]);
    await night();
    expect(await aProcess(ports).all({ reason: 'excludedByOperator' })).toEqual([personId(4)]);
  });

  it('are the same after somebody has deleted every row of them and a night has passed', async () => {
    const { ports, count, night } = await aTenant(30);
    await count();
    const process = aProcess(ports);
    await exclude(5, process.recipients);
    const before = await allLists(process);
    ports.packs.loseAll();
    expect(await process.all({})).toEqual([personId(5)]);
    await night();
    expect(await allLists(aProcess(ports))).toEqual(before);
  });

  it('of the night before are gone with the first look after the count, and cost nothing from then on', async () => {
    const { ports, count, night } = await aTenant(3);
    await count();
    const before = generationOf((await ports.figures.read()).figures.current!);
    await night();
    expect((await ports.packs.read(before, placeList({}), undefined, 1)).packs).toHaveLength(1);
    expect(await count()).toBe('notDue');
    expect((await ports.packs.read(before, placeList({}), undefined, 1)).packs).toEqual([]);
    expect(await aProcess(ports).all({})).toHaveLength(3);
    const { requests } = ports.figures;
    expect(await count()).toBe('notDue');
    expect(ports.figures.requests).toBe(requests + 1);
  });

  it('hold hundreds who changed, on sheets, with what became of them since', async () => {
    const { ports, count } = await aTenant(310);
    await count();
    const process = aProcess(ports);
    for (const n of numbers(305)) await exclude(n, process.recipients);
    await process.keeper.add();
    const { current } = (await ports.figures.read()).figures;
    expect(current!.lists!.sheets).toHaveLength(1);
    expect(current!.lists!.changed).toEqual({});
    const { version } = await process.recipients.readJourney(personId(7));
    await process.recipients.writeJourney({ userId: personId(7), version, excludedByOperator: false });
    const excluded = await process.all({ reason: 'excludedByOperator' });
    expect(excluded).toHaveLength(304);
    expect(excluded).not.toContain(personId(7));
    expect(await process.all({})).toHaveLength(310);
  });

  it('count everybody anew before the night where many change', async () => {
    const { ports, count } = await aTenant(301);
    await count();
    await changeFigures(ports.figures, ({ current, underWay }) => {
      const sheets = numbers(40).map(String);
      return { current: { ...current!, lists: { ...current!.lists!, sheets } }, underWay };
    });
    const process = aProcess(ports);
    for (const n of numbers(301)) await exclude(n, process.recipients);
    await process.keeper.add();
    expect(await count()).toBe('counted');
    expect(await process.all({ reason: 'excludedByOperator' })).toHaveLength(301);
  });

  it('are turned page by page, each person once and in one order', async () => {
    const { ports, count } = await aTenant(120);
    await count();
    const process = aProcess(ports);
    await exclude(60, process.recipients);
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const page = await process.page({ places: ['waits', 'leftOut'] }, 7, after);
      ids.push(...idsOf(page.people));
      after = page.next;
    } while (after !== undefined);
    expect(ids).toEqual(await process.all({ places: ['waits', 'leftOut'] }));
    expect(new Set(ids).size).toBe(60);
  });

  it('hold nobody who was erased', async () => {
    const { ports, count } = await aTenant(5);
    await count();
    await ports.erasures.add(await ports.erasedPeople.hashOf(personId(2)));
    await ports.erasedPeople.anew();
    expect(await aProcess(ports).all({})).not.toContain(personId(2));
  });

  it('tell of trouble, since when and what was tried', async () => {
    const { ports, count } = await aTenant(3);
    await count();
    const process = aProcess(ports);
    const { version } = await process.recipients.readJourney(personId(1));
    const failed = {
      ...evidence('resetFailed'),
      userId: personId(1),
      reason: "User's password is managed on-premises",
    };
    await process.recipients.writeJourney({ userId: personId(1), version, evidence: [failed] });
    expect(await process.inTrouble()).toMatchObject([
      { userId: personId(1), trouble: { kind: 'resetFailed', attempts: 1, since: failed.at } },
    ]);
  });
});

/** Lists of so many people as a count would have left them. */
async function manyLines(
  count: number,
  lineFor: (n: number) => Partial<PersonLine>,
  packsOf = (lines: readonly PersonLine[]): readonly PeoplePack[] => {
    const maker = new PackMaker();
    for (const line of lines) maker.add(line);
    return maker.takeAll();
  },
) {
  const { ports, count: countNobody } = await aTenant(0);
  await countNobody();
  const current = (await ports.figures.read()).figures.current!;
  const lines = numbers(count).map((n) => aPersonLine(n, lineFor(n)));
  const packs = packsOf(lines.toSorted((a, b) => (a.userId < b.userId ? -1 : 1)));
  await ports.packs.write(generationOf(current), current.lists!.parts[0]!, packs);
  const requests = async (act: () => Promise<unknown>) => {
    const before = ports.figures.requests + ports.packs.requests;
    await act();
    return ports.figures.requests + ports.packs.requests - before;
  };
  return { ports, process: aProcess(ports), requests };
}

/** These lists alone, full pack by full pack. */
const packsIn =
  (...lists: readonly string[]) =>
  (lines: readonly PersonLine[]): readonly PeoplePack[] =>
    lists.flatMap((list) => {
      const own = lines.filter((line) => list === placeList({}) || isGuest(line) === list.includes('guest'));
      return Array.from({ length: Math.ceil(own.length / peoplePerPack) }, (_, n) => ({
        list,
        lines: own.slice(n * peoplePerPack, (n + 1) * peoplePerPack),
      }));
    });

const isGuest = ({ place }: PersonLine) => place.kind === 'leftOut';

describe('a list of 50 at 100,000 people (everyone 9)', () => {
  it('costs two requests to storage, and three where many have changed', async () => {
    const guests = { place: 'leftOut', reason: 'guest' } as const;
    const { ports, process, requests } = await manyLines(
      100_000,
      (n) => (n % 1_000 === 0 ? { place: { kind: 'leftOut', because: 'guest' } } : {}),
      packsIn(placeList({}), placeList({ place: 'onTheWay' }), placeList(guests)),
    );
    for (const wanted of [{}, { places: ['onTheWay'] }, { reason: 'guest' }] as WantedPeople[])
      expect(await requests(async () => expect((await process.page(wanted)).people).toHaveLength(50))).toBe(2);
    await changeFigures(ports.figures, ({ current, underWay }) => ({
      current: { ...current!, lists: { ...current!.lists!, sheets: ['s'] } },
      underWay,
    }));
    expect(await requests(() => process.page({ reason: 'guest' }, 50, userId(50_000)))).toBe(3);
    // Nobody of a hundred thousand: a page says so, or goes on.
    expect(await requests(() => process.page({ country: 'NO' }))).toBe(3);
  });
});

describe('a list that is narrowed (everyone 9)', () => {
  it.each<[keyof WantedPeople, WantedPeople, number]>([
    ['language', { language: 'sv' }, 7],
    ['language', { language: 'de' }, 2],
    ['country', { country: 'de' }, 2],
    ['domain', { domain: 'Fabrikam.com' }, 3],
    ['synchronised', { synchronised: true }, 1],
    ['synchronised', { synchronised: false, country: 'SE' }, 6],
  ])('by %s holds those alone', async (_, wanted, expected) => {
    const { process } = await manyLines(9, (n) => ({
      ...(n <= 1 && { preferredLanguage: undefined, usageLocation: 'DE' }),
      ...(n >= 6 && { signInName: `person${n}@fabrikam.com` }),
      ...(n === 8 && { isSynchronised: true }),
    }));
    expect(await process.all({ ...wanted, places: ['onTheWay'] })).toHaveLength(expected);
  });
});

describe('somebody who is looked for by name (everyone 9)', () => {
  it.each([
    ['anna', ['Anna Berg', 'Anna Öberg', 'Lena-Anna Ek']],
    ['Öb', ['Anna Öberg']],
    ['oberg', ['Anna Öberg']],
    ['ANNA BE', ['Anna Berg']],
    ['person2@', ['Lena-Anna Ek']],
    ['nna', []],
    ['a', undefined],
  ])('%s: is found by the beginning of a word or of the sign-in name', async (text, expected) => {
    const names = ['Anna Berg', 'Anna Öberg', 'Lena-Anna Ek'];
    const { process } = await manyLines(3, (n) => ({ name: names[n]! }));
    expect(await process.named(text)).toEqual(expected);
  });

  it('is asked for of the directory only where the lists know nobody', async () => {
    const { ports, process } = await manyLines(2, () => ({ name: 'Anna Berg' }));
    const asked: string[] = [];
    const users = {
      searchUsers: async (text: string) => {
        asked.push(text);
        return [];
      },
    };
    const { lists } = process;
    const found = await searchPeople('anna', { lists, users });
    expect(found).toMatchObject([{ displayName: 'Anna Berg' }, { displayName: 'Anna Berg' }]);
    expect(await searchPeople('bo', { lists, users })).toEqual([]);
    expect(await searchPeople('a', { lists, users })).toEqual([]);
    expect(asked).toEqual(['bo', 'a']);
    expect(ports.packs.requests).toBe(2);
  });

  it('is not known to lists before there are any', async () => {
    const ports = somePorts();
    await ports.recipients.writeFacts([]);
    expect(await aProcess(ports).named('Anna')).toBeUndefined();
  });
});
