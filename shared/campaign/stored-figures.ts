import { isDeepStrictEqual } from 'node:util';
import type { CadencePolicy } from './cadence-policy.ts';
import { addFigures, changeOf, FiguresCounter, noFigures, type Figures } from './figures.ts';
import type { Journey } from './journey.ts';
import { PackMaker, type PeoplePack } from './people-pack.ts';
import { lineOf, type PersonLine } from './person-line.ts';

/**
 * The figures as they are kept: those of the last count of everybody, with every write since, and a count that is under
 * way. At any time the first are what a count by reading every journey gives, by the rules and at the time of the last
 * count: what only time or a change of the rules does to people is seen by the next count.
 */
export interface StoredFigures {
  readonly current: CurrentFigures | undefined;
  readonly underWay: CountUnderWay | undefined;
}

/**
 * What a count goes by. Writes of one person are told apart by their order (a text that grows): one is part of a count
 * when it is no later than the last one that the count has seen of this person.
 */
interface Basis {
  readonly policy: CadencePolicy;
  readonly countedAt: Date;
  /** Every write up to here was seen by the count. */
  readonly seenUpTo: string;
  /** The last write that was seen of those who were written later than that, by their object ids. */
  readonly seen: Readonly<Record<string, string>>;
  readonly figures: Figures;
  /** Undefined where a version before counted, which kept no lists. */
  readonly lists?: KeptLists | undefined;
}

/**
 * The lists of people that belong to a count: everybody as they were counted, packed in rows of their own, and here whoever
 * has changed since. So lists change together with the figures, and at any time hold as many people as these say.
 */
export interface KeptLists {
  /** The runs of the count whose packs hold. */
  readonly parts: readonly string[];
  /** Rows of people who changed a while ago, and were more than a row of figures has room for. */
  readonly sheets: readonly string[];
  /** By object id; of what is here and in sheets, the latest order holds. */
  readonly changed: Readonly<Record<string, ChangedLine>>;
  /** Those of earlier counts may still be there. */
  readonly hasFormer: boolean;
}

/** Somebody as they are after a write. */
export interface ChangedLine {
  readonly order: string;
  /** Undefined where they stand nowhere any more. */
  readonly line: PersonLine | undefined;
}

export interface CurrentFigures extends Basis {
  readonly changedAt: Date;
  /** A change got lost: everybody is to be counted anew. */
  readonly isDoubted: boolean;
}

export interface CountUnderWay extends Basis {
  /** Who was counted last, in the store's order; undefined before the first page. */
  readonly cursor: string | undefined;
  /** What was written since it began: only its end knows what of it the pages have seen. */
  readonly changes: readonly OrderedChange[];
}

interface OrderedChange {
  readonly userId: string;
  readonly order: string;
  readonly change: Figures;
  readonly line?: PersonLine | undefined;
}

/** One write of one person. */
export interface WrittenChange {
  readonly userId: string;
  readonly order: string;
  readonly before: Journey;
  readonly after: Journey;
}

export const nothingCounted: StoredFigures = { current: undefined, underWay: undefined };

const recountAfterHours = 24;

/** Whether everybody is to be counted: never done, by other rules, too long ago, or begun and not ended. */
export function isCountDue({ current, underWay }: StoredFigures, policy: CadencePolicy, now: Date): boolean {
  if (current === undefined || underWay !== undefined || current.isDoubted || !current.lists) return true;
  const ageMs = Math.abs(now.getTime() - current.countedAt.getTime());
  return ageMs >= recountAfterHours * 3_600_000 || !isSamePolicy(current.policy, policy);
}

/**
 * The rules as far as anything that is counted depends on them. What only holds a mail back for a while, in a paused wave
 * or while nobody can see who registers, moves nobody to another place.
 */
export const rulesCountedBy = (policy: CadencePolicy, reportReadAt: Date | undefined): CadencePolicy => ({
  ...policy,
  reportReadAt,
  logReading: undefined,
  haltedWaves: { paused: [], cancelled: policy.haltedWaves.cancelled.toSorted() },
});

/** Also where one of them was stored: then dates have been texts, and what is undefined has gone. */
export const isSamePolicy = (one: CadencePolicy, other: CadencePolicy): boolean =>
  isDeepStrictEqual(asJson(one), asJson(other));

const asJson = (policy: CadencePolicy): unknown => JSON.parse(JSON.stringify(policy));

/** A new count. What is written after `seenUpTo` may or may not be seen by it. */
export const beginCount = (policy: CadencePolicy, now: Date, seenUpTo: string): CountUnderWay => ({
  policy,
  countedAt: now,
  seenUpTo,
  seen: {},
  figures: noFigures,
  lists: { parts: [], sheets: [], changed: {}, hasFormer: true },
  cursor: undefined,
  changes: [],
});

/** The name that the lists of a count are kept under. */
export const generationOf = ({ countedAt, seenUpTo }: Pick<Basis, 'countedAt' | 'seenUpTo'>): string =>
  `${countedAt.toISOString()} ${seenUpTo}`;

/** Somebody as a count reads them, with the order of the last write of theirs that was counted one by one. */
export interface SeenJourney {
  readonly journey: Journey;
  readonly order: string | undefined;
}

/** As many as a few transactions take. */
const packsAtOnce = 400;

/** The part of a count that was read in one go. */
export class CountedPart {
  readonly #basis: CountUnderWay;
  readonly #counter: FiguresCounter;
  readonly #packs = new PackMaker();
  readonly #seen: Record<string, string> = {};

  constructor(basis: CountUnderWay) {
    this.#basis = basis;
    this.#counter = new FiguresCounter(basis.policy, basis.countedAt);
  }

  add({ journey, order }: SeenJourney): void {
    this.#counter.add(journey);
    const line = lineOf(journey, this.#basis.policy, this.#basis.countedAt);
    if (line) this.#packs.add(line);
    if (order !== undefined && order > this.#basis.seenUpTo) this.#seen[journey.userId] = order;
  }

  /** Packs of the lists that are to be written: once there are enough of them, or all at the end. */
  takePacks(which: 'enough' | 'all'): readonly PeoplePack[] {
    if (which === 'all') return this.#packs.takeAll();
    return this.#packs.fullPacks < packsAtOnce ? [] : this.#packs.takeFull();
  }

  /** The count with this part, up to `cursor`. */
  addedTo(underWay: CountUnderWay, cursor: string | undefined, part: string): CountUnderWay {
    const { lists } = underWay;
    return {
      ...underWay,
      cursor,
      lists: lists && { ...lists, parts: [...lists.parts, part] },
      figures: addFigures(underWay.figures, this.#counter.total()),
      seen: { ...underWay.seen, ...this.#seen },
    };
  }
}

/** The count has come to its end: it takes the place of the one before, with what its pages have not seen. */
export function endCount({ cursor: _, changes, ...basis }: CountUnderWay, now: Date): StoredFigures {
  const unseen = changes.filter((change) => isUnseen(change, basis));
  const figures = unseen.map(({ change }) => change).reduce(addFigures, basis.figures);
  const lists = basis.lists && withLines(basis.lists, unseen);
  return { current: { ...basis, figures, lists, changedAt: now, isDoubted: false }, underWay: undefined };
}

/** Whoever has changed takes the place of what the lists say of them. */
function withLines(
  lists: KeptLists,
  changes: readonly (Order & { readonly line?: PersonLine | undefined })[],
): KeptLists {
  const before = Object.entries(lists.changed).map(([userId, one]) => ({ userId, ...one }));
  return { ...lists, changed: Object.fromEntries(latestLines([...before, ...changes])) };
}

/** Of what was written of each person, what was written last. */
export function latestLines(
  all: readonly (Order & { readonly line?: PersonLine | undefined })[],
): ReadonlyMap<string, ChangedLine> {
  const latest = new Map<string, ChangedLine>();
  for (const { userId, order, line } of all)
    if (order > (latest.get(userId)?.order ?? '')) latest.set(userId, { order, line });
  return latest;
}

type Order = Pick<WrittenChange, 'userId' | 'order'>;

const isUnseen = ({ userId, order }: Order, { seen, seenUpTo }: Basis): boolean => order > (seen[userId] ?? seenUpTo);

/** More than this many do not fit into a row; a count that they come in the way of begins anew. */
const mostChanges = 3_000;

/** The figures with what was written. Before the first count there is nothing to add to: it will see what was written. */
export function withChanges(stored: StoredFigures, written: readonly WrittenChange[], now: Date): StoredFigures {
  const { current, underWay } = stored;
  return {
    current: current && addedToCurrent(current, written, now),
    underWay: underWay && keptForLater(underWay, written),
  };
}

function addedToCurrent(current: CurrentFigures, written: readonly WrittenChange[], now: Date): CurrentFigures {
  const unseen = written.filter((one) => isUnseen(one, current));
  const figures = unseen.map((one) => changeBy(one, current)).reduce(addFigures, current.figures);
  const lists =
    current.lists &&
    withLines(
      current.lists,
      unseen.map((one) => lineAfter(one, current)),
    );
  return { ...current, figures, lists, changedAt: now };
}

function keptForLater(underWay: CountUnderWay, written: readonly WrittenChange[]): CountUnderWay | undefined {
  const added = written.map((one) => ({ ...lineAfter(one, underWay), change: changeBy(one, underWay) }));
  const changes = [...underWay.changes, ...added];
  return changes.length > mostChanges ? undefined : { ...underWay, changes };
}

const lineAfter = ({ userId, order, after }: WrittenChange, { policy, countedAt }: Basis) => ({
  userId,
  order,
  line: lineOf(after, policy, countedAt),
});

const changeBy = ({ before, after }: WrittenChange, { policy, countedAt }: Basis): Figures =>
  changeOf(before, after, policy, countedAt);

/** A change that nobody can add any more: everybody is counted anew soon. */
export const doubted = ({ current }: StoredFigures): StoredFigures => ({
  current: current && { ...current, isDoubted: true },
  underWay: undefined,
});

/** People whom a row of figures has room for beside the figures. */
const mostBeside = 300;
/** More rows of changed people than these, and everybody is counted anew before the night. */
const mostSheets = 40;

/** Those who changed, where they have become too many to stay beside the figures; undefined as long as they may. */
export function tooManyBeside({ lists }: CurrentFigures): KeptLists['changed'] | undefined {
  return lists && Object.keys(lists.changed).length > mostBeside ? lists.changed : undefined;
}

/** The figures once a sheet holds these people. Whoever has changed again stays beside the figures. */
export function withSheet(stored: StoredFigures, generation: string, sheetId: string, onSheet: KeptLists['changed']) {
  const { current } = stored;
  if (current?.lists === undefined || generationOf(current) !== generation) return undefined;
  const { changed, sheets } = current.lists;
  const left = Object.entries(changed).filter(([userId, { order }]) => onSheet[userId]?.order !== order);
  if (left.length === Object.keys(changed).length) return undefined;
  const lists = { ...current.lists, sheets: [...sheets, sheetId], changed: Object.fromEntries(left) };
  return { ...stored, current: { ...current, lists, isDoubted: current.isDoubted || sheets.length >= mostSheets } };
}

/** The figures once the lists of earlier counts than this one are gone. */
export function withoutFormer(stored: StoredFigures, generation: string): StoredFigures | undefined {
  const { current } = stored;
  if (current?.lists === undefined || generationOf(current) !== generation) return undefined;
  return { ...stored, current: { ...current, lists: { ...current.lists, hasFormer: false } } };
}
