import { describe, expect, it } from 'vitest';
import type { Probe } from '../../../shared/tenant/probe.ts';
import { learnTenant, noteWritebackSwitch } from '../../../shared/use-cases/learn-tenant.ts';
import { writebackSwitchIn } from '../../../shared/tenant/known-tenant.ts';
import { type WritebackSwitch } from '../../../shared/tenant/tenant-facts.ts';
import { after, now } from '../../builders/instants.ts';
import { FakeTenantStore } from '../../fakes/fake-tenant-store.ts';

const domains = [
  { name: 'contoso.com', isFederated: false },
  { name: 'fed.contoso.com', isFederated: true },
];
const offYesterday = { at: after({ days: -1 }), isOn: false };

/** A tenant that counts how often it is read. */
function aTenant(switches: Probe<readonly WritebackSwitch[]> = { kind: 'read', value: [offYesterday] }) {
  const tenantFacts = new FakeTenantStore();
  const asked = { times: 0 };
  const tenant = {
    readDomains: async () => {
      asked.times++;
      return { kind: 'read', value: domains } as const;
    },
    readWritebackSwitches: async () => switches,
  };
  return { tenantFacts, tenant, asked, known: async () => (await tenantFacts.read()).facts };
}

describe('what the tenant is like (truth 19)', () => {
  it('is read once a day', async () => {
    const ports = aTenant();
    expect(await learnTenant(now, ports)).toBe('read');
    expect(await learnTenant(after({ hours: 19 }), ports)).toBe('known');
    expect(await learnTenant(after({ hours: 20 }), ports)).toBe('read');
    expect(ports.asked.times).toBe(2);
    const facts = {
      readAt: after({ hours: 20 }),
      federatedDomains: ['fed.contoso.com'],
      writebackSwitch: offYesterday,
    };
    expect(await ports.known()).toEqual(facts);
  });

  it('stays as it was known where it cannot be read, and is tried again the next time', async () => {
    const ports = aTenant({ kind: 'refused', status: 403, code: 'Authorization_RequestDenied' });
    await noteWritebackSwitch(offYesterday, ports.tenantFacts);
    expect(await learnTenant(now, ports)).toBe('unreadable');
    expect(await ports.known()).toMatchObject({ readAt: undefined, writebackSwitch: offYesterday });
    expect(await learnTenant(now, ports)).toBe('unreadable');
    expect(ports.asked.times).toBe(2);
  });

  it('keeps the later of two switches, in whatever order they are seen', async () => {
    const ports = aTenant();
    const onToday = { at: now, isOn: true };
    await noteWritebackSwitch(onToday, ports.tenantFacts);
    await noteWritebackSwitch(offYesterday, ports.tenantFacts);
    await learnTenant(now, ports);
    expect((await ports.known()).writebackSwitch).toEqual(onToday);
  });
});

describe('the switch in the audit log', () => {
  const event = { activityDateTime: now, activityDisplayName: 'Disable password writeback for directory' };
  it.each([
    [
      { ...event, result: 'success' },
      { at: now, isOn: false },
    ],
    [{ ...event, result: 'failure' }, undefined],
    [
      { ...event, activityDisplayName: ' ENABLE password writeback for directory', result: 'Success' },
      { at: now, isOn: true },
    ],
    [{ ...event, activityDisplayName: 'Change password (self-service)', result: 'success' }, undefined],
  ])('%o: %o', (one, seen) => {
    expect(writebackSwitchIn(one)).toEqual(seen);
  });
});
