import { causeIds, type CauseId } from '../diagnosis/cause.ts';

type ByCause = Readonly<Partial<Record<CauseId, number>>>;

/** Whose reset does not work. */
export interface TroubleNow {
  /** The first of them, where they are many. */
  readonly people: readonly { readonly userId: string; readonly cause: CauseId }[];
  readonly byCause: ByCause;
}

/** What one digest says, as the next is compared with it. */
export interface ToldTrouble {
  readonly byCause: ByCause;
  /** Everybody by what stands for them, with the cause. Undefined where they were too many to be listed. */
  readonly people: readonly (readonly [string, CauseId])[] | undefined;
}

/** What has changed from one digest to the next, in numbers. */
export interface TroubleChange {
  readonly people: number;
  readonly peopleBefore: number;
  /** Undefined where there are too many to tell one from the other: then only numbers are compared. */
  readonly moved: { readonly came: number; readonly left: number } | undefined;
  /** Most people first. */
  readonly causes: readonly CauseCount[];
}

interface CauseCount {
  readonly cause: CauseId;
  readonly people: number;
  /** Of them who were not there in the digest before. */
  readonly came: number | undefined;
}

/** The part of those in trouble that one mailbox is told of. */
export const troubleFor = ({ people, byCause }: TroubleNow, isTheirs: (cause: CauseId) => boolean): TroubleNow => ({
  people: people.filter(({ cause }) => isTheirs(cause)),
  byCause: Object.fromEntries(
    causeIds.filter(isTheirs).flatMap((cause) => (byCause[cause] ? [[cause, byCause[cause]]] : [])),
  ),
});

/** What a digest written now says. */
export const toldTrouble = ({ people, byCause }: TroubleNow, standsFor: (userId: string) => string): ToldTrouble => ({
  byCause,
  people: people.length < sumOf(byCause) ? undefined : people.map(({ userId, cause }) => [standsFor(userId), cause]),
});

/** What has changed since the last digest; before the first nobody was in trouble. */
export function troubleChange(before: ToldTrouble | undefined, says: ToldTrouble): TroubleChange {
  const told = before ?? nothingTold;
  const came = cameOf(told, says);
  const counts = causeIds.flatMap((cause) => {
    const people = says.byCause[cause] ?? 0;
    return people === 0 ? [] : [{ cause, people, came: came?.filter(([, of]) => of === cause).length }];
  });
  const [people, peopleBefore] = [sumOf(says.byCause), sumOf(told.byCause)];
  return {
    people,
    peopleBefore,
    moved: came && { came: came.length, left: peopleBefore + came.length - people },
    causes: counts.toSorted((a, b) => b.people - a.people),
  };
}

/** Whether a digest is owed: somebody came into trouble or left it. */
export function isToldOf(before: ToldTrouble | undefined, says: ToldTrouble): boolean {
  const told = before ?? nothingTold;
  const { moved } = troubleChange(told, says);
  if (moved !== undefined) return moved.came > 0 || moved.left > 0;
  return causeIds.some((cause) => (told.byCause[cause] ?? 0) !== (says.byCause[cause] ?? 0));
}

const nothingTold: ToldTrouble = { byCause: {}, people: [] };

function cameOf(told: ToldTrouble, says: ToldTrouble): ToldTrouble['people'] {
  if (told.people === undefined || says.people === undefined) return undefined;
  const known = new Set(told.people.map(([one]) => one));
  return says.people.filter(([one]) => !known.has(one));
}

const sumOf = (counts: ByCause): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
