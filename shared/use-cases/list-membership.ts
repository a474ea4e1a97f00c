import type { Clock } from '../ports/clock.ts';
import type { NamedLists } from '../ports/named-lists.ts';
import { listKeyOf, type NamedList } from '../recipient/named-list.ts';
import { IdTable } from '../registration/pass/id-table.ts';
import { KeptFresh } from './kept-fresh.ts';

interface KeptList {
  readonly contentId: string;
  readonly people: IdTable;
}

/** A list that is uploaded counts for every mail after this time. */
const freshForSeconds = 15;

/**
 * Who is on which list right now, for the look before each mail. A list is read again when another one was uploaded; else it
 * costs a transaction every 15 seconds in which mails leave, and nothing where the document names none.
 */
export class ListMembership {
  readonly #lists: NamedLists;
  readonly #clock: Clock;
  readonly #heads = new Map<string, KeptFresh<KeptList | undefined>>();
  readonly #kept = new Map<string, KeptList>();

  constructor(lists: NamedLists, clock: Clock) {
    this.#lists = lists;
    this.#clock = clock;
  }

  /**
   * The keys of those of these lists that somebody is on. `unknown` where one of the lists is not there or cannot be read:
   * then nobody can say that somebody is not on it.
   */
  async keysOf(userId: string, names: readonly string[]): Promise<readonly string[] | 'unknown'> {
    const lists = await Promise.all(names.map(async (name) => ({ name, list: await this.#read(name) })));
    if (lists.some(({ list }) => list === undefined)) return 'unknown';
    return lists.filter(({ list }) => list!.people.rowOf(userId) >= 0).map(({ name }) => listKeyOf(name));
  }

  #read(name: string): Promise<KeptList | undefined> {
    const fresh = this.#heads.get(name) ?? new KeptFresh<KeptList | undefined>(this.#clock, freshForSeconds);
    this.#heads.set(name, fresh);
    return fresh.read(() => this.#readNow(name));
  }

  async #readNow(name: string): Promise<KeptList | undefined> {
    const head = await this.#lists.read(name);
    if (head === undefined || head === 'unreadable') return undefined;
    const kept = this.#kept.get(name);
    if (kept?.contentId === head.contentId) return kept;
    const people = await readWholeList(head, this.#lists);
    if (people === undefined) return undefined;
    const list = { contentId: head.contentId, people };
    this.#kept.set(name, list);
    return list;
  }
}

/** Everybody on a list; undefined where it cannot be read whole, or was replaced meanwhile. */
export async function readWholeList({ name, people }: NamedList, lists: NamedLists): Promise<IdTable | undefined> {
  const table = new IdTable(1, people);
  let next: string | undefined;
  do {
    const page = await lists.readPeople(name, next);
    if (page.kind !== 'page') return undefined;
    for (const userId of page.userIds) table.add(userId);
    next = page.next;
  } while (next !== undefined);
  return table;
}
