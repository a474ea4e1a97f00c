import { expect, inject, it } from 'vitest';
import { hostMemory } from '../../bench/host-memory.ts';
import { isAll } from '../extent.ts';

const users = isAll ? 100_000 : 6_000;

/** Instances have 512 MB, with Node.js, the worker and the host's own process in it (issue "engine" 19, decision 0029). */
it(`(engine 19) a host takes at most 300 MB in five passes over ${users} people, and no more in the fifth than in the second`, async () => {
  const peaks = await hostMemory(inject('azuriteConnectionString'), users, 5);
  expect(peaks).toHaveLength(5);
  expect(peaks[4]).toBeLessThanOrEqual(300);
  expect(peaks[4]! / peaks[1]!).toBeLessThanOrEqual(1.1);
});
