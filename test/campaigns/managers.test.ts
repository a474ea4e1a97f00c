import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCampaignHost, type CampaignHost } from './campaign-host.ts';

let host: CampaignHost;
beforeAll(async () => {
  host = await startCampaignHost(
    60,
    (document) => ({
      ...document,
      cadence: { ...(document['cadence'] as object), remindersAfterDays: [1] },
      followUp: { tellManagerAfterReminders: 1, namesToManagers: true },
    }),
    {
      WATCH_SCHEDULE: '0 0 3,9,15 * * *',
      PLAN_SCHEDULE: '0 0 9,15 * * *',
      RELEASE_SCHEDULE: '0 30 9,15 * * *',
      RECONCILE_SCHEDULE: '0 0 4 * * *',
    },
  );
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

const lettersSent = () => host.simulation.summary().mails.byKind.team;
/** The managers to whom a letter was handed, as the log says it. */
const told = () =>
  host.logged.flatMap((line) => /team\|2026-W46\|([0-9a-f-]{36})[^}]*result\\":\\"accepted/.exec(line)?.[1] ?? []);

const shownAll = async () => Promise.all((await host.enrolled()).map(host.show));
type Shown = Awaited<ReturnType<typeof shownAll>>[number];

/** Who has had the reminder and cannot reset, by their own page. */
const isRemindedInVain = ({ place, messages }: Shown): boolean =>
  place?.kind !== 'canReset' &&
  messages.some(({ step, state }) => step === 'reminder-1' && ['accepted', 'delivered'].includes(state));

describe('managers of people who were reminded and are not ready, over HTTP (everyone 8)', { sequential: true }, () => {
  it('hear nothing in the week in which the campaign began', { timeout: 90_000 }, async () => {
    await host.passHours(24 * 6);
    expect((await shownAll()).filter(isRemindedInVain).length).toBeGreaterThan(3);
    expect(lettersSent()).toBe(0);
  });

  it('get one letter the week after, and it names those who are not ready, and nobody else', async () => {
    await host.passHours(24);
    const managers = told();
    expect(managers.length).toBeGreaterThan(1);
    expect(new Set(managers).size).toBe(managers.length);
    expect(lettersSent()).toBe(managers.length);
    const people = await shownAll();
    for (const manager of managers) {
      const letter = (await host.mailsOf(manager)).join('\n');
      const named = people.filter(({ userId, displayName }) => userId !== manager && letter.includes(displayName!));
      expect(named.length).toBeGreaterThan(0);
      expect(named.every(isRemindedInVain)).toBe(true);
    }
    const { duplicates, wrongMails } = host.simulation.summary();
    expect([duplicates, wrongMails]).toEqual([[], []]);
  });
});
