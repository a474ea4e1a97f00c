import { describe, expect, it } from 'vitest';
import { isAll } from '../extent.ts';
import { Randomness } from '../prover/randomness.ts';
import { aTenant, PassWorld, type KillPoint } from './pass-world.ts';

const users = isAll ? 100_000 : 25_000;
const kills = 20;

/** The use of a port, after the start of each process, before or after which it is killed. */
function drawKills(seed: number, usesPerProcess: number): readonly KillPoint[] {
  const random = new Randomness(seed);
  return Array.from({ length: kills }, () => ({
    use: random.between(1, usesPerProcess),
    when: random.oneOf(['before', 'after'] as const),
  }));
}

async function startedWorld(): Promise<PassWorld> {
  const world = new PassWorld();
  aTenant(world, users);
  await world.begin();
  return world;
}

describe(`a pass over ${users} users that is killed twenty times`, () => {
  it('reads one page again for each kill at most, and finds the same people', { timeout: 180_000 }, async () => {
    const calm = await startedWorld();
    expect(await calm.finish()).toBe('complete');
    const expected = await calm.people();
    expect(expected).toHaveLength(users);
    expect(calm.reads).toHaveLength(2 * Math.ceil(users / 999));

    const killed = await startedWorld();
    // Twice as many uses lie before the kills as the pass has in all, so that they fall all over it, its end included.
    const points = drawKills(20_261_201, Math.floor((2 * calm.uses) / kills));
    // Who is killed after the end of the pass leaves a message of a pass that is over.
    expect(await killed.finish(points)).toMatch(/^(complete|stale)$/);
    expect(await killed.people()).toEqual(expected);
    expect(killed.reads.length - calm.reads.length).toBeLessThanOrEqual(kills);
    const { counts } = (await killed.ports.passes.readLastComplete())!;
    expect(counts).toMatchObject({ users, reportRows: users, absent: 0 });
  });
});

/** Every use of every port in a small pass, before and after it. */
describe('a pass that is killed at any one point', () => {
  it('ends as if nothing had happened', async () => {
    const calm = new PassWorld();
    aTenant(calm, 30, 10);
    await calm.pass();
    const expected = await calm.people();
    for (let use = 1; use <= calm.uses; use++) {
      for (const when of ['before', 'after'] as const) {
        const world = new PassWorld();
        aTenant(world, 30, 10);
        const startedAt = world.ports.clock.now();
        await world.begin();
        expect([use, when, await world.finish([{ use, when }])]).toEqual([use, when, expect.any(String)]);
        expect((await world.ports.passes.readLastComplete())?.startedAt).toEqual(startedAt);
        expect(await world.people()).toEqual(expected);
        expect(world.reads.length - calm.reads.length).toBeLessThanOrEqual(1);
      }
    }
  });
});
