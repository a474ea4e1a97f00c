import { namedCrashPoints } from '../crash-point-names.ts';
import { scenarios } from '../crash-points.ts';
import type { Extent } from '../extent.ts';
import type { CrashOrder } from '../orders.ts';
import { runAll } from '../parallel.ts';
import type { Say, Verdict } from './part.ts';
import { good, number } from './words.ts';

const pairShares = 4;

export async function proveCrashPoints({ pairStride, isListed }: Extent, say: Say): Promise<Verdict> {
  const hits = new Map<string, number>(namedCrashPoints.map((name) => [name, 0]));
  const runs = { one: 0, two: 0 };
  const failures: string[] = [];
  const each = [...scenarios.keys()];
  const singles = each.map((scenario): CrashOrder => ({ kind: 'crashes', scenario }));
  const pairs = each.flatMap((scenario) =>
    Array.from({ length: pairShares }, (_, share): CrashOrder => {
      return { kind: 'crashes', scenario, pairs: { stride: pairStride, share, shares: pairShares } };
    }),
  );
  await runAll([...singles, ...pairs], (order, report) => {
    runs[order.pairs ? 'two' : 'one'] += report.runs;
    failures.push(...report.failures);
    for (const [name, count] of report.hits) {
      if (!hits.has(name)) failures.push(`not in the list: ${name}`);
      hits.set(name, (hits.get(name) ?? 0) + count);
    }
  });
  const unhit = [...hits].filter(([, count]) => count === 0).map(([name]) => name);
  failures.push(...unhit.map((name) => `no scenario comes to: ${name}`));
  if (isListed) for (const [name, count] of hits) say(`     ${String(count).padStart(5)}  ${name}`);
  for (const failure of failures.slice(0, 10)) say(`${good(false)} ${failure}`);
  const hit = namedCrashPoints.length - unhit.length;
  return {
    isProved: failures.length === 0,
    summary: [
      `${number(hit)} of ${number(namedCrashPoints.length)} named crash points hit; ${number(runs.one)} runs with one crash, ${number(runs.two)} with two; ${failures.length} failures`,
    ],
  };
}
