/**
 * Graph's limit on reports and audit log, held by ourselves: 5 requests in 10 seconds per app and tenant.
 *
 * https://learn.microsoft.com/graph/throttling-limits#identity-and-access-reports-service-limits
 */
export interface ReportPace {
  /** The places given last, ascending; some may lie ahead. */
  readonly takenAt: readonly Date[];
  /** Graph asked everybody to wait until then. */
  readonly closedUntil: Date | undefined;
  /** When Graph last asked to wait, and how many places each window has had since. */
  readonly slowed: { readonly at: Date; readonly places: number } | undefined;
}

export const unusedPace: ReportPace = { takenAt: [], closedUntil: undefined, slowed: undefined };

const placesPerWindow = 5;

/** More than lie in a stretch and as far ahead as anybody waits. */
const placesKept = 20;

/** Ten seconds, and what two clocks may differ by in the meantime. */
const windowMs = 10_020;

/** Somebody else reads reports with the app's identity: they are given room for so long before all places are tried again. */
const slowedForMinutes = 10;

/**
 * When the next request may be made: in no stretch of ten seconds are there more than five, however Graph counts them
 * (sliding, in fixed windows or as a bucket). Whoever is to leave places free takes none that would be the last of its
 * stretch; others find them between the places that are taken ahead.
 */
export function nextPlace(stored: ReportPace, now: Date, placesLeftFree = 0): Date {
  const pace = asOf(stored, now);
  const taken = pace.takenAt.map((at) => at.getTime());
  const earliest = Math.max(now.getTime(), pace.closedUntil?.getTime() ?? 0);
  const places = Math.max(1, placesAt(pace, now) - placesLeftFree);
  const later = taken.map((at) => at + windowMs).filter((at) => at > earliest);
  return new Date([earliest, ...later].find((at) => isFree(at, taken, places))!);
}

/** Whether with this place no stretch that it is in has too many. After the last one there is always room. */
function isFree(at: number, taken: readonly number[], places: number): boolean {
  const all = [...taken, at].toSorted((a, b) => a - b);
  const position = all.lastIndexOf(at);
  for (let first = Math.max(0, position - places); first <= position; first++) {
    const tooMany = all[first + places];
    if (tooMany !== undefined && tooMany - all[first]! < windowMs) return false;
  }
  return true;
}

/** Graph asks to wait for seconds or minutes, and places are taken seconds ahead: never for longer than this. */
const longestAheadMs = 3_600_000;

/**
 * The pace as far as a clock that shows `now` can believe it: what lies more than an hour ahead was written by a clock
 * that was ahead, and would keep every report waiting until then.
 */
function asOf({ takenAt, closedUntil, slowed }: ReportPace, now: Date): ReportPace {
  const isTrue = (at: Date | undefined) => at !== undefined && at.getTime() - now.getTime() <= longestAheadMs;
  return {
    takenAt: takenAt.filter(isTrue),
    closedUntil: isTrue(closedUntil) ? closedUntil : undefined,
    slowed: isTrue(slowed?.at) ? slowed : undefined,
  };
}

function placesAt({ slowed }: ReportPace, now: Date): number {
  const isSlowed = slowed !== undefined && now.getTime() - slowed.at.getTime() < slowedForMinutes * 60_000;
  return isSlowed ? slowed.places : placesPerWindow;
}

/** A place that was used, and when its request will have reached Graph. */
export interface UsedPlace {
  readonly at: Date;
  readonly reachedAt: Date;
}

/** The pace with a place counted from when it was used, so that a late request and a punctual one keep their distance. */
export const withUse = (pace: ReportPace, used: UsedPlace | undefined): ReportPace =>
  used === undefined
    ? pace
    : {
        ...pace,
        takenAt: sorted(pace.takenAt.map((at) => (at.getTime() === used.at.getTime() ? used.reachedAt : at))),
      };

const sorted = (instants: readonly Date[]): readonly Date[] => instants.toSorted((a, b) => a.getTime() - b.getTime());

/** The pace with one more place given. */
export const withPlace = (pace: ReportPace, at: Date): ReportPace => ({
  ...pace,
  takenAt: sorted([...asOf(pace, at).takenAt, at]).slice(-placesKept),
});

/** The pace after Graph asked to wait: nobody asks before, and one place fewer is used for a while. */
export function slowDown(pace: ReportPace, now: Date, retryAfterSeconds: number): ReportPace {
  const places = Math.max(1, placesAt(pace, now) - 1);
  return { ...pace, closedUntil: new Date(now.getTime() + retryAfterSeconds * 1_000), slowed: { at: now, places } };
}
