import { isDeepStrictEqual } from 'node:util';
import type { CadencePolicy } from './cadence-policy.ts';
import { addFigures, changeOf, FiguresCounter, noFigures, type Figures } from './figures.ts';
import type { Journey } from './journey.ts';

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
  if (current === undefined || underWay !== undefined || current.isDoubted) return true;
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
  cursor: undefined,
  changes: [],
});

/** Somebody as a count reads them, with the order of the last write of theirs that was counted one by one. */
export interface SeenJourney {
  readonly journey: Journey;
  readonly order: string | undefined;
}

/** The part of a count that was read in one go. */
export class CountedPart {
  readonly #basis: CountUnderWay;
  readonly #counter: FiguresCounter;
  readonly #seen: Record<string, string> = {};

  constructor(basis: CountUnderWay) {
    this.#basis = basis;
    this.#counter = new FiguresCounter(basis.policy, basis.countedAt);
  }

  add({ journey, order }: SeenJourney): void {
    this.#counter.add(journey);
    if (order !== undefined && order > this.#basis.seenUpTo) this.#seen[journey.userId] = order;
  }

  /** The count with this part, up to `cursor`. */
  addedTo(underWay: CountUnderWay, cursor: string | undefined): CountUnderWay {
    return {
      ...underWay,
      cursor,
      figures: addFigures(underWay.figures, this.#counter.total()),
      seen: { ...underWay.seen, ...this.#seen },
    };
  }
}

/** The count has come to its end: it takes the place of the one before, with what its pages have not seen. */
export function endCount({ cursor: _, changes, ...basis }: CountUnderWay, now: Date): StoredFigures {
  const unseen = changes.filter((change) => isUnseen(change, basis));
  const figures = unseen.map(({ change }) => change).reduce(addFigures, basis.figures);
  return { current: { ...basis, figures, changedAt: now, isDoubted: false }, underWay: undefined };
}

type Order = Pick<WrittenChange, 'userId' | 'order'>;

const isUnseen = ({ userId, order }: Order, { seen, seenUpTo }: Basis): boolean => order > (seen[userId] ?? seenUpTo);

/** More than this many do not fit into a row; a count that they come in the way of begins anew. */
const mostChanges = 5_000;

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
  return { ...current, figures, changedAt: now };
}

function keptForLater(underWay: CountUnderWay, written: readonly WrittenChange[]): CountUnderWay | undefined {
  const added = written.map((one) => ({ userId: one.userId, order: one.order, change: changeBy(one, underWay) }));
  const changes = [...underWay.changes, ...added];
  return changes.length > mostChanges ? undefined : { ...underWay, changes };
}

const changeBy = ({ before, after }: WrittenChange, { policy, countedAt }: Basis): Figures =>
  changeOf(before, after, policy, countedAt);

/** A change that nobody can add any more: everybody is counted anew soon. */
export const doubted = ({ current }: StoredFigures): StoredFigures => ({
  current: current && { ...current, isDoubted: true },
  underWay: undefined,
});
