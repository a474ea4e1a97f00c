import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import { endReasons, groupOfAll, placeKinds, type Place } from '../campaign/place.ts';
import {
  isNamed,
  lineOf,
  listOfNames,
  placeList,
  teamList,
  teamLists,
  troubleList,
  type PersonLine,
  type PlaceList,
} from '../campaign/person-line.ts';
import { generationOf, latestLines, type ChangedLine } from '../campaign/stored-figures.ts';
import { troubleIn } from '../diagnosis/trouble.ts';
import type { Owner } from '../diagnosis/owner.ts';
import type { FiguresStore } from '../ports/figures-store.ts';
import type { PeoplePacks, StoredPack } from '../ports/people-packs.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import { domainOf } from '../recipient/address.ts';
import type { MailHabits } from '../recipient/recipient.ts';
import type { Cloud } from '../registration/cloud.ts';
import type { ErasedPeople } from './erased-people.ts';
import type { FigureKeeper } from './keep-figures.ts';
import { eachFound, listFound, type PeoplePage } from './look-through-people.ts';

/** Which people: each part narrows it. */
export interface WantedPeople {
  /** In any of these places; undefined: in any. */
  readonly places?: readonly Place['kind'][] | undefined;
  /** Of those who are left out or have come to an end. */
  readonly reason?: string | undefined;
  /** Whom this wave has enrolled. */
  readonly wave?: string | undefined;
  /** Whose mails are in this language. */
  readonly language?: string | undefined;
  /** Their usage location. */
  readonly country?: string | undefined;
  /** Of their sign-in name. */
  readonly domain?: string | undefined;
  readonly synchronised?: boolean | undefined;
}

/** People to list: the lists that hold them all, and who of these is meant. */
export interface WantedLines {
  readonly lists: readonly string[];
  readonly isWanted: (line: PersonLine) => boolean;
  /** Not everybody of the lists is meant. */
  readonly isNarrowed: boolean;
}

export function peopleWanted(wanted: WantedPeople, localeOf: MailHabits['localeOf']): WantedLines {
  const { reason, wave, language, country, domain, synchronised } = wanted;
  const places = placesOf(wanted);
  const isWanted = (line: PersonLine): boolean =>
    (places === undefined || places.includes(line.place.kind)) &&
    (reason === undefined || ('because' in line.place && line.place.because === reason)) &&
    (wave === undefined || line.waves.includes(wave)) &&
    (language === undefined || localeOf(line).locale === language) &&
    (country === undefined || line.usageLocation?.toUpperCase() === country.toUpperCase()) &&
    (domain === undefined || domainOf(line.signInName ?? '') === domain.toLowerCase()) &&
    (synchronised === undefined || line.isSynchronised === synchronised);
  return {
    lists: holdersOf(places).map((place) => placeList({ place, reason, wave })),
    isWanted,
    isNarrowed: [language, country, domain, synchronised].some((one) => one !== undefined),
  };
}

/** The fewest lists that hold everybody of these places. */
function holdersOf(places: readonly Place['kind'][] | undefined): readonly PlaceList['place'][] {
  const group = places && groupOfAll(places);
  return group ? [group] : (places ?? [undefined]);
}

/** A reason is of one place alone. */
function placesOf({ places, reason }: WantedPeople): readonly Place['kind'][] | undefined {
  if (places === undefined && reason !== undefined)
    return [endReasons.some((one) => one === reason) ? 'ended' : 'leftOut'];
  const distinct = places && [...new Set(places)];
  return distinct?.length === placeKinds.length && reason === undefined ? undefined : distinct;
}

/** Those in trouble that an owner can help, or all. */
export const troubleWanted = (owner: Owner | undefined, cloud: Cloud): WantedLines => ({
  lists: [troubleList],
  isWanted: ({ trouble }) =>
    trouble !== undefined && (owner === undefined || troubleIn(trouble, cloud).owner === owner),
  isNarrowed: owner !== undefined,
});

export interface ListPorts {
  readonly figures: FiguresStore;
  readonly packs: PeoplePacks;
  readonly recipients: Pick<RecipientStore, 'readJourneys'>;
  readonly erasedPeople: Pick<ErasedPeople, 'known'>;
}

/** Everybody of a manager's team who is asked to register. */
export interface Team {
  readonly managerId: string;
  readonly people: readonly PersonLine[];
}

/** By what people are judged where no lists are kept yet. */
export interface ListRules {
  readonly cadence: CadencePolicy;
  readonly now: Date;
}

interface From {
  readonly after: string | undefined;
  readonly limit: number;
}

/** The lists as the last count left them, with whoever has changed since. */
interface Kept {
  readonly generation: string;
  readonly parts: ReadonlySet<string>;
  readonly changed: ReadonlyMap<string, ChangedLine>;
  readonly isErased: (userId: string) => boolean;
  /** What it took to know this. */
  readonly requests: number;
}

/** The figures, the sheets where there are any, and packs with the rest. */
const requestsPerPage = 3;

/** Packs are full but where a run of the count ended, so that these hold a page. */
const packsForPage = 16;
const mostPacks = 1_000;
const mostNamed = 20;
/** Of a name list: so many people may share two letters. */
const readingsForNames = 3;

/**
 * Lists of people, in the order of their object ids: the same people that the figures count. Reading one costs two requests
 * to storage, and a third where many people have changed since the last count or where it is narrowed: where only few of it
 * are meant, a page may hold nobody, and goes on. Before the first count all people are looked through.
 */
export class ListReader {
  readonly #ports: ListPorts;
  readonly #keeper: FigureKeeper;

  constructor(ports: ListPorts, keeper: FigureKeeper) {
    this.#ports = ports;
    this.#keeper = keeper;
  }

  /** The next so many people of a list. */
  async read(wanted: WantedLines, from: From, rules: ListRules): Promise<PeoplePage<PersonLine>> {
    const kept = await this.#readKept();
    if (kept === undefined) return listFound(findBy(wanted, rules), from, this.#ports.recipients);
    const left = Math.floor((requestsPerPage - kept.requests) / wanted.lists.length);
    const { people, next } = await this.#several(wanted, from, kept, wanted.isNarrowed ? Math.max(1, left) : 1);
    if (people.length <= from.limit) return { people, next };
    return { people: people.slice(0, from.limit), next: people[from.limit - 1]!.userId };
  }

  /** Everybody of a list, one after the other. */
  async *each(wanted: WantedLines, rules: ListRules): AsyncGenerator<PersonLine> {
    const kept = await this.#readKept();
    if (kept === undefined) return yield* eachFound(findBy(wanted, rules), this.#ports.recipients);
    let next: string | undefined;
    do {
      const page = await this.#next(wanted, next, kept, mostPacks);
      yield* page.people;
      next = page.next;
    } while (next !== undefined);
  }

  /** At most twenty people of such a name; undefined where no list tells: the text is too short, or nothing is kept yet. */
  async named(beginning: string): Promise<readonly PersonLine[] | undefined> {
    const list = listOfNames(beginning);
    const kept = list === undefined ? undefined : await this.#readKept();
    if (list === undefined || kept === undefined) return undefined;
    const wanted = { lists: [list], isWanted: (line: PersonLine) => isNamed(line, beginning), isNarrowed: true };
    const { people } = await this.#several(wanted, { after: undefined, limit: Infinity }, kept, readingsForNames);
    return people.toSorted((a, b) => a.name.localeCompare(b.name)).slice(0, mostNamed);
  }

  /** The teams behind this manager, one after the other in the order of their managers' ids. None before the first count. */
  async *teams(after: string | undefined): AsyncGenerator<Team> {
    const kept = await this.#readKept();
    if (kept === undefined) return;
    let from = after === undefined ? undefined : teamList(after);
    for (;;) {
      const { packs, readUpTo } = await this.#ports.packs.readLists(kept.generation, teamLists, from, mostPacks);
      const isHere = (managerId: string) =>
        teamList(managerId) > (from ?? '') && (readUpTo === undefined || teamList(managerId) <= readUpTo);
      const people = nowOf(packs, kept).filter(({ team }) => team !== undefined && isHere(team.managerId));
      const teams = Map.groupBy(people, ({ team }) => team!.managerId);
      for (const managerId of [...teams.keys()].toSorted()) yield { managerId, people: teams.get(managerId)! };
      if (readUpTo === undefined) return;
      from = readUpTo;
    }
  }

  /** What this process has written itself is in them. */
  async #readKept(): Promise<Kept | undefined> {
    await this.#keeper.add().catch(() => undefined);
    const { figures, packs, erasedPeople } = this.#ports;
    const { current } = (await figures.read()).figures;
    if (current?.lists === undefined) return undefined;
    const { parts, sheets, changed } = current.lists;
    const generation = generationOf(current);
    const { standsFor } = await erasedPeople.known();
    const onSheets = sheets.length === 0 ? [] : await packs.readSheets(generation);
    const all = [
      ...onSheets.filter(({ sheetId }) => sheets.includes(sheetId)).flatMap(({ lines }) => lines),
      ...Object.entries(changed).map(([userId, one]) => ({ userId, ...one })),
    ];
    return {
      generation,
      parts: new Set(parts),
      changed: latestLines(all),
      isErased: (userId) => standsFor(userId) !== undefined,
      requests: sheets.length === 0 ? 1 : 2,
    };
  }

  /** As `#next`, until enough people are found or so many readings are spent; a few more than wanted may come. */
  async #several(
    wanted: WantedLines,
    { after, limit }: From,
    kept: Kept,
    readings: number,
  ): Promise<PeoplePage<PersonLine>> {
    const packs = wanted.isNarrowed ? mostPacks : packsForPage;
    const people: PersonLine[] = [];
    let next = after;
    for (let reading = 0; reading < readings; reading++) {
      const page = await this.#next(wanted, next, kept, packs);
      people.push(...page.people);
      next = page.next;
      if (next === undefined || people.length >= limit) break;
    }
    return { people, next };
  }

  /** Everybody who is meant, from `after` on and as far as one reading of each list goes. */
  async #next(
    { lists, isWanted }: WantedLines,
    after: string | undefined,
    kept: Kept,
    limit: number,
  ): Promise<PeoplePage<PersonLine>> {
    const pages = await Promise.all(lists.map((list) => this.#ports.packs.read(kept.generation, list, after, limit)));
    const next = pages
      .flatMap(({ readUpTo }) => readUpTo ?? [])
      .toSorted()
      .at(0);
    const read = pages.flatMap(({ packs }) => packs);
    const people = nowOf(read, kept)
      .filter(({ userId }) => userId > (after ?? '') && (next === undefined || userId <= next))
      .filter(isWanted)
      .toSorted((a, b) => (a.userId < b.userId ? -1 : 1));
    return { people, next };
  }
}

/** The people of these packs who have not changed since, and all who have. */
function nowOf(packs: readonly StoredPack[], { parts, changed, isErased }: Kept): readonly PersonLine[] {
  const counted = packs.filter(({ part }) => parts.has(part)).flatMap(({ lines }) => lines);
  const unchanged = counted.filter(({ userId }) => !changed.has(userId));
  const since = [...changed.values()].flatMap(({ line }) => line ?? []);
  return [...unchanged, ...since].filter(({ userId }) => !isErased(userId));
}

const findBy =
  ({ isWanted }: WantedLines, { cadence, now }: ListRules) =>
  (journey: Parameters<typeof lineOf>[0]): PersonLine | undefined => {
    const line = lineOf(journey, cadence, now);
    return line && isWanted(line) ? line : undefined;
  };
