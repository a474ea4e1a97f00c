import { describe, expect, it } from 'vitest';
import { openGate, passThrough } from '../../../shared/delivery/rate-gate.ts';
import { addMinutes } from '../../../shared/registration/add-time.ts';
import { backlogOf, type Backlog, type Work } from './backlog.ts';
import { CampaignClock } from './campaign-clock.ts';

const startsAt = new Date('2026-12-01T08:00:00Z');
const capacity = { mailsPerMinute: 20, mailsPerHour: 1_200 };
const nothing: Work = {
  isEnrolling: false,
  isMailDue: false,
  gate: openGate,
  queueMessages: 0,
  watchedSince: undefined,
};
const spent = passThrough(openGate, 20, startsAt);

describe('what hosts have not done yet', () => {
  it.each([
    ['nothing to do', nothing, false],
    ['somebody is to be enrolled, which takes as long as it takes', { ...nothing, isEnrolling: true }, false],
    ['a mail is due and may leave', { ...nothing, isMailDue: true }, true],
    ['a mail is due, and this minute is spent', { ...nothing, isMailDue: true, gate: spent }, false],
    ['some mails in the queue: hosts must always find some', { ...nothing, queueMessages: 40 }, false],
    ['a long queue', { ...nothing, queueMessages: 41 }, true],
    ['a claim that is to be looked at now', { ...nothing, watchedSince: startsAt }, false],
    ['a claim that nobody has looked at', { ...nothing, watchedSince: addMinutes(startsAt, -6) }, true],
  ])('%s', (_what, work, isBehind) => {
    expect(backlogOf(work, capacity, startsAt).isBehind).toBe(isBehind);
  });
});

describe('the clock of a campaign under kills', () => {
  it('stands still while the hosts are behind, and tells everybody each time it goes on', async () => {
    const looks = [true, true, false, true, false].map((isBehind) => ({ isBehind, isBusy: false }));
    const told = await run(looks);
    expect(told).toEqual([addMinutes(startsAt, 1), addMinutes(startsAt, 2)]);
  });

  it('runs slowly while there are messages: those of a dead host come back after two real seconds', async () => {
    const [told] = await run([{ isBehind: false, isBusy: true }]);
    expect(told!.getTime() - startsAt.getTime()).toBeLessThan(60_000);
  });
});

/** Runs a clock for so many steps as there are looks, and answers the times that it told. */
async function run(looks: readonly Backlog[]): Promise<Date[]> {
  const stop = new AbortController();
  const told: Date[] = [];
  const left = looks.values();
  let next = left.next();
  const clock = new CampaignClock(startsAt, {
    backlog: async () => {
      const look = next.value!;
      next = left.next();
      if (next.done) stop.abort();
      return look;
    },
    tell: async (now) => void told.push(now),
  });
  await clock.run(stop.signal);
  return told;
}
