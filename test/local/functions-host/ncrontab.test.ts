import { describe, expect, it } from 'vitest';
import { readSchedule } from '../../../local/functions-host/ncrontab.ts';

describe('A schedule', () => {
  it.each([
    ['0 */5 * * * *', '2026-03-01T10:02:30Z', '2026-03-01T10:05:00Z', 'every five minutes'],
    ['0 */5 * * * *', '2026-03-01T10:05:00Z', '2026-03-01T10:10:00Z', 'exactly on an occurrence: the next one'],
    ['*/5 * * * *', '2026-03-01T10:02:30Z', '2026-03-01T10:05:00Z', 'five fields: no seconds'],
    ['*/10 * * * * *', '2026-03-01T10:02:35Z', '2026-03-01T10:02:40Z', 'seconds'],
    ['0 0 3 * * *', '2026-03-29T00:30:00Z', '2026-03-29T03:00:00Z', 'UTC where Europe skips an hour'],
    ['0 30 2 * * *', '2026-10-25T00:30:00Z', '2026-10-25T02:30:00Z', 'UTC where Europe repeats an hour'],
    ['0 0 9 * * MON-FRI', '2026-03-06T09:00:00Z', '2026-03-09T09:00:00Z', 'names of days: Friday to Monday'],
    ['0 0 9 * * 0', '2026-03-06T09:00:00Z', '2026-03-08T09:00:00Z', 'Sunday is 0'],
    ['0 0 0 29 2 *', '2026-03-01T00:00:00Z', '2028-02-29T00:00:00Z', 'a leap day'],
    ['0 0 0 31 * *', '2026-03-31T00:00:00Z', '2026-05-31T00:00:00Z', 'months without a 31st'],
    ['0 15,45 8-9 * JAN,jul *', '2026-01-31T09:45:00Z', '2026-07-01T08:15:00Z', 'lists, ranges, names of months'],
    ['0 0/20 * * * *', '2026-03-01T10:41:00Z', '2026-03-01T11:00:00Z', 'a step from a start'],
    [' 0 0  3 * * * ', '2026-03-01T10:00:00Z', '2026-03-02T03:00:00Z', 'spare blanks'],
    ['00:05:00', '2026-03-01T10:02:30Z', '2026-03-01T10:07:30Z', 'a TimeSpan'],
    ['1.00:00:00', '2026-03-01T10:02:30Z', '2026-03-02T10:02:30Z', 'a TimeSpan with days'],
  ])('%s after %s is next at %s: %s', (schedule, after, expected) => {
    const next = readSchedule(schedule).nextAfter(new Date(after));

    expect(next).toEqual(new Date(expected));
  });

  it.each([
    ['', 'it needs five or six fields'],
    ['* * * *', 'it needs five or six fields'],
    ['@daily', 'it needs five or six fields'],
    ['0 0 0 L * *', 'NCRONTAB has no "L"'],
    ['0 0 0 ? * *', 'NCRONTAB has no "?"'],
    ['0 60 * * * *', 'Constraint error'],
    ['0 0 25 * * *', 'Constraint error'],
    ['0 0 0 30 2 *', 'Invalid explicit day of month definition'],
    ['00:00:00', 'it is not a TimeSpan such as 00:05:00'],
    ['25:00:00', 'it is not a TimeSpan such as 00:05:00'],
    ['5 minutes:', 'it is not a TimeSpan such as 00:05:00'],
  ])('"%s" is refused: %s', (schedule, reason) => {
    expect(() => readSchedule(schedule)).toThrow(reason);
  });
});
