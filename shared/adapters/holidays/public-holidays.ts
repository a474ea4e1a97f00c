import HolidayCalendar, { type HolidaysTypes } from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import { noHolidays, type IsHoliday } from '../../campaign/calendar.ts';
import type { Holidays } from '../../ports/holidays.ts';

/** Public holidays of whole countries; regional and bank holidays are working days for most people of a country. */
export function createHolidays(): Holidays {
  const supported = new HolidayCalendar().getCountries();
  const byCountry = new Map<string, IsHoliday>();
  return {
    of(country) {
      const code = country?.toUpperCase() ?? '';
      let isHoliday = byCountry.get(code);
      if (isHoliday === undefined) byCountry.set(code, (isHoliday = calendarOf(code, supported)));
      return isHoliday;
    },
  };
}

function calendarOf(country: string, supported: object): IsHoliday {
  if (!Object.hasOwn(supported, country)) return noHolidays;
  const calendar = new HolidayCalendar(country);
  const byYear = new Map<number, ReadonlySet<string>>();
  return (date) => {
    let days = byYear.get(date.year);
    if (days === undefined) byYear.set(date.year, (days = publicHolidays(calendar, date.year)));
    return days.has(date.toString());
  };
}

/** A holiday of December may reach into January. */
function publicHolidays(calendar: HolidayCalendar, year: number): ReadonlySet<string> {
  const rows = [year - 1, year].flatMap((one) => calendar.getHolidays(one));
  return new Set(rows.filter(({ type }) => type === 'public').flatMap(daysOf));
}

/**
 * The library gives the first day as a local date, `2026-09-24 00:00:00`, and the length by two instants: three days of
 * Chuseok, five and a half of Bayram. A day that is a holiday in part counts as one.
 */
function daysOf({ date, start, end }: HolidaysTypes.Holiday): readonly string[] {
  const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs));
  const first = Temporal.PlainDate.from(date.slice(0, 10));
  return Array.from({ length: days }, (_, n) => first.add({ days: n }).toString());
}

const dayMs = 86_400_000;
