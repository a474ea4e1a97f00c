import { CronExpressionParser } from 'cron-parser';
import { describe, expect, it } from 'vitest';
import { isSchedule } from '../../../shared/config/ncrontab.ts';
import { defaultSchedules, scheduleFor } from '../../../shared/config/schedules.ts';

describe('scheduleFor', () => {
  it('refers to the setting where there is one', () => {
    expect(scheduleFor('PLAN_SCHEDULE', { PLAN_SCHEDULE: '0 0 * * * *' })).toBe('%PLAN_SCHEDULE%');
  });

  it.each([{}, { PLAN_SCHEDULE: '' }, { WATCH_SCHEDULE: '0 0 * * * *' }])('gives the default for %o', (env) => {
    expect(scheduleFor('PLAN_SCHEDULE', env)).toBe('0 */15 * * * *');
  });
});

describe('a text that is no schedule', () => {
  it('is not registered: the timer runs by its default, and says that the setting has a fault (engine 7)', () => {
    expect(scheduleFor('REFRESH_SCHEDULE', { REFRESH_SCHEDULE: 'nonsense' })).toBe('0 0 2 * * *');
  });
});

/** https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions */
describe('isSchedule', () => {
  it.each([
    '0 */5 * * * *',
    '0 0 * * * *',
    '0 0 */2 * * *',
    '0 0 9-17 * * *',
    '0 30 9 * * *',
    '0 30 9 * * 1-5',
    '0 30 9 * Jan Mon',
    '0,30 0 0 1,15 * *',
    '*/15 * * * *',
    '0 5-59/10 * * January Sun,Sat',
    '00:05:00',
    '1.00:00:00',
    '24:00',
  ])('takes %s', (text) => expect(isSchedule(text)).toBe(true));

  it.each([
    'nonsense',
    '',
    '* * * *',
    '0 0 0 0 0 0 0',
    '60 * * * * *',
    '0 60 * * * *',
    '0 0 24 * * *',
    '0 0 0 0 * *',
    '0 0 0 * 13 *',
    '0 0 0 * * 7',
    '0 17-9 * * * *',
    '0 */0 * * * *',
    '0 0 9 ? * *',
    '0 0 9 L * *',
    '0 0 9 * Foo *',
    '0 0 9 * * M',
    '@daily',
    '0 -5 * * * *',
    '00:00:00',
    '%OTHER%',
  ])('refuses %s', (text) => expect(isSchedule(text)).toBe(false));
});

describe('defaultSchedules', () => {
  it.each(Object.entries(defaultSchedules))('has an expression with six fields for %s', (_, expression) => {
    expect(expression.split(' ')).toHaveLength(6);
    expect(() => CronExpressionParser.parse(expression)).not.toThrow();
  });
});
