import { QueueClient } from '@azure/storage-queue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hours, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';

let host: AdminHost;
let reports: QueueClient;

/** Mails are due since 7:30, the first release is at 8:00; three minutes after a full ten minutes began. */
const resumedAt = hours(2.55, startsAt);

beforeAll(async () => {
  host = await startAdminHost(120, (document) => ({
    ...document,
    waves: [{ name: 'everyone', startsOn: '2026-11-02' }],
    capacity: { mailsPerMinute: 30, mailsPerHour: 100, newRecipientsPerDay: 100, pauseAtFailureRate: 0.02 },
    cadence: { quietHours: { from: '17:00', to: '08:30' }, timeZone: 'Europe/Stockholm', spreadMinutes: 0 },
  }));
  reports = new QueueClient(host.storage, 'delivery-reports');
  await host.runFunction('refreshRegistrations');
  await host.runUntil(resumedAt);
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

async function statusOf(): Promise<unknown> {
  return ((await (await host.ask('GET', 'campaign')).json()) as { state: unknown }).state;
}

/** Lets the reports on what has left come, as if every mail had failed. */
async function failEveryMail(): Promise<number> {
  await host.simulation.advanceTo(hours(0.3, host.simulation.now()));
  const { receivedMessageItems } = await reports.receiveMessages({ numberOfMessages: 32 });
  for (const { messageId, popReceipt, messageText } of receivedMessageItems) {
    const event = JSON.parse(Buffer.from(messageText, 'base64').toString()) as { data: object };
    const failed = { ...event, data: { ...event.data, status: 'Failed' } };
    await reports.deleteMessage(messageId, popReceipt);
    await reports.sendMessage(Buffer.from(JSON.stringify(failed)).toString('base64'));
  }
  return receivedMessageItems.length;
}

describe('the breaker, over HTTP and on real storage', () => {
  it('sees the mails that left in the ten minutes of a resumption, and pauses again (engine 4)', async () => {
    const mailsBefore = host.simulation.summary().mails.total;
    await host.ask('POST', 'campaign/pause', { because: 'the sender domain is being verified' });
    expect((await host.ask('POST', 'campaign/resume', {})).status).toBe(200);
    await host.runFunction('releaseMessages');
    expect(host.simulation.summary().mails.total).toBeGreaterThanOrEqual(mailsBefore + 5);
    expect(await statusOf()).toMatchObject({ status: 'running' });

    expect(await failEveryMail()).toBeGreaterThanOrEqual(5);
    await host.runFunction('reconcileClaims');

    expect(await statusOf()).toMatchObject({
      status: 'paused',
      because: expect.stringMatching(/^breaker: \d+ of \d+ mails were not delivered/),
    });
  }, 90_000);
});
