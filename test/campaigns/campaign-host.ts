import type { z } from 'zod';
import { userShape } from '../../shared/api/user-operations.ts';
import type { PersonAction } from '../../local/simulation/journal.ts';
import { hours, rareSchedules, startAdminHost, startsAt, type AdminHost } from '../admin-api/admin-host.ts';

type ShownUser = z.infer<typeof userShape>;

export interface CampaignHost extends AdminHost {
  /** Lets hours of the tenant go by. */
  passHours(count: number): Promise<void>;
  show(userId: string): Promise<ShownUser>;
  /** Something happens to a person of the tenant, now. */
  happen(userId: string, action: PersonAction): Promise<void>;
  /** The mails of one kind in somebody's mailbox, as text. */
  mailsOf(userId: string): Promise<readonly string[]>;
  /** Everybody whom the wave has enrolled. */
  enrolled(): Promise<readonly string[]>;
  /** People who have had the nudge, have done nothing since, and were not asked for before. */
  nudged(count: number): Promise<readonly string[]>;
}

/** A campaign over HTTP on its first evening: everybody who is to be nudged has their nudge, at any hour of any day. */
export async function startCampaignHost(
  users: number,
  change: (document: Record<string, unknown>) => object = (it) => it,
  settings: Readonly<Record<string, string>> = {},
): Promise<CampaignHost> {
  const atOnce = (document: object) => change({ ...document, ...everybodyAtOnce });
  const host = await startAdminHost(users, atOnce, { ...rareSchedules, ...settings });
  const taken = new Set<string>();

  async function show(userId: string): Promise<ShownUser> {
    const answer = await host.ask('GET', `users/${userId}`);
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return userShape.parse(await answer.json());
  }

  async function enrolled(): Promise<readonly string[]> {
    const csv = await (await host.ask('GET', 'waves/everyone/recipients.csv')).text();
    const lines = csv.split('\n').filter((line) => line.includes('enrolled'));
    return lines.map((line) => line.split(',')[0]!);
  }

  async function nudged(count: number): Promise<readonly string[]> {
    const found: string[] = [];
    for (const userId of await enrolled()) {
      if (found.length === count) break;
      if (taken.has(userId)) continue;
      const { messages, evidence } = await show(userId);
      const isNudged = messages.some(
        ({ step, state }) => step === 'nudge' && ['accepted', 'delivered'].includes(state),
      );
      if (isNudged && evidence.length === 0) found.push(userId);
    }
    if (found.length < count) throw new Error(`Only ${found.length} of ${count} people have had a nudge and wait`);
    for (const userId of found) taken.add(userId);
    return found;
  }

  const campaign = {
    ...host,
    show,
    enrolled,
    nudged,
    passHours: (count: number) => host.runUntil(hours(count, host.simulation.now())),
    happen: (userId: string, action: PersonAction) => host.control(`people/${userId}/${action}`, {}),
    async mailsOf(userId: string) {
      const page = await (await fetch(`${host.simulation.origin}/mailbox/${userId}`)).text();
      const numbers = [...new Set([...page.matchAll(/\/(\d+)\.html/g)].map(([, number]) => number!))];
      const htmlOf = async (number: string) =>
        (await fetch(`${host.simulation.origin}/mailbox/${userId}/${number}.html`)).text();
      return Promise.all(numbers.map(async (number) => (await htmlOf(number)).replaceAll(/<[^>]*>/g, '')));
    },
  };
  await host.runFunction('refreshRegistrations');
  await host.runUntil(hours(9, startsAt));
  return campaign;
}

const everybodyAtOnce = {
  waves: [{ name: 'everyone', startsOn: '2026-11-02' }],
  capacity: { mailsPerMinute: 30, mailsPerHour: 100, newRecipientsPerDay: 100, pauseAtFailureRate: 1 },
  cadence: {
    remindersAfterDays: [20],
    quietHours: { from: '23:59', to: '00:00' },
    workDays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    timeZone: 'Europe/Stockholm',
    observeHolidays: false,
    spreadMinutes: 0,
  },
};
