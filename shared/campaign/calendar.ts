import { Temporal } from 'temporal-polyfill';
import { hashFraction } from '../recipient/hash-fraction.ts';

/** When mail may arrive. Times are wall-clock times in the recipient's zone. */
export interface CalendarPolicy {
  /** No mail from `from` until `to`, `HH:MM`; the two may lie on either side of midnight. */
  readonly quietHours: { readonly from: string; readonly to: string };
  readonly workDays: readonly WorkDay[];
  /** A mail is moved by up to so many minutes, always the same for one person and step, so that not all arrive at once. */
  readonly spreadMinutes: number;
}

export const workDays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export type WorkDay = (typeof workDays)[number];

/** Dates on which nobody is written to; answers from a calendar of public holidays. */
export type IsHoliday = (date: Temporal.PlainDate) => boolean;

export const noHolidays: IsHoliday = () => false;

/** Longest stretch that is searched for an open day before the policy is taken to have none. */
const searchDays = 370;

/**
 * The first moment from `at` on when mail may arrive: `at` itself, or the next end of the quiet hours on a work day.
 * Clock changes are the zone's own: a wall-clock time that does not exist moves forward, as Temporal's `compatible` does.
 */
export function nextOpenMoment(at: Date, timeZone: string, policy: CalendarPolicy, isHoliday: IsHoliday): Date {
  return new Date(nextStretch(at, timeZone, policy, isHoliday).opens);
}

/** Quiet from `asked` until `opens`, open until `closes`. */
export interface Stretch {
  readonly asked: number;
  readonly opens: number;
  readonly closes: number;
  /** The clocks do not change in it, so what holds for its ends holds for all of it. */
  readonly isSteady: boolean;
}

/** The stretch from `at` on in which mail may arrive, by the zone's own calendar: exact and slow. */
export function nextStretch(at: Date, timeZone: string, policy: CalendarPolicy, isHoliday: IsHoliday): Stretch {
  const asked = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  let moment = asked;
  for (let day = 0; day < searchDays; day++) {
    const open = isWorkDay(moment.toPlainDate(), policy, isHoliday) ? openingOn(moment, policy) : undefined;
    if (open) {
      const closes = closingAfter(open, policy);
      const isSteady = closes.offsetNanoseconds === asked.offsetNanoseconds;
      return { asked: at.getTime(), opens: open.epochMilliseconds, closes: closes.epochMilliseconds, isSteady };
    }
    moment = moment.add({ days: 1 }).startOfDay();
  }
  throw new Error(`The calendar of the campaign has no open day within ${searchDays} days of ${at.toISOString()}`);
}

/** The quiet hours begin on the same day, or the day ends first. */
function closingAfter(open: Temporal.ZonedDateTime, policy: CalendarPolicy): Temporal.ZonedDateTime {
  const closes = open.withPlainTime(Temporal.PlainTime.from(policy.quietHours.from));
  const isLaterToday = Temporal.ZonedDateTime.compare(closes, open) > 0;
  return isLaterToday ? closes : open.add({ days: 1 }).startOfDay();
}

/** The moment spread within the hour: later by a share of `spreadMinutes` that is the same for the same key. */
export function spread(at: Date, key: string, policy: CalendarPolicy): Date {
  return new Date(at.getTime() + Math.floor(hashFraction(`spread|${key}`) * policy.spreadMinutes) * 60_000);
}

/** The first open moment of this day from `moment` on, or undefined when the rest of the day is quiet. */
function openingOn(moment: Temporal.ZonedDateTime, policy: CalendarPolicy): Temporal.ZonedDateTime | undefined {
  const closes = Temporal.PlainTime.from(policy.quietHours.from);
  const opens = Temporal.PlainTime.from(policy.quietHours.to);
  const time = moment.toPlainTime();
  const isQuietOverNight = Temporal.PlainTime.compare(opens, closes) <= 0;
  const before = Temporal.PlainTime.compare(time, opens) < 0;
  const after = Temporal.PlainTime.compare(time, closes) >= 0;
  if (isQuietOverNight) return after ? undefined : before ? atTime(moment, opens) : moment;
  return after && before ? atTime(moment, opens) : moment;
}

/** In the hour that comes twice the same offset is kept, so that the answer never lies in the past. */
function atTime(moment: Temporal.ZonedDateTime, { hour, minute }: Temporal.PlainTime): Temporal.ZonedDateTime {
  const fields = { hour, minute, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 };
  return moment.with(fields, { offset: 'prefer' });
}

function isWorkDay(date: Temporal.PlainDate, policy: CalendarPolicy, isHoliday: IsHoliday): boolean {
  return policy.workDays.includes(workDays[date.dayOfWeek - 1]!) && !isHoliday(date);
}
