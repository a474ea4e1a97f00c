import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userShape } from '../../shared/api/user-operations.ts';
import { hours, startAdminHost, startsAt, type AdminHost } from '../admin-api/admin-host.ts';

/** Issue 17: a tenant without Entra ID P1, where the licensed have Business Standard and there is no registration report. */
const people = 60;
const daysToTheEnd = 9;

const campaign = {
  sspr: {
    scope: 'all',
    methodsRequired: 1,
    passwordWriteback: 'disabled',
    allowedMethods: ['mobilePhone', 'email', 'softwareToken'],
  },
  waves: [{ name: 'some day', startsOn: '2027-06-01' }],
  newJoiners: { enrol: false, afterDays: 2 },
  capacity: { mailsPerMinute: 30, mailsPerHour: 100, newRecipientsPerDay: 100, pauseAtFailureRate: 1 },
  cadence: {
    remindersAfterDays: [4],
    quietHours: { from: '23:59', to: '00:00' },
    workDays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    timeZone: 'Europe/Stockholm',
    observeHolidays: false,
    spreadMinutes: 0,
  },
};

/** So seldom that nine days pass soon. */
const settings = {
  METHODS_WITHOUT_P1: 'true',
  WATCH_SCHEDULE: '0 0 */8 * * *',
  PLAN_SCHEDULE: '0 0 6 * * *',
  RELEASE_SCHEDULE: '0 30 */8 * * *',
  RECONCILE_SCHEDULE: '0 0 5 * * *',
};

const dryRunShape = z.object({
  confirm: z.string(),
  selected: z.number(),
  leftOut: z.array(z.object({ because: z.string(), people: z.number() })),
  methods: z.object({ placing: z.number(), placingLeft: z.number(), mails: z.number(), total: z.number() }),
});

let host: AdminHost;
beforeAll(async () => {
  host = await startAdminHost(people, (document) => ({ ...document, ...campaign }), settings, { withoutP1: true });
});
afterAll(() => host[Symbol.asyncDispose]());

const requests = (): Readonly<Record<string, number>> => host.simulation.summary().requests.byRoute;
const methodsAsked = (): number => requests()['GET /v1.0/users/{idOrUpn}/authentication/methods'] ?? 0;
const mailsAccepted = (): number => host.simulation.takenIds().size;

async function launch(dryRun: boolean, confirm?: string): Promise<unknown> {
  const answer = await host.ask('POST', 'waves', { name: 'all of us', dryRun, ...(confirm && { confirm }) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

async function enrolled() {
  const csv = await (await host.ask('GET', 'waves/all-of-us/recipients.csv')).text();
  const ids = csv
    .split('\n')
    .filter((line) => line.includes('enrolled'))
    .map((line) => line.split(',')[0]!);
  return Promise.all(ids.map(async (id) => userShape.parse(await (await host.ask('GET', `users/${id}`)).json())));
}

describe('a campaign in a tenant without Entra ID P1', () => {
  it('runs to its end within the requests that the dry run foretold', async () => {
    await host.runFunction('refreshRegistrations');
    const plan = dryRunShape.parse(await launch(true));
    expect(plan.methods).toMatchObject({ placing: methodsAsked(), placingLeft: 0 });
    // Each of them holds Business Standard or nothing: it covers cloud-only accounts, and no synchronised one.
    expect(plan.leftOut.find(({ because }) => because === 'noQualifyingLicence')?.people).toBeGreaterThan(5);
    expect(plan.selected).toBeGreaterThan(10);

    await launch(false, plan.confirm);
    await host.runUntil(hours(24 * daysToTheEnd, startsAt));
    const all = await enrolled();
    expect(all.length).toBe(plan.selected);
    expect(all.filter(({ next }) => next.kind !== 'stop')).toEqual([]);
    expect(all.filter(({ readiness }) => readiness.kind === 'capable').length).toBeGreaterThan(0);

    // As often as foretold: once for each person, and once for each mail; later passes ask for nobody.
    expect(methodsAsked()).toBe(plan.methods.placing + mailsAccepted());
    expect(Math.abs(methodsAsked() / plan.methods.total - 1)).toBeLessThanOrEqual(0.05);
  }, 280_000);

  it('keeps and logs neither a number nor an address of theirs', async () => {
    expect(host.logged.length).toBeGreaterThan(50);
    expect(host.logged.filter((line) => /701740605|84650000|private@example\.net/.test(line))).toEqual([]);
    expect(JSON.stringify(await enrolled())).not.toMatch(/701740605|84650000|private@example\.net/);
  });
});
