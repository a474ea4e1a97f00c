import { passCollections, type PassCollection } from './page-request.ts';

/** One full reading of groups, report and users, page by page. Its row is the checkpoint. */
export interface Pass {
  readonly passId: string;
  readonly startedAt: Date;
  readonly state: 'reading' | 'complete' | 'distrusted';
  readonly collection: PassCollection;
  /** The page to read next, from 1 in each collection. */
  readonly page: number;
  /** Graph's link to that page; undefined for a collection's first. */
  readonly next: string | undefined;
  /** The groups whose members are read, the current one first. */
  readonly groupsLeft: readonly string[];
  readonly progressedAt: Date;
  readonly counts: PassCounts;
  /** The pass before it wrote facts and did not complete, so that what is stored is not known: everything is written. */
  readonly rewritesAll?: boolean | undefined;
  /** Earlier passes that may have marked whose mailbox is another's: this one takes back what no longer holds. */
  readonly markedBy?: readonly string[];
  /** When it is looked at again, where that was put off by a minute or more. */
  readonly wakesAt?: Date | undefined;
  /** Why it is not believed, or could not go on when it was last tried. */
  readonly because: string | undefined;
  /** What Graph refused a reading for want of. */
  readonly refusedFor?: RefusedFor | undefined;
  /** A digest of an earlier page's link: a link that comes again leads round for ever. */
  readonly landmark?: string | undefined;
  /** How often a collection was begun again since Graph no longer knew its links. */
  readonly restarts?: number;
  /**
   * Of a complete pass: how many people it found, by the first digit of their ids. So many must be stored, and their store
   * bears the pass's mark. Passes of earlier versions do not say it.
   */
  readonly peopleByShare?: readonly number[];
  /** What an earlier pass found to be gone from the store. */
  readonly loss?: Loss | undefined;
  /** Domains that people who may sign in do so with, as far as users were read. Passes of earlier versions do not say it. */
  readonly signInDomains?: readonly string[];
  /** The tenant has no report, so that each person's own methods are read. */
  readonly registrationsFrom?: 'methods';
  /** Of such a pass: admin roles could not be read, so that nobody is known to be no admin. */
  readonly rolesUnread?: true;
}

/** Rows of people that were stored and were gone when a pass looked. */
export interface Loss {
  /** When that pass began. */
  readonly foundBy: string;
  /** Whose facts were written anew. */
  readonly people: number;
  /** Of whom a mail may have left, and what became of it is no longer known. */
  readonly histories: number;
}

/** The last loss that is known to this pass. */
export function lossOf({ passId, counts, loss }: Pass): Loss | undefined {
  const { lost = 0, historiesLost = 0 } = counts;
  return lost > 0 ? { foundBy: passId, people: lost, histories: historiesLost } : loss;
}

/** What is missing where Graph refuses a reading until somebody grants it. */
export type RefusedFor = 'premiumLicence' | 'permission';

export interface PassCounts {
  readonly reportRows: number;
  readonly users: number;
  /** Users whose facts differed from the last pass and were written. */
  readonly changed: number;
  /** Rows that could not be read, over all collections. */
  readonly setAside: number;
  /** Of the users' rows that could not be read, those without an id: nobody knows whose they are. */
  readonly unidentified?: number;
  readonly absent: number;
  /** People whose own methods were asked for in this pass. */
  readonly methodsAsked?: number;
  /** Of these, whose could not be read. */
  readonly methodsUnread?: number;
  /** People whose mailboxes were asked for in this pass. */
  readonly mailboxesAsked?: number;
  /** Of these, of which it is not known what they are for. */
  readonly mailboxesUnknown?: number;
  /** Users whose rows were gone from the store. */
  readonly lost?: number;
  /** Of these, those of whom a mail may have left. */
  readonly historiesLost?: number;
}

export const noCounts: PassCounts = { reportRows: 0, users: 0, changed: 0, setAside: 0, absent: 0 };

/** A pass with fewer than this share of the last one's rows is taken to be cut short. */
const credibleShare = 0.5;

/** Small tenants may halve overnight; below this many rows a shrunken answer is only suspicious when it is empty. */
const smallTenantRows = 20;

/**
 * Why a collection's row count is not to be believed, or undefined. A pass that is cut short or suddenly almost empty
 * changes nobody's state: absence from a list is never registration.
 */
export function doubtCount(collection: PassCollection, rows: number, before: number | undefined): string | undefined {
  if (before === undefined || isCredible(rows, before)) return undefined;
  return `${collection}: ${rows} rows after ${before} in the last complete pass`;
}

/** How many people a list names, and how many of them were there in the last complete pass, of so many. */
export interface SharedPeople {
  readonly named: number;
  readonly known: number;
  readonly before: number;
}

/**
 * Why the people of a pass are not to be believed, or undefined: fewer than half of them were there before, as where Graph
 * was asked about another tenant. Many newcomers are no reason as long as most of those who were there still are.
 */
export function doubtPeople(collection: PassCollection, { named, known, before }: SharedPeople): string | undefined {
  const isGrown = isCredible(known, before);
  if (named === 0 || isGrown || known >= named * credibleShare) return undefined;
  return `${collection}: only ${known} of ${named} people were in the last complete pass. Is Graph asked about the right tenant?`;
}

const isCredible = (rows: number, before: number): boolean =>
  rows >= before * credibleShare || (rows > 0 && before < smallTenantRows);

/** Links that keep expiring are a fault, not an accident. */
const mostRestarts = 3;

/**
 * Reads the collection from its first page again, under new page numbers: what was read is read over. Of groups only the
 * current one begins again. Undefined when that has been tried often enough.
 */
export function restartCollection(pass: Pass, now: Date): Pass | undefined {
  const { restarts = 0, collection, counts } = pass;
  if (restarts >= mostRestarts) return undefined;
  return {
    ...pass,
    page: pass.page + 1,
    next: undefined,
    landmark: undefined,
    restarts: restarts + 1,
    counts: {
      ...counts,
      ...(collection === 'report' && { reportRows: 0 }),
      ...(collection === 'users' && { users: 0, unidentified: 0 }),
    },
    progressedAt: now,
  };
}

/**
 * The landmark to keep after a page, or `round` when its link was seen before. One link in each doubling of the pages is
 * remembered, so a round of any length is found before it was gone three times.
 * https://doi.org/10.1007/BF01933190 (Brent, 1980)
 */
export function followLink({ page, landmark }: Pass, linkDigest: string): { landmark: string | undefined } | 'round' {
  if (linkDigest === landmark) return 'round';
  return { landmark: (page & (page - 1)) === 0 ? linkDigest : landmark };
}

/** What a pass reads after this collection; undefined where it was the last. */
export function collectionAfter(
  { collection, registrationsFrom }: Pass,
  { asksMailboxes }: { readonly asksMailboxes: boolean },
): PassCollection | undefined {
  const isRead: Readonly<Partial<Record<PassCollection, boolean>>> = {
    roles: registrationsFrom === 'methods',
    methods: registrationsFrom === 'methods',
    mailboxes: asksMailboxes,
  };
  return passCollections.slice(passCollections.indexOf(collection) + 1).find((next) => isRead[next] ?? true);
}

/** A pass that is not believed: it changes nobody's state any further. */
export const distrust = (pass: Pass, because: string, now: Date, refusedFor?: RefusedFor): Pass => ({
  ...pass,
  state: 'distrusted',
  because,
  refusedFor,
  progressedAt: now,
});

/**
 * Whether its next page is still to be read. What was refused for want of a permission or a licence goes on where it stands
 * as soon as that is granted.
 */
export const isUnfinished = ({ state, refusedFor }: Pass): boolean => state === 'reading' || refusedFor !== undefined;

/** The pass as it is when its page is read once more. */
export const reopened = (pass: Pass): Pass => ({
  ...pass,
  state: 'reading',
  because: undefined,
  refusedFor: undefined,
  wakesAt: undefined,
});

/** Long enough to be told: waits that Graph asks for are shorter. */
const toldAfterMinutes = 15;

/** Begun, and no page has been read for a while: Graph is in trouble, or the app is. */
export const standsStill = ({ state, progressedAt }: Pass, now: Date): boolean =>
  state === 'reading' && now.getTime() - progressedAt.getTime() >= toldAfterMinutes * 60_000;

/** A page takes seconds, and a message hands on after a minute. */
const stalledAfterMinutes = 3;

/** Nobody reads it any more: its queue message was lost, or failed too often. Reading a page twice would do no harm. */
export const hasStalled = ({ progressedAt, wakesAt = progressedAt }: Pass, now: Date): boolean =>
  now.getTime() - Math.max(progressedAt.getTime(), wakesAt.getTime()) >= stalledAfterMinutes * 60_000;
