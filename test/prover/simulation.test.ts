import { describe, expect, it } from 'vitest';
import { runSeed } from './run-seed.ts';
import { runSeeds } from './seeds.ts';

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
