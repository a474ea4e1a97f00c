import { TableClient } from '@azure/data-tables';
import { QueueClient } from '@azure/storage-queue';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableNames } from '../../shared/adapters/tables/table-names.ts';
import { hours, startAdminHost, type AdminHost } from './admin-host.ts';

let host: AdminHost;

beforeAll(async () => {
  host = await startAdminHost(40);
}, 60_000);
afterAll(() => host[Symbol.asyncDispose]());

const later = (minutes: number) => host.simulation.advanceTo(hours(minutes / 60, host.simulation.now()));

async function degraded(): Promise<readonly string[]> {
  return ((await (await host.ask('GET', 'health')).json()) as { degraded: string[] }).degraded;
}

async function passCheck(): Promise<unknown> {
  const { checks } = (await (await host.ask('GET', 'preflight')).json()) as { checks: { id: string }[] };
  return checks.find(({ id }) => id === 'full pass');
}

async function currentPass(): Promise<{ passId: string; state: string; wakesAt?: string }> {
  const control = TableClient.fromConnectionString(host.storage, tableNames.control, { allowInsecureConnection: true });
  const row = await control.getEntity<{ document: string }>('passes', 'current').catch(() => undefined);
  return row ? (JSON.parse(row.document) as { passId: string; state: string }) : { passId: '', state: '' };
}

/** Lets the queues be worked off until the pass stands so. */
async function reached(state: string): Promise<void> {
  while ((await currentPass()).state !== state) {
    await sleep(100);
    await host.runUntil(hours(1 / 3_600, host.simulation.now()));
  }
}

/** The queue message that waits for Graph is lost, with the process that held it. */
async function loseTheMessage(): Promise<void> {
  while ((await currentPass()).wakesAt === undefined) await sleep(50);
  const queue = new QueueClient(host.storage, 'refresh-pages');
  await sleep(500);
  await queue.clearMessages();
}

describe('a pass that cannot go on, over HTTP and on real storage (engine 3)', () => {
  it('is told when a permission is missing, and goes on by itself when it is granted', async () => {
    await host.control('preconditions', { broken: ['AuditLog.Read.All'] });
    await host.runFunction('refreshRegistrations');
    await reached('distrusted');
    const { passId } = await currentPass();
    const refused = 'Microsoft Graph refuses a reading for want of a permission: preflight says which';
    expect(await degraded()).toContain(refused);
    await later(5);
    await host.runFunction('reconcileClaims');
    await reached('distrusted');
    expect(await degraded()).toContain(refused);
    expect(JSON.stringify(await passCheck())).toContain('AuditLog.Read.All');

    await host.control('preconditions', { broken: [] });
    await later(5);
    await host.runFunction('reconcileClaims');
    await reached('complete');
    expect((await currentPass()).passId).toBe(passId);
    expect(await degraded()).toEqual([]);
  }, 60_000);

  it('is resumed from its checkpoint within five minutes of the return of Graph', async () => {
    await later(24 * 60);
    await host.control('faults', [{ route: '/users', kind: '500' }]);
    const outage = host.runFunction('refreshRegistrations'); // ends when no message is left
    await loseTheMessage();
    await outage;
    const { passId } = await currentPass();
    await later(20);
    expect(await degraded()).toContain('the full pass stands still: preflight says where');
    expect(await passCheck()).toMatchObject({ status: 'warn', detail: expect.stringContaining('of users') });

    await host.control('faults', []);
    await later(5);
    await host.runFunction('reconcileClaims');
    await reached('complete');
    expect((await currentPass()).passId).toBe(passId);
    await host.runFunction('watchRegistrations');
    await later(1);
    expect(await degraded()).toEqual([]);
    expect(await passCheck()).toMatchObject({ status: 'pass' });
  }, 60_000);
});
