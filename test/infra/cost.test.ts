import { beforeAll, describe, expect, it } from 'vitest';
import { CronExpressionParser } from 'cron-parser';
import { countUnits, monthOf, timerRuns, type Units } from '../../bench/month.ts';
import { billOf, prices } from '../../bench/prices.ts';
import { cost, withCosts } from '../../scripts/cost-tables.ts';
import { compiledTemplate } from './snapshots.ts';
import { defaultSchedules } from '../../shared/config/schedules.ts';

let units: Units;
beforeAll(async () => void (units = await countUnits()), 240_000);

describe('docs/cost.md', () => {
  it('says what is counted now; else run "node scripts/write-cost.ts"', async () => {
    expect(await withCosts(cost(), units)).toBe(cost());
  });

  it('counts the timers by their default schedules', () => {
    const day = Object.values(defaultSchedules).map((schedule) => runsInADay(schedule));
    expect(30 * day.reduce((sum, runs) => sum + runs, 0)).toBe(timerRuns);
  });
});

describe('a month of 50,000 people on the instances that the template makes by default', () => {
  const { parameters } = compiledTemplate() as { parameters: Record<string, { defaultValue?: number }> };
  const gigabytes = parameters['instanceMemoryMB']!.defaultValue! / 1_024;

  it('is inside the free grants while nobody is written to', () => {
    const idle = monthOf(50_000, false, units);
    expect(idle.executions).toBeLessThan(prices.execution.free);
    expect(billOf(idle, gigabytes)).toMatchObject({ functions: 0, mails: 0 });
  });

  it('is under 10 USD beside the mails while everybody is', () => {
    expect(billOf(monthOf(50_000, true, units), gigabytes).running).toBeLessThan(10);
  });
});

function runsInADay(schedule: string): number {
  const start = new Date('2027-04-04T23:59:59Z');
  const runs = CronExpressionParser.parse(schedule, {
    currentDate: start,
    endDate: new Date(start.getTime() + 86_400_000),
    tz: 'UTC',
  });
  let count = 0;
  while (runs.hasNext()) {
    runs.next();
    count += 1;
  }
  return count;
}
