import type { NamedList } from '../recipient/named-list.ts';

/** Some people of a list, in the order they were saved. */
export interface ListPage {
  readonly kind: 'page';
  readonly userIds: readonly string[];
  /** Where to go on, or undefined on the last page. */
  readonly next: string | undefined;
}

/** The lists of people that operators have uploaded. */
export interface NamedLists {
  /** All of them by name; those whose row cannot be read are named in `unreadable`. */
  list(): Promise<{ readonly lists: readonly NamedList[]; readonly unreadable: readonly string[] }>;
  read(name: string): Promise<NamedList | 'unreadable' | undefined>;
  /**
   * People of a list, from its beginning or from where a page before went on; a few thousand. `replaced` when the list is no
   * longer the one that page was of. `unreadable` where rows cannot be read or are gone: never a part of a list for all of it.
   */
  readPeople(
    name: string,
    next: string | undefined,
  ): Promise<ListPage | { readonly kind: 'noSuchList' | 'unreadable' | 'replaced' }>;
  /** Writes a list, or another one in its place: whoever reads meanwhile finds the old one or the new one. Ids in lower case. */
  save(list: Omit<NamedList, 'people' | 'contentId'>, userIds: readonly string[]): Promise<NamedList>;
  remove(name: string): Promise<void>;
}

/** How many people a page has, at the most. */
export const peopleOnPage = 3_500;
