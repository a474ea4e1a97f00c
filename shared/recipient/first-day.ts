import type { DirectoryUser } from './directory-user.ts';
import { chooseTimeZone } from './time-zone.ts';

const dayMs = 86_400_000;

/**
 * Whether the first day of work has begun where the person is. `employeeHireDate` is a date, written as midnight of UTC:
 * taken as an instant, it would be the afternoon before in America.
 *
 * https://learn.microsoft.com/graph/api/resources/user
 */
export function hasStarted(
  { employeeHireDate, usageLocation }: Pick<DirectoryUser, 'employeeHireDate' | 'usageLocation'>,
  timeZone: string,
  now: Date,
): boolean {
  if (employeeHireDate === undefined) return true;
  const sinceMs = now.getTime() - employeeHireDate.getTime();
  // No clock is further than 14 hours from UTC, and asking for the date at a place takes long.
  if (Math.abs(sinceMs) > 2 * dayMs) return sinceMs > 0;
  return dateAt(now, chooseTimeZone(usageLocation, timeZone)) >= dateAt(employeeHireDate, 'UTC');
}

/** As 2026-12-01, so that dates compare as texts do. */
const dateAt = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);
