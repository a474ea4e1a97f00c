import { describe, expect, it } from 'vitest';
import { noHolidays, type CalendarPolicy } from '../../../shared/campaign/calendar.ts';
import { PlaceCalendar } from '../../../shared/campaign/place-calendar.ts';
import { forecastWave, type ForecastInput } from '../../../shared/campaign/wave-forecast.ts';

const calendar: CalendarPolicy = {
  quietHours: { from: '17:00', to: '08:00' },
  workDays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'],
  spreadMinutes: 0,
};

/** A Monday, 08:00 in Stockholm. */
const startsAt = new Date('2026-11-02T07:00:00Z');

const first = { step: 'nudge', notBefore: startsAt } as const;

const people = (count: number, timeZone = 'Europe/Stockholm', country = 'SE') =>
  Array.from({ length: count }, (_, i) => ({ userId: `${country}-${i}`, timeZone, country, first }));

const forecast = (change: Partial<ForecastInput>) =>
  forecastWave({
    people: people(10),
    startsAt,
    campaignTimeZone: 'Europe/Stockholm',
    placesOnFirstDay: 1_000,
    placesPerDay: 1_000,
    capacity: { mailsPerMinute: 30, mailsPerHour: 100 },
    placeOf: ({ timeZone }) => new PlaceCalendar(timeZone, calendar, noHolidays),
    otherMailsDueAt: [],
    ...change,
  });

describe('the forecast of a wave', () => {
  it.each<[string, Partial<ForecastInput>, string | undefined, string]>([
    ['of ten people is done within a minute', {}, '2026-11-02T07:00:00.000Z', 'workingHours'],
    ['of nobody has no last mail', { people: [] }, undefined, 'workingHours'],
    [
      'that starts on a Saturday begins on Monday',
      { startsAt: new Date('2026-10-31T12:00:00Z') },
      '2026-11-02T07:00:00.000Z',
      'workingHours',
    ],
    [
      'of more people than an hour takes goes on in the next hour',
      { people: people(101) },
      '2026-11-02T08:01:00.000Z',
      'mailQuota',
    ],
    [
      'of more people than a day takes goes on the next day',
      { people: people(950) },
      '2026-11-03T07:02:00.000Z',
      'mailQuota',
    ],
    [
      'of more people than the day has places goes on the next day',
      { people: people(12), placesOnFirstDay: 10, placesPerDay: 1 },
      '2026-11-04T07:00:00.000Z',
      'newRecipientsPerDay',
    ],
    [
      'makes way for mails that were due before',
      { otherMailsDueAt: Array.from({ length: 95 }, () => new Date('2026-11-02T06:00:00Z')) },
      '2026-11-02T07:01:00.000Z',
      'workingHours',
    ],
    [
      'waits for the morning of whoever lives elsewhere',
      { people: [...people(5), ...people(5, 'America/New_York', 'US')] },
      '2026-11-02T13:00:00.000Z',
      'workingHours',
    ],
    [
      'passes over public holidays',
      {
        placeOf: ({ timeZone }) => new PlaceCalendar(timeZone, calendar, (date) => date.toString() === '2026-11-02'),
      },
      '2026-11-03T07:00:00.000Z',
      'workingHours',
    ],
  ])('%s', (_, change, lastMailAt, limitedBy) => {
    const { lastMailAt: last, limitedBy: by } = forecast(change);
    expect([last?.toISOString(), by]).toEqual([lastMailAt, limitedBy]);
  });

  it('has every mail in one hour, and no hour over its quota', () => {
    const { hours } = forecast({ people: people(950) });
    expect(hours.reduce((sum, { mails }) => sum + mails, 0)).toBe(950);
    expect(Math.max(...hours.map(({ mails }) => mails))).toBeLessThanOrEqual(100);
  });

  it('of 100,000 people in 20 zones is made in a few seconds', () => {
    const zones = Intl.supportedValuesOf('timeZone')
      .filter((zone) => zone.startsWith('Europe/'))
      .slice(0, 20);
    const many = zones.flatMap((zone) => people(5_000, zone, zone));
    const began = performance.now();
    const { hours } = forecast({
      people: many,
      placesPerDay: 10_000,
      capacity: { mailsPerMinute: 1_000, mailsPerHour: 10_000 },
    });
    expect(hours.reduce((sum, { mails }) => sum + mails, 0)).toBe(100_000);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
