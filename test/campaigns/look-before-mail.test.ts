import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startsAt, hours } from '../admin-api/admin-host.ts';
import { startCampaignHost, type CampaignHost } from './campaign-host.ts';

let host: CampaignHost;
/** Reminders come a day later, before the next pass has read anybody again. */
beforeAll(async () => {
  host = await startCampaignHost(
    120,
    (document) => ({
      ...document,
      cadence: { ...(document['cadence'] as object), remindersAfterDays: [1] },
      followUp: { ssprLinkTo: 'nudged', strengthenPhoneOnly: false, tellManagerAfterReminders: 0 },
    }),
    { REFRESH_SCHEDULE: '0 0 0 29 2 *' },
  );
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

const reminderOf = async (userId: string) =>
  (await host.show(userId)).messages.find(({ step }) => step === 'reminder-1')!;
const byRoute = () => host.simulation.summary().requests.byRoute;

describe('a look at the person before each mail (truth 23)', () => {
  it('keeps the mail from whoever has gone or is left out since the pass, and follows whoever has moved', async () => {
    const [left, disabled, excluded, moved, same] = (await host.nudged(5)) as [string, string, string, string, string];
    await host.happen(left, 'leave');
    await host.happen(disabled, 'disable');
    await host.happen(excluded, 'joinExecutives');
    await host.happen(moved, 'move');
    await host.runUntil(hours(33, startsAt));

    expect(await reminderOf(left)).toMatchObject({ state: 'cancelled', because: 'notInDirectory' });
    expect(await reminderOf(disabled)).toMatchObject({ state: 'cancelled', because: 'accountDisabled' });
    expect(await reminderOf(excluded)).toMatchObject({ state: 'cancelled', because: 'inExcludedGroup' });
    for (const userId of [left, disabled, excluded]) expect(await host.mailsOf(userId)).toHaveLength(1);
    for (const userId of [moved, same]) expect((await host.mailsOf(userId)).length).toBeGreaterThan(1);
    expect((await host.show(moved)).verdict).toMatchObject({
      selected: true,
      address: expect.stringContaining('.new@') as string,
    });
    expect(host.simulation.summary().mails.stray).toBe(0);
  });

  it('costs one request a mail, a batch where the document names groups', () => {
    const { mails } = host.simulation.summary();
    expect(byRoute()['POST /v1.0/$batch']).toBe(mails.total + 3);
    expect(byRoute()['GET /v1.0/users/{idOrUpn}'] ?? 0).toBe(0);
  });
});
