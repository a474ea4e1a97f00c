import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hours, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';

let host: AdminHost;

/** Nobody sees registrations any more from Tuesday noon on; some people of the wave are still to be written to then. */
const blindAt = hours(31, startsAt);

beforeAll(async () => {
  host = await startAdminHost(80, (document) => ({
    ...document,
    waves: [{ name: 'everyone', startsOn: '2026-11-02' }],
    capacity: { mailsPerMinute: 30, mailsPerHour: 100, newRecipientsPerDay: 5 },
  }));
  await host.runFunction('refreshRegistrations');
  await host.runUntil(blindAt);
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

async function told(route: string): Promise<Record<string, unknown>> {
  return (await (await host.ask('GET', route)).json()) as Record<string, unknown>;
}

const mails = (): number => host.simulation.summary().mails.total;

async function checkOf(id: string): Promise<unknown> {
  const { checks } = (await told('preflight')) as unknown as { checks: { id: string }[] };
  return checks.find((check) => check.id === id);
}

describe('a campaign that nobody sees registrations of, over HTTP and on real storage (engine 2)', () => {
  it('stops asking people to register by itself after a day, and says so everywhere', async () => {
    await host.control('preconditions', { broken: ['groups'] });
    await host.control('faults', [{ route: '/auditLogs', kind: '500' }]);
    const before = mails();
    await host.runUntil(hours(24, blindAt));
    expect(await told('campaign')).toMatchObject({ sending: { detection: { kind: 'current' } } });
    expect(mails()).toBeGreaterThan(before);

    await host.runUntil(hours(27, blindAt));
    const whenStale = mails();
    await host.runUntil(hours(3 * 24, blindAt));
    expect(mails()).toBe(whenStale);
    const stale = { kind: 'stale', since: expect.stringMatching(/^2026-11-03T1/) as string };
    expect(await told('campaign')).toMatchObject({ sending: { detection: stale } });
    expect((await told('health'))['degraded']).toEqual(
      expect.arrayContaining([expect.stringMatching(/^nobody has seen registrations since 2026-11-03T1/)]),
    );
    expect(await (await host.ask('GET', 'dashboard')).text()).toContain('Only SSPR links leave');
    expect(await checkOf('detection')).toMatchObject({ status: 'fail' });
    expect(JSON.stringify(await checkOf('groups'))).toContain('only SSPR links leave');
  }, 120_000);

  it('tells anybody that it is degraded, and nothing more', async () => {
    expect(await (await fetch(`${host.url}/api/health`)).json()).toEqual({ status: 'degraded' });
  });

  it('goes on by itself when the log can be read again, before any pass', async () => {
    await host.control('faults', []);
    const before = mails();
    await host.runUntil(hours(20, host.simulation.now()));
    expect(await told('campaign')).toMatchObject({ sending: { detection: { kind: 'current' } } });
    expect(mails()).toBeGreaterThan(before);
    expect(await checkOf('detection')).toMatchObject({ status: 'pass' });
  }, 120_000);
});
