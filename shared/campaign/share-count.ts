import type { Pass } from '../registration/pass.ts';
import type { Journey } from './journey.ts';

/** Of the people whose ids begin with one digit, those who were found stored so far. */
export interface ShareCount {
  /** Whose people are counted. */
  readonly passId: string;
  readonly share: number;
  readonly people: number;
}

/** A page of the rolling check: people in the order of their ids, and where it begins and ends. */
interface CheckedPage {
  readonly journeys: readonly Journey[];
  readonly position: string | undefined;
  readonly next: string | undefined;
}

interface Counting {
  /** The share that goes on with the next page; undefined where it was not counted from its beginning. */
  readonly counted: ShareCount | undefined;
  /** How many people were not there, in the shares that ended with this page. */
  readonly missing: number;
}

const lastShare = 15;

/**
 * Counts the people on a page, and compares each share that ends with it with what the last complete pass found. While
 * a pass is under way nothing is compared: it writes people, and takes some for gone.
 */
export function countShares(
  before: ShareCount | undefined,
  { journeys, position, next }: CheckedPage,
  pass: Pass | undefined,
): Counting {
  const expected = pass?.state === 'complete' ? pass.peopleByShare : undefined;
  if (pass === undefined || expected === undefined) return { counted: undefined, missing: 0 };
  const there = Map.groupBy(journeys.filter(isStored), ({ userId }) => shareOf(userId));
  const first = position === undefined ? 0 : shareOf(position);
  const end = next === undefined ? lastShare + 1 : shareOf(next);
  const goesOn = before?.passId === pass.passId && before.share === first ? before.people : undefined;
  let people = position === undefined ? 0 : goesOn;
  let missing = 0;
  for (let share = first; share < end; share++) {
    if (people !== undefined) missing += Math.max(0, expected[share]! - people - (there.get(share)?.length ?? 0));
    people = 0;
  }
  if (end > lastShare || people === undefined) return { counted: undefined, missing };
  return { counted: { passId: pass.passId, share: end, people: people + (there.get(end)?.length ?? 0) }, missing };
}

const shareOf = (userId: string): number => Number.parseInt(userId.charAt(0), 16);

/** A head that cannot be read is there all the same. */
const isStored = ({ userId, facts, unreadableRows = [] }: Journey): boolean =>
  facts?.isInDirectory === true || unreadableRows.some(({ rowKey }) => rowKey === userId);
