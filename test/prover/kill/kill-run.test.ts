import { describe, expect, it } from 'vitest';
import { isClean } from '../parts/kills.ts';
import { runKillProgram } from './run-kill-program.ts';

const small = { sender: 'ours', users: 24, kills: 8, hosts: 2, seed: 1 } as const;
const quiet = () => undefined;

describe('a campaign whose hosts are killed', { timeout: 600_000 }, () => {
  it('comes to the same clean end on a slow machine: its clock follows the hosts', async () => {
    const run = await runKillProgram({ ...small, slowByMs: 40 }, quiet);
    expect(run).toMatchObject({ duplicates: 0, lost: 0, handedOver: 0, wrongBooks: 0, unsettled: 0 });
    expect(isClean(run)).toBe(true);
    expect(run.kills).toBeGreaterThanOrEqual(small.kills);
    expect(run.mails).toBeGreaterThanOrEqual(run.recipients);
  });

  it('counts what is handed to a person, apart from lost, where no host lives for a day', async () => {
    const run = await runKillProgram(
      { ...small, users: 80, kills: 3, dieAt: 'arrived', nobodyLivesForHours: 21 },
      quiet,
    );
    expect(run.handedOver).toBeGreaterThan(0);
    expect(run).toMatchObject({ duplicates: 0, lost: 0 });
    expect(isClean(run)).toBe(false);
  });
});
