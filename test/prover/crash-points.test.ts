import { describe, expect, it } from 'vitest';
import { namedCrashPoints } from './crash-point-names.ts';
import { crashEverywhere, crashTwiceEverywhere, emptyReport, scenarios } from './crash-points.ts';

describe('a server that dies before or after any request', { timeout: 240_000 }, () => {
  it('leaves a campaign that ends as it should', async () => {
    const report = emptyReport();
    for (const scenario of scenarios) await crashEverywhere(scenario, report);
    expect(report.failures).toEqual([]);
    expect([...report.hits.keys()].toSorted()).toEqual(namedCrashPoints.toSorted());
  });

  it('may be followed by another one', async () => {
    const report = emptyReport();
    for (const scenario of scenarios) await crashTwiceEverywhere(scenario, { stride: 211 }, report);
    expect(report.failures).toEqual([]);
    expect(report.runs).toBeGreaterThan(100);
  });
});
