import type { IsHoliday } from '../campaign/calendar.ts';

/** Public holidays by country. */
export interface Holidays {
  /** For an ISO 3166 country code; a country that is unknown or unset has no holidays. */
  of(country: string | undefined): IsHoliday;
}
