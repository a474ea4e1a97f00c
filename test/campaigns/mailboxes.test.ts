import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { preflightShape } from '../../shared/api/report-operations.ts';
import { userShape } from '../../shared/api/user-operations.ts';
import { dryRunShape } from '../../shared/api/wave-operations.ts';
import { hours, startAdminHost, startsAt, type AdminHost } from '../admin-api/admin-host.ts';

/** Issue 17: mailboxes that are nobody's, licensed, enabled and named as people are. */
const hidden = 6;
const people = 80;

const campaign = {
  sspr: { scope: 'all', methodsRequired: 1, passwordWriteback: 'enabled' },
  waves: [{ name: 'some day', startsOn: '2027-06-01' }],
  newJoiners: { enrol: false, afterDays: 2 },
  capacity: { mailsPerMinute: 30, mailsPerHour: 100, newRecipientsPerDay: 100, pauseAtFailureRate: 1 },
  cadence: {
    remindersAfterDays: [],
    quietHours: { from: '23:59', to: '00:00' },
    workDays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    timeZone: 'Europe/Stockholm',
    observeHolidays: false,
    spreadMinutes: 0,
  },
};

const settings = {
  MAILBOX_PURPOSE: 'true',
  WATCH_SCHEDULE: '0 0 */8 * * *',
  PLAN_SCHEDULE: '0 0 */6 * * *',
  RELEASE_SCHEDULE: '0 30 */2 * * *',
  RECONCILE_SCHEDULE: '0 0 5 * * *',
};

let host: AdminHost;
beforeAll(async () => {
  const tenant = { hiddenMailboxes: hidden };
  host = await startAdminHost(people, (document) => ({ ...document, ...campaign }), settings, tenant);
});
afterAll(() => host[Symbol.asyncDispose]());

const asked = (): number =>
  host.simulation.summary().requests.byRoute['GET /v1.0/users/{idOrUpn}/mailboxSettings/userPurpose'] ?? 0;
const mailsTo = (): number => host.simulation.summary().mails.people;

const planShape = dryRunShape.extend({ confirm: z.string(), mailboxes: z.object({ requests: z.number() }) });

async function wave(name: string, goal: string, confirm?: string): Promise<unknown> {
  const request = { name, goal, dryRun: confirm === undefined, ...(confirm && { confirm }) };
  const answer = await host.ask('POST', 'waves', request);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

const planOf = async (name: string, goal: string) => planShape.parse(await wave(name, goal));

async function hiddenIds(): Promise<readonly string[]> {
  const query = "/v1.0/users?$select=id&$filter=startswith(displayName,'Reception')";
  const answer = await fetch(host.simulation.origin + query, { headers: { authorization: 'Bearer local' } });
  return z
    .object({ value: z.array(z.object({ id: z.string() })) })
    .parse(await answer.json())
    .value.map(({ id }) => id);
}

const person = async (id: string) => userShape.parse(await (await host.ask('GET', `users/${id}`)).json());
const sharedIn = ({ leftOut }: z.infer<typeof planShape>) =>
  leftOut.find(({ because }) => because === 'sharedMailbox')?.people;

describe('a tenant with mailboxes that are nobody’s and look like people', () => {
  it('says first that the permission is missing, and asks on as soon as it is granted', async () => {
    const permission = async () => {
      const { checks } = preflightShape.parse(await (await host.ask('GET', 'preflight')).json());
      return checks.find(({ id }) => id === 'permission: read what mailboxes are for')?.status;
    };
    await host.control('preconditions', { broken: ['MailboxSettings.Read'] });
    expect(await permission()).toBe('fail');
    await host.runFunction('refreshRegistrations');
    expect(sharedIn(await planOf('all of us', 'register'))).toBeUndefined();
    expect(host.logged.filter((line) => line.includes('mailboxesNotRead')).length).toBe(1);
    await host.control('preconditions', { broken: [] });
    expect(await permission()).toBe('pass');
  });

  it('finds them in the pass: each is left out, with the reason and what the mailbox is', async () => {
    await host.simulation.advanceTo(hours(1, startsAt));
    const [before, { selected }] = [asked(), await planOf('all of us', 'register')];
    await host.runFunction('refreshRegistrations');
    expect(asked() - before).toBe(selected);
    const plan = await planOf('all of us', 'register');
    expect([plan.selected, sharedIn(plan), plan.mailboxes]).toEqual([selected - hidden, hidden, { requests: 0 }]);

    const found = await Promise.all((await hiddenIds()).map(person));
    expect(found.map(({ verdict }) => verdict.because)).toEqual(found.map(() => 'sharedMailbox'));
    expect(new Set(found.map(({ mailbox }) => mailbox?.purpose))).toEqual(new Set(['shared', 'room', 'equipment']));
  });

  it('asks for nobody else, but for whoever is about to get their first mail: as often as foretold', async () => {
    const nudged = await planOf('all of us', 'register');
    await wave('all of us', 'register', nudged.confirm);
    const told = await planOf('who could before', 'knowTheLink');
    expect(told.mailboxes.requests).toBeGreaterThan(10);
    await wave('who could before', 'knowTheLink', told.confirm);
    const before = asked();
    await host.runUntil(hours(24 * 3, startsAt));
    expect(mailsTo()).toBe(nudged.selected + told.selected);
    expect(asked() - before).toBe(told.mailboxes.requests);
    expect(host.simulation.summary().wrongMails).toEqual([]);
  }, 120_000);
});
