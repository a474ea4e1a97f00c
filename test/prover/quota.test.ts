import { describe, expect, it } from 'vitest';
import { releaseMessages } from '../../shared/use-cases/release-messages.ts';
import { sendMessage } from '../../shared/use-cases/send-message.ts';
import { aPlace, someRules } from '../builders/policies.ts';
import { aBody, givenPerson, messageOfPerson } from '../builders/storage.ts';
import { fakePorts } from '../fakes/ports.ts';
import { QuotaMailer } from '../fakes/quota-mailer.ts';
import { Randomness } from './randomness.ts';

const minuteMs = 60_000;
const opensAt = new Date('2026-12-01T09:00:00Z');
const quota = { mailsPerMinute: 30, mailsPerHour: 100 };
const inUtc = aPlace();
const rules = {
  ...someRules(),
  placeOf: () => inUtc,
};
const brakes = { paused: false, dryRun: false };

async function aWaveOf(count: number) {
  const ports = fakePorts(opensAt);
  const { mailsPerMinute: perMinute, mailsPerHour: perHour } = quota;
  const mailer = new QuotaMailer({ perMinute, perHour }, ports.clock);
  for (let n = 1; n <= count; n++) {
    await givenPerson(ports, n, { messages: [{ ...messageOfPerson(n), dueAt: opensAt }] });
  }
  const send = (n: { readonly userId: string; readonly step: 'nudge'; readonly watchAt: Date }) =>
    sendMessage(
      n,
      { rules, brakes, render: ({ messageId }) => ({ address: 'a@contoso.com', body: aBody(messageId) }) },
      { ...ports, mailer },
    );
  return { ports, mailer, send };
}

describe('a wave of 500 mails at 30 a minute and 100 an hour', { timeout: 120_000 }, () => {
  it.each([
    ['ticks on the minute', 0, 0],
    ['ticks that come late by different amounts', 3_000, 0],
    ['workers that are slow as well', 3_000, 40_000],
  ])('meets no 429: %s', async (_, latestTickMs, slowestMs) => {
    const { ports, mailer, send } = await aWaveOf(500);
    const randomness = new Randomness(1);
    for (let minute = 0; minute < 60 * 8 && mailer.mails < 500; minute++) {
      ports.clock.set(new Date(opensAt.getTime() + minute * minuteMs + randomness.between(0, latestTickMs)));
      // Between two ticks only storage remembers anything: every tick is a restart.
      await releaseMessages(brakes, quota, ports.clock.now(), ports);
      const requests = ports.sendQueue.takeAll();
      const delays = requests.map(() => randomness.between(0, slowestMs)).toSorted((a, b) => a - b);
      const releasedAtMs = ports.clock.now().getTime();
      for (const [i, request] of requests.entries()) {
        ports.clock.set(new Date(releasedAtMs + delays[i]!));
        await send(request as Parameters<typeof send>[0]);
      }
    }
    expect({ accepted: mailer.mails, refused: mailer.throttled }).toEqual({ accepted: 500, refused: 0 });
  });

  it('takes no longer than the quota makes it: three quotas in two hours and some minutes', async () => {
    const { ports, mailer, send } = await aWaveOf(300);
    let minutes = 0;
    for (; mailer.mails < 300; minutes++) {
      ports.clock.set(new Date(opensAt.getTime() + minutes * minuteMs));
      await releaseMessages(brakes, quota, ports.clock.now(), ports);
      for (const request of ports.sendQueue.takeAll()) await send(request as Parameters<typeof send>[0]);
    }
    expect(minutes).toBeLessThan(2 * 61 + 9);
  });
});
