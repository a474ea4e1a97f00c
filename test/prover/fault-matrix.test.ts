import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { FaultRule } from '../../local/simulation/faults.ts';
import { abortAfterMs, SmallWave, waveSize } from './small-wave.ts';

const post = 'POST /emails:send';
let wave: SmallWave;
afterEach(() => wave.close());

const accounted = { mails: waveSize, duplicates: 0, lost: 0 };
const allArrived = { ...accounted, states: ['delivered', 'delivered', 'delivered'] };
const allTaken = { ...accounted, states: ['accepted', 'accepted', 'accepted'] };

describe('a wave of three mails, of which the second meets', { timeout: 120_000 }, () => {
  // What the service does, what the sender makes of it, and how many requests to send the service sees in all.
  const faults = [
    ['429 with Retry-After', { kind: '429', retryAfterSeconds: 90 }, 'throttled', 4],
    ['429 without Retry-After', { kind: '429-without-retry-after' }, 'throttled', 4],
    ['500', { kind: '500' }, 'ambiguous', 4],
    ['503', { kind: '503' }, 'ambiguous', 4],
    ['a reset before the body was read', { kind: 'reset-before-body' }, 'ambiguous', 4],
    ['a reset after the mail was taken', { kind: 'reset-after-taking' }, 'ambiguous', 3],
    ['an answer that never comes', { kind: 'lost-answer' }, 'ambiguous', 3],
    ['half an answer', { kind: 'truncated' }, 'ambiguous', 3],
    ['an answer that comes too late', { kind: 'slow', delayMs: 2 * abortAfterMs }, 'ambiguous', 3],
    ['a request that is taken too late', { kind: 'taken-late', delayMs: 2 * abortAfterMs }, 'ambiguous', 3],
  ] as const;

  it.each(faults)('%s: every mail arrives once', async (_what, fault, answer, posts) => {
    wave = await SmallWave.start();
    await meet(fault);
    expect(wave.answers).toEqual(['accepted', answer, 'accepted']);
    await wave.run();
    expect(await wave.outcome()).toEqual({ ...allArrived, posts });
  });

  it.each(faults)('%s, and no report ever comes: whoever does not know asks', async (_what, fault, answer, posts) => {
    wave = await SmallWave.start();
    await meet(fault);
    await wave.run({ withReports: false });
    expect(await wave.outcome()).toEqual({ ...allTaken, posts });
    expect(wave.questions > 0).toBe(answer === 'ambiguous');
  });
});

/** The first three requests are over, and so is the one that the fault puts off. */
async function meet(fault: Partial<FaultRule>): Promise<void> {
  await wave.setFaults([{ route: post, nth: 2, ...fault }]);
  await wave.tick();
  await sleep(2 * (fault.delayMs ?? 0));
}

describe('a wave of three mails', { timeout: 120_000 }, () => {
  it.each([
    ['does not recognise a repeated id', 'never'],
    ['takes a repeated id for the same mail', 'always'],
    ['refuses a repeated id with 400', 'reject400'],
  ] as const)('is sent once through faults of every kind by a service that %s', async (_what, dedupe) => {
    wave = await SmallWave.start({ dedupe });
    await wave.setFaults([
      { route: post, nth: 1, kind: 'reset-after-taking' },
      { route: post, nth: 2, kind: '500' },
      { route: post, nth: 3, kind: '429', retryAfterSeconds: 60 },
      { route: post, nth: 4, kind: 'lost-answer' },
    ]);
    await wave.run();
    expect(await wave.outcome()).toMatchObject(allArrived);
  });

  it('is sent once when a service that refuses a repeated id forgets for ten minutes that it took one', async () => {
    wave = await SmallWave.start({ dedupe: 'reject400' });
    await wave.setFaults([{ route: post, nth: 2, kind: 'reset-after-taking' }]);
    await wave.tick();
    expect(wave.answers).toEqual(['accepted', 'ambiguous', 'accepted']);
    await wave.setFaults([{ route: 'GET /emails/operations', times: 2, kind: '404' }]);
    await wave.run({ withReports: false });
    expect(wave.answers.slice(3)).toEqual(['ambiguous']);
    expect(await wave.outcome()).toEqual({ ...allTaken, posts: 4 });
  });

  it('is sent once when every queue message comes three times, and every report too, the last one first', async () => {
    wave = await SmallWave.start();
    await wave.run({ times: 3, reversed: true });
    expect(wave.answers.filter((answer) => answer === 'accepted')).toHaveLength(waveSize);
    expect(wave.answers.filter((answer) => answer === 'nothing')).toHaveLength(2 * waveSize);
    expect(wave.reports.filter((report) => report === 'recorded')).toHaveLength(waveSize);
    expect(await wave.outcome()).toEqual({ ...allArrived, posts: 3 });
  });

  it('is sent once when somebody else writes between the sender’s reading and its claim', async () => {
    wave = await SmallWave.start();
    const { proxy } = wave;
    proxy.meanwhile(
      ({ method, path }) => method === 'GET' && path.includes('Recipients('),
      () => wave.touch(1),
    );
    await wave.run();
    expect(wave.answers[0]).toBe('conflict');
    expect(await wave.outcome()).toEqual({ ...allArrived, posts: 3 });
  });

  it('is sent once when the storage’s answer to a claim is lost: our own write is recognised', async () => {
    wave = await SmallWave.start();
    wave.proxy.loseAnswer(({ path }) => path.includes('$batch'));
    await wave.run();
    expect(wave.proxy.lost()).toBe(1);
    expect(await wave.outcome()).toEqual({ ...allArrived, posts: 3 });
  });

  it.each([
    ['an hour forward', 60],
    ['an hour back', -60],
  ])('is sent once when all clocks jump %s while a claim waits for its outcome', async (_jump, minutes) => {
    wave = await SmallWave.start();
    await wave.setFaults([{ route: post, nth: 2, kind: 'reset-after-taking' }]);
    await wave.tick();
    wave.setClocksOff(minutes);
    await wave.run();
    expect(await wave.outcome()).toEqual({ ...allArrived, posts: 3 });
  });

  it('is sent once when the storage is out for a minute after the mails have left', async () => {
    wave = await SmallWave.start();
    wave.onNextPost(() => wave.proxy.setOut(true));
    await wave.tick();
    expect(wave.answers).toContain('failed');
    await wave.pass(1);
    wave.proxy.setOut(false);
    await wave.run();
    expect(await wave.outcome()).toEqual({ ...allArrived, posts: 3 });
  });
});
