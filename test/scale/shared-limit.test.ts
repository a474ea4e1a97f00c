import { describe, expect, it } from 'vitest';
import { paceReport } from '../../shared/adapters/graph/paced-reports.ts';
import { Throttle } from '../../local/simulation/throttle.ts';
import { FakeReportQuota } from '../fakes/fake-report-quota.ts';
import { aTenant, PassWorld } from './pass-world.ts';

const pages = 200;

/** A pass over a report behind the real limit, in virtual time; somebody else takes so many of the five places. */
async function passBeside(othersPerWindow: number) {
  const world = new PassWorld();
  aTenant(world, pages * 10, 10);
  const { report, clock } = world.ports;
  const throttle = new Throttle(5, 10_000);
  const counts = { asked: 0, refused: 0 };
  let othersUntil = clock.now().getTime();
  const readRows = report.readRows.bind(report);
  const limited = {
    readRows: async (next: string | undefined) => {
      const wayMs = 5 + (counts.asked % 7) * 12;
      clock.advance({ milliseconds: wayMs });
      const now = clock.now().getTime();
      for (; othersUntil <= now; othersUntil += 10_000 / Math.max(1, othersPerWindow)) {
        if (othersPerWindow > 0) throttle.take(othersUntil);
      }
      counts.asked += 1;
      const retryAfterSeconds = throttle.take(now);
      clock.advance({ milliseconds: 2 * wayMs });
      if (retryAfterSeconds === 0) return readRows(next);
      counts.refused += 1;
      return { throttled: true as const, retryAfterSeconds };
    },
  };
  const pause = async (ms: number) => clock.advance({ milliseconds: ms });
  const paced = paceReport(limited, { quota: new FakeReportQuota(), clock, pause, longestPauseMs: 15_000 });
  report.readRows = (next) => paced.readRows(next);
  const startedAt = clock.now().getTime();
  const outcome = await world.pass();
  return { outcome, ...counts, seconds: (clock.now().getTime() - startedAt) / 1_000 };
}

describe('a pass under the limit of 5 requests in 10 seconds', () => {
  const bound = (pages - 5) * 2;

  it('alone: is never refused, and takes as long as the quota demands', async () => {
    const { outcome, asked, refused, seconds } = await passBeside(0);
    expect({ outcome, asked, refused }).toEqual({ outcome: 'complete', asked: pages, refused: 0 });
    expect(seconds / bound).toBeLessThan(1.03);
  });

  it('beside somebody who takes one of the five: ends, and is refused now and then only', async () => {
    const { outcome, refused, seconds } = await passBeside(1);
    expect(outcome).toBe('complete');
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(pages * 0.05);
    expect(seconds / bound).toBeLessThan(1.6);
  });
});
