import { noHolidays, type IsHoliday } from '../../shared/campaign/calendar.ts';
import type { Holidays } from '../../shared/ports/holidays.ts';

/** Holidays by country, as ISO dates that a test puts in. */
export class FakeHolidays implements Holidays {
  readonly dates = new Map<string, readonly string[]>();

  of(country: string | undefined): IsHoliday {
    const dates = country === undefined ? undefined : this.dates.get(country);
    return dates ? (date) => dates.includes(date.toString()) : noHolidays;
  }
}
