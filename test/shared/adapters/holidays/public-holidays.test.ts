import HolidayCalendar from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { chooseTimeZone } from '../../../../shared/recipient/time-zone.ts';
import { aPlace } from '../../../builders/policies.ts';
import { createHolidays } from '../../../../shared/adapters/holidays/public-holidays.ts';

const holidays = createHolidays();
const closedIn = (country: string, dates: readonly string[]) =>
  dates.filter((date) => holidays.of(country)(Temporal.PlainDate.from(date)));

/** The days of public holidays after their first one, as the library has them. */
const furtherDays = (country: string, year: number) =>
  new HolidayCalendar(country)
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, start, end }) => {
      const first = Temporal.PlainDate.from(date.slice(0, 10));
      const more = Math.max(0, Math.round((end.getTime() - start.getTime()) / 86_400_000) - 1);
      return Array.from({ length: more }, (_, n) => first.add({ days: n + 1 }).toString());
    });

describe('public holidays', () => {
  it.each([
    ['Chuseok in Korea', 'KR', ['2026-09-24', '2026-09-25', '2026-09-26'], ['2026-09-23', '2026-09-27']],
    ['Seollal in Korea', 'KR', ['2026-02-17', '2026-02-18', '2026-02-19'], ['2026-02-20']],
    ['the New Year of Russia', 'RU', ['2026-01-02', '2026-01-05', '2026-01-06', '2026-01-07'], ['2026-01-13']],
    ['2 January in Romania', 'RO', ['2026-01-01', '2026-01-02'], ['2026-01-05']],
    ['Kurban Bayram in Turkey', 'TR', ['2026-05-27', '2026-05-28', '2026-05-29', '2026-05-30'], ['2026-06-01']],
  ])('of several days close each of them: %s (truth 10)', (_, country, closed, open) => {
    expect(closedIn(country, [...closed, ...open])).toEqual(closed);
  });

  it('close every day of each in every country: 93 more in 2026 than the first ones, in 28 countries (truth 10)', () => {
    const further = Object.keys(new HolidayCalendar().getCountries()).flatMap((country) =>
      furtherDays(country, 2026).map((date) => ({ country, date })),
    );
    expect(further.filter(({ country, date }) => closedIn(country, [date]).length === 0)).toEqual([]);
    expect([further.length, new Set(further.map(({ country }) => country)).size]).toEqual([93, 28]);
  });

  it.each([
    ['KR', '2026-09-25T01:00:00Z', '2026-09-27T23:30:00.000Z'],
    ['RU', '2026-01-05T08:00:00Z', '2026-01-09T05:30:00.000Z'],
    ['GB', '2026-12-28T10:00:00Z', '2026-12-29T08:30:00.000Z'],
  ])('are over before mail arrives: %s, asked at %s (truth 10)', (country, moment, opens) => {
    const place = aPlace({}, chooseTimeZone(country, 'Europe/Stockholm'), holidays.of(country));
    expect(place.opensAt(new Date(moment)).toISOString()).toBe(opens);
  });

  it.each([
    ['a day in part is a day', 'IS', ['2026-12-24'], ['2026-12-23']],
    ['a day on which the clocks change is one day', 'HT', ['2026-11-01'], ['2026-11-03']],
    ['the day instead of one at the weekend', 'GB', ['2026-12-28'], ['2026-12-29']],
    ['a day by any spelling of the country', 'se', ['2026-12-25'], ['2026-12-28']],
  ])('stay as they are: %s', (_, country, closed, open) => {
    expect(closedIn(country, [...closed, ...open])).toEqual(closed);
  });

  it.each(['ZZ', '', 'constructor'])('are none where the country is not known: %j', (country) => {
    expect(closedIn(country, ['2026-01-01', '2026-12-25'])).toEqual([]);
  });
});
