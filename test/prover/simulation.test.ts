import { describe, expect, it } from 'vitest';
import { noFaults } from './fault-profile.ts';
import { Randomness } from './randomness.ts';
import { runSeed } from './run-seed.ts';
import { runSeeds } from './seeds.ts';
import type { IoPoint } from './servers.ts';
import { drawWorld, World } from './world.ts';

describe('the send engine in virtual time', () => {
  it('sends nothing twice and loses nobody, whatever goes wrong', { timeout: 120_000 }, async () => {
    const { seeds, mails, crashes, failures } = await runSeeds(1, 150, false);
    expect(failures).toEqual([]);
    expect({ seeds, hasMails: mails > seeds, hasCrashes: crashes > seeds }).toEqual({
      seeds: 150,
      hasMails: true,
      hasCrashes: true,
    });
  });

  it('has operators who do one thing after the other: nobody goes on pausing a wave that was resumed since', async () => {
    let lost = 0;
    const isLost = ({ useCase, call }: IoPoint) =>
      useCase === 'changeWave' && call === 'move the wave on' && ++lost <= 2;
    const fates = {
      isOver: true,
      of: (point: IoPoint) => ({ appliedAfterMs: isLost(point) ? undefined : 200, answeredAfterMs: 200 }),
    };
    const halt = { action: 'pause' as const, fromMs: 300_000, toMs: 361_000 };
    const plan = { ...drawWorld(new Randomness(1)), faults: noFaults, pause: undefined, halt };
    expect(await new World(plan, new Randomness(1), { fates: () => fates }).run()).toEqual([]);
    expect(lost).toBeGreaterThan(2);
  });

  it('is the same for the same seed, request by request', async () => {
    const [once, again, other] = [
      await runSeed(7, { isTraced: true }),
      await runSeed(7, { isTraced: true }),
      await runSeed(8, { isTraced: true }),
    ];
    expect(again.trace).toEqual(once.trace);
    expect(other.trace).not.toEqual(once.trace);
  });
});
