import { addDays, addHours } from './add-time.ts';

/** How far the audit log is known by now. */
export interface LogReading {
  /** When it was last read to its end. A quiet log is read all the same. */
  readonly readAt: Date;
  /** Everything that it held from here to `readAt` has been read, without a gap. */
  readonly wholeSince: Date;
  /** It has told of a registration or a reset at least once: before that nobody knows whether it tells of any. */
  readonly hasTold: boolean;
}

/**
 * The shortest time for which an edition of Entra ID keeps audit events; a first reading goes back this far.
 * https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention
 */
export const keptForDays = 7;

/** The log was read to its end once more. After a gap that is longer than it keeps its events, some were never seen. */
export function readAgain(
  before: LogReading | undefined,
  { readAt, hasTold }: Omit<LogReading, 'wholeSince'>,
): LogReading {
  const oldest = addDays(readAt, -keptForDays);
  const wholeSince = before && before.readAt >= oldest ? before.wholeSince : oldest;
  return { readAt, wholeSince, hasTold: hasTold || (before?.hasTold ?? false) };
}

/** The log is read every five minutes, and answers late at times. */
const logReadWithinHours = 1;

/** Whether the log was last read longer ago than it should have been. */
export const isLogOverdue = (readAt: Date, now: Date): boolean => now > addHours(readAt, logReadWithinHours);

/** What registrations are known by, and how long each may be silent. */
export interface DetectionSources {
  /** When the last complete pass began to read the report; undefined before the first one. */
  readonly reportReadAt: Date | undefined;
  readonly logReading: LogReading | undefined;
  readonly staleAfterHours: number;
}

/** Whether a registration would be seen, or since when none has been. */
export type Detection = { readonly kind: 'current' } | { readonly kind: 'stale'; readonly since: Date };

/**
 * Whether the report or the audit log has told within `staleAfterHours`. Before the first complete pass nobody is written
 * to, so that is not stale. The log counts once it has told anything, and as far as it follows on the report without a gap.
 */
export function judgeDetection({ reportReadAt, logReading, staleAfterHours }: DetectionSources, now: Date): Detection {
  if (reportReadAt === undefined) return { kind: 'current' };
  const followsOn = logReading?.hasTold && logReading.wholeSince <= reportReadAt;
  const since = followsOn && logReading.readAt > reportReadAt ? logReading.readAt : reportReadAt;
  return now >= addHours(since, staleAfterHours) ? { kind: 'stale', since } : { kind: 'current' };
}
