import { CronExpressionParser } from 'cron-parser';
import { describe, expect, it } from 'vitest';
import { defaultSchedules, scheduleFor } from '../../../shared/config/schedules.ts';

describe('scheduleFor', () => {
  it('refers to the setting where there is one', () => {
    expect(scheduleFor('PLAN_SCHEDULE', { PLAN_SCHEDULE: '0 0 * * * *' })).toBe('%PLAN_SCHEDULE%');
  });

  it.each([{}, { PLAN_SCHEDULE: '' }, { WATCH_SCHEDULE: '0 0 * * * *' }])('gives the default for %o', (env) => {
    expect(scheduleFor('PLAN_SCHEDULE', env)).toBe('0 */15 * * * *');
  });
});

describe('defaultSchedules', () => {
  it.each(Object.entries(defaultSchedules))('has an expression with six fields for %s', (_, expression) => {
    expect(expression.split(' ')).toHaveLength(6);
    expect(() => CronExpressionParser.parse(expression)).not.toThrow();
  });
});
