import HolidayCalendar from 'date-holidays';
import { noHolidays, type IsHoliday } from '../../campaign/calendar.ts';
import type { Holidays } from '../../ports/holidays.ts';

/** Public holidays of whole countries; regional and bank holidays are working days for most people of a country. */
export function createHolidays(): Holidays {
  const byCountry = new Map<string, IsHoliday>();
  return {
    of(country) {
      const code = country?.toUpperCase() ?? '';
      let isHoliday = byCountry.get(code);
      if (isHoliday === undefined) byCountry.set(code, (isHoliday = calendarOf(code)));
      return isHoliday;
    },
  };
}

const supported = new HolidayCalendar().getCountries();

function calendarOf(country: string): IsHoliday {
  if (!(country in supported)) return noHolidays;
  const calendar = new HolidayCalendar(country);
  const byYear = new Map<number, ReadonlySet<string>>();
  return (date) => {
    let days = byYear.get(date.year);
    if (days === undefined) byYear.set(date.year, (days = publicHolidays(calendar, date.year)));
    return days.has(date.toString());
  };
}

/** The library gives local dates as `2026-12-25 00:00:00`; holidays that span several days are rows of their own. */
function publicHolidays(calendar: HolidayCalendar, year: number): ReadonlySet<string> {
  return new Set(
    calendar
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(0, 10)),
  );
}
