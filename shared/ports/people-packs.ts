import type { PersonLine } from '../campaign/person-line.ts';
import type { PeoplePack } from '../campaign/people-pack.ts';
import type { ChangedLine } from '../campaign/stored-figures.ts';

/** A pack as it was read, with the part of the count that wrote it. */
export interface StoredPack extends PeoplePack {
  readonly part: string;
}

export interface PackPage {
  readonly packs: readonly StoredPack[];
  /** Up to this id everybody of the list was read; undefined where it was read to its end. */
  readonly readUpTo: string | undefined;
}

export interface ListsPage {
  readonly packs: readonly StoredPack[];
  /** Up to this list all were read; undefined where they were read to their end. */
  readonly readUpTo: string | undefined;
}

/** People who have changed since a count, as one row. */
export interface Sheet {
  readonly sheetId: string;
  readonly lines: readonly (ChangedLine & Pick<PersonLine, 'userId'>)[];
}

/**
 * The lists of people as they were at a count, by the name of its generation. Hints: they may be deleted at any time, and the
 * next count makes them anew.
 */
export interface PeoplePacks {
  /** Adds packs. A part of a count that did not come to its end may have left some: readers pass over parts they do not know. */
  write(generation: string, part: string, packs: readonly PeoplePack[]): Promise<void>;

  /** The next packs of a list that hold somebody behind this id, `limit` at the most: one request, as a rule. */
  read(generation: string, list: string, after: string | undefined, limit: number): Promise<PackPage>;

  /**
   * The packs of all lists whose name begins so, behind this list, in the order of their names; no list is cut in two.
   * `limit` packs at the most, or one list, in one request, as a rule.
   */
  readLists(generation: string, beginning: string, after: string | undefined, limit: number): Promise<ListsPage>;

  writeSheet(generation: string, sheet: Sheet): Promise<void>;

  /** All sheets of a generation, in one request as long as they are a thousand at the most. */
  readSheets(generation: string): Promise<readonly Sheet[]>;

  /** Deletes every generation whose name comes before this one. */
  forgetBefore(generation: string): Promise<void>;
}
