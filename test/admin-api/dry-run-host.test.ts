import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { preflightShape } from '../../shared/api/report-operations.ts';
import { hours, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';

/** What Azure gives to a domain that it manages. */
const managedQuota = { mailsPerMinute: 5, mailsPerHour: 10, newRecipientsPerDay: 20, pauseAtFailureRate: 0.05 };

let host: AdminHost;
beforeAll(async () => {
  const change = (document: object) => ({ ...document, capacity: managedQuota });
  host = await startAdminHost(60, change, {
    SENDER_ADDRESS: 'DoNotReply@1f0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a11.azurecomm.net',
    DRY_RUN: 'true',
  });
  await host.runFunction('refreshRegistrations');
  await host.runUntil(hours(1, startsAt));
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

/** The simulated tenant has a licence in its grace period, rows that cannot be read, and in its first hour nobody registers. */
const lasting = ['licence grace period', 'unreadable rows', 'log of resets'];

async function broken() {
  await host.simulation.advanceTo(new Date(host.simulation.now().getTime() + 15_000));
  const { checks } = preflightShape.parse(await (await host.ask('GET', 'preflight')).json());
  const failing = checks.filter(({ id, status }) => status !== 'pass' && !lasting.includes(id));
  return failing.map(({ id, status, remedy }) => ({ id, status, remedy }));
}

const sender = {
  id: 'sender',
  remedy: 'Set up a domain of your own with SPF, DKIM and DMARC, and send from it.',
};
const switches = { id: 'switches', status: 'warn', remedy: 'Set the app setting DRY_RUN to false.' };

describe('with DRY_RUN and a domain that Azure manages', { sequential: true }, () => {
  it('preflight names both, with the remedy of each', async () => {
    expect(await broken()).toEqual([{ ...sender, status: 'warn' }, switches]);
  });

  it('preflight fails once the campaign is set to more than such a domain may send', async () => {
    const shown = await host.ask('GET', 'campaign');
    const { document } = (await shown.json()) as { document: object };
    const headers = { authorization: `Bearer ${await host.token('operator')}`, 'if-match': shown.headers.get('etag')! };
    const changed = { ...document, capacity: { ...managedQuota, mailsPerMinute: 6 } };
    expect((await host.ask('PUT', 'campaign', changed, headers)).status).toBe(200);
    expect(await broken()).toEqual([{ ...sender, status: 'fail' }, switches]);
  });

  it('no test mail leaves, and the trail says that it was refused', async () => {
    const answer = await host.ask('POST', 'emails/test', {});
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      { detail: expect.stringContaining('DRY_RUN is on') as string },
    ]);
    expect(host.simulation.summary().mails.total).toBe(0);
    expect(await (await host.ask('GET', 'audit')).json()).toMatchObject({
      entries: expect.arrayContaining([
        expect.objectContaining({ action: 'sendTestMail', outcome: 'refused' }),
      ]) as object[],
    });
  });

  it('no mail of the campaign leaves', async () => {
    await host.runUntil(hours(28, startsAt));
    expect(host.simulation.summary().mails.total).toBe(0);
  });
});
