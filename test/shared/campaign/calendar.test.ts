import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  nextOpenMoment,
  noHolidays,
  spread,
  type CalendarPolicy,
  type IsHoliday,
} from '../../../shared/campaign/calendar.ts';
import { PlaceCalendar } from '../../../shared/campaign/place-calendar.ts';
import { at } from '../../builders/instants.ts';
import { personId } from '../../builders/people.ts';
import { aCalendar, aPlace } from '../../builders/policies.ts';

const stockholm = 'Europe/Stockholm';
const newYork = 'America/New_York';
const everyDay = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

const holidays =
  (...dates: readonly string[]): IsHoliday =>
  (date) =>
    dates.includes(date.toString());

/** The next open moment of a wall-clock time, as a wall-clock time with its offset. */
function opens(
  wallClock: string,
  timeZone: string,
  change: Partial<CalendarPolicy> = {},
  isHoliday = noHolidays,
): string {
  const from = Temporal.ZonedDateTime.from(`${wallClock}[${timeZone}]`);
  const open = nextOpenMoment(new Date(from.epochMilliseconds), timeZone, aCalendar(change), isHoliday);
  return Temporal.Instant.fromEpochMilliseconds(open.getTime())
    .toZonedDateTimeISO(timeZone)
    .toString({ timeZoneName: 'never' });
}

describe('quiet hours over midnight, 17:00 to 08:30', () => {
  it.each([
    ['are over at 08:30', '2026-12-01T08:30', '2026-12-01T08:30:00+01:00'],
    ['leave the day open', '2026-12-01T12:34:56', '2026-12-01T12:34:56+01:00'],
    ['last until 08:30', '2026-12-01T08:29:59', '2026-12-01T08:30:00+01:00'],
    ['hold at midnight', '2026-12-01T00:00', '2026-12-01T08:30:00+01:00'],
    ['leave the last minute open', '2026-12-01T16:59:59', '2026-12-01T16:59:59+01:00'],
    ['begin at 17:00', '2026-12-01T17:00', '2026-12-02T08:30:00+01:00'],
    ['hold in the evening', '2026-12-01T23:59', '2026-12-02T08:30:00+01:00'],
    ['hold on a Friday evening until Monday', '2026-12-04T17:00', '2026-12-07T08:30:00+01:00'],
  ])('%s', (_what, from, open) => {
    expect(opens(from, stockholm)).toBe(open);
  });
});

describe('quiet hours within a day, 12:00 to 13:00', () => {
  const lunch = { quietHours: { from: '12:00', to: '13:00' } };

  it.each([
    ['leave the night open', '2026-12-01T02:00', '2026-12-01T02:00:00+01:00'],
    ['begin at noon', '2026-12-01T12:00', '2026-12-01T13:00:00+01:00'],
    ['last until one', '2026-12-01T12:59:59', '2026-12-01T13:00:00+01:00'],
    ['are over at one', '2026-12-01T13:00', '2026-12-01T13:00:00+01:00'],
    ['leave the minute before open', '2026-12-01T11:59:59', '2026-12-01T11:59:59+01:00'],
  ])('%s', (_what, from, open) => {
    expect(opens(from, stockholm, lunch)).toBe(open);
  });
});

describe('days without mail', () => {
  it.each([
    ['Saturday', '2026-12-05T10:00', '2026-12-07T08:30:00+01:00'],
    ['Sunday night', '2026-12-06T23:00', '2026-12-07T08:30:00+01:00'],
  ])('are weekends: %s', (_day, from, open) => {
    expect(opens(from, stockholm)).toBe(open);
  });

  it('are those that are no work days, wherever they lie in the week', () => {
    const sundayToThursday = { workDays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu'] } as const;
    expect(opens('2026-12-04T10:00', 'Asia/Dubai', sundayToThursday)).toBe('2026-12-06T08:30:00+04:00');
    expect(opens('2026-12-06T10:00', 'Asia/Dubai', sundayToThursday)).toBe('2026-12-06T10:00:00+04:00');
  });

  it('are holidays, and a holiday after a weekend makes it longer', () => {
    expect(opens('2026-12-24T10:00', stockholm, {}, holidays('2026-12-24'))).toBe('2026-12-25T08:30:00+01:00');
    const christmas = holidays('2026-12-24', '2026-12-25', '2026-12-28');
    expect(opens('2026-12-23T18:00', stockholm, {}, christmas)).toBe('2026-12-29T08:30:00+01:00');
  });

  it('are counted in the zone of the person: Monday in Auckland is Sunday in New York', () => {
    const moment = at('2026-12-06T21:00:00Z');
    expect(aPlace({}, 'Pacific/Auckland').isWorkingTime(moment)).toBe(true);
    expect(aPlace({}, newYork).isWorkingTime(moment)).toBe(false);
  });
});

/** Stockholm: 2026-03-29 and 2026-10-25 at 01:00Z. New York: 2026-03-08 at 07:00Z and 2026-11-01 at 06:00Z. */
describe('when the clocks change', () => {
  it.each([
    ['in spring, Stockholm: Friday to Monday', stockholm, '2026-03-27T17:00', '2026-03-30T08:30:00+02:00'],
    ['in autumn, Stockholm: Friday to Monday', stockholm, '2026-10-23T17:00', '2026-10-26T08:30:00+01:00'],
    ['in spring, New York: Friday to Monday', newYork, '2026-03-06T17:00', '2026-03-09T08:30:00-04:00'],
    ['in autumn, New York: Friday to Monday', newYork, '2026-10-30T17:00', '2026-11-02T08:30:00-05:00'],
  ])('mail still comes at half past eight: %s', (_when, timeZone, from, open) => {
    expect(opens(from, timeZone)).toBe(open);
  });

  const nightly = { quietHours: { from: '22:00', to: '02:30' }, workDays: everyDay };

  it.each([
    ['Stockholm', stockholm, '2026-03-29T01:59', '2026-03-29T03:30:00+02:00'],
    ['New York', newYork, '2026-03-08T01:59', '2026-03-08T03:30:00-04:00'],
  ])('an end of the quiet hours that does not exist moves forward: %s', (_where, timeZone, from, open) => {
    expect(opens(from, timeZone, nightly)).toBe(open);
  });

  it.each([
    ['Stockholm, first time', stockholm, '2026-10-25T02:15+02:00', '2026-10-25T02:30:00+02:00'],
    ['Stockholm, open since the first time', stockholm, '2026-10-25T02:45+02:00', '2026-10-25T02:45:00+02:00'],
    ['New York, before the hour that comes twice', newYork, '2026-11-01T00:15-04:00', '2026-11-01T02:30:00-05:00'],
  ])('quiet hours end in the hour that comes twice: %s', (_when, timeZone, from, open) => {
    expect(opens(from, timeZone, nightly)).toBe(open);
  });

  // `withPlainTime` takes the first of two equal wall-clock times, which is an hour ago in the second.
  it('the next open moment never lies in the past: Stockholm, in the hour that comes twice, the second time', () => {
    const moment = at('2026-10-25T01:15:00Z');
    const open = nextOpenMoment(moment, stockholm, aCalendar(nightly), noHolidays);
    expect(open.getTime()).toBeGreaterThanOrEqual(moment.getTime());
  });
});

describe('an open moment', () => {
  const moments = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z'), noInvalidDate: true });
  const zones = fc.constantFrom(stockholm, newYork, 'Asia/Kathmandu', 'Pacific/Auckland', 'America/Sao_Paulo');

  it('is found from any moment: not before it, open itself, and stable', () => {
    fc.assert(
      fc.property(moments, zones, (moment, timeZone) => {
        const open = nextOpenMoment(moment, timeZone, aCalendar(), noHolidays);
        expect(open.getTime()).toBeGreaterThanOrEqual(moment.getTime());
        expect(aPlace({}, timeZone).isWorkingTime(open)).toBe(true);
      }),
    );
  });

  it('is the same whatever was asked before', () => {
    const aroundClockChanges = fc.date({
      min: at('2026-10-20T00:00:00Z'),
      max: at('2026-11-05T00:00:00Z'),
      noInvalidDate: true,
    });
    const hours = fc.constantFrom('00:00', '01:00', '02:15', '02:30', '02:45', '08:30', '17:00');
    fc.assert(
      fc.property(fc.array(aroundClockChanges, { maxLength: 30 }), zones, hours, hours, (asked, timeZone, from, to) => {
        fc.pre(from !== to);
        const calendar = aCalendar({ quietHours: { from, to } });
        const asksMany = new PlaceCalendar(timeZone, calendar, noHolidays);
        for (const moment of asked) {
          expect(asksMany.opensAt(moment)).toEqual(nextOpenMoment(moment, timeZone, calendar, noHolidays));
        }
      }),
    );
  });

  it('is not found where there is none, and that is said aloud', () => {
    expect(() => nextOpenMoment(at('2026-12-01T09:00:00Z'), stockholm, aCalendar(), () => true)).toThrow(
      /no open day within 370 days of 2026-12-01/,
    );
  });
});

describe('the spread', () => {
  const moment = at('2026-12-01T08:00:00Z');
  const minutesOf = (key: string, spreadMinutes: number) =>
    (spread(moment, key, aCalendar({ spreadMinutes })).getTime() - moment.getTime()) / 60_000;

  it('is the same for the same person and step, and none where none is wanted', () => {
    expect(minutesOf('a|nudge', 60)).toBe(minutesOf('a|nudge', 60));
    expect(minutesOf('a|nudge', 0)).toBe(0);
  });

  it('is in whole minutes, from 0 to less than what is allowed, and uses all of it evenly', () => {
    const minutes = Array.from({ length: 6_000 }, (_, n) => minutesOf(`${personId(n)}|nudge`, 60));
    const counts = Map.groupBy(minutes, (minute) => minute);
    expect([...counts.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, minute) => minute));
    const sizes = [...counts.values()].map(({ length }) => length);
    expect(Math.min(...sizes)).toBeGreaterThan(60);
    expect(Math.max(...sizes)).toBeLessThan(140);
  });
});
