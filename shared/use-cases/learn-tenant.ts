import type { TenantReader } from '../ports/tenant-reader.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { addHours, addMinutes } from '../registration/add-time.ts';
import { laterSwitch, type TenantFacts } from '../tenant/known-tenant.ts';
import { type WritebackSwitch } from '../tenant/tenant-facts.ts';
import { changeKept } from './change-kept.ts';

export interface LearnTenantPorts {
  readonly tenant: Pick<TenantReader, 'readDomains' | 'readWritebackSwitches'>;
  readonly tenantFacts: TenantStore;
}

/** A domain is seldom federated, and the watch sees each switch of writeback by itself. */
const goodForHours = 20;

/**
 * Reads what the tenant is like once a day. What cannot be read stays as it was known, and is tried again the next time:
 * an unknown never changes what somebody is owed.
 */
export async function learnTenant(now: Date, ports: LearnTenantPorts): Promise<'known' | 'read' | 'unreadable'> {
  const { facts } = await ports.tenantFacts.read();
  if (facts.readAt && now < addHours(facts.readAt, goodForHours)) return 'known';
  const [domains, switches] = [await ports.tenant.readDomains(), await ports.tenant.readWritebackSwitches()];
  const isRead = domains.kind === 'read' && switches.kind === 'read';
  await changeTenantFacts(
    (known) => ({
      ...known,
      readAt: isRead ? now : known.readAt,
      federatedDomains:
        domains.kind === 'read'
          ? domains.value.filter(({ isFederated }) => isFederated).map(({ name }) => name)
          : known.federatedDomains,
      writebackSwitch: laterSwitch(known.writebackSwitch, switches.kind === 'read' ? switches.value.at(-1) : undefined),
    }),
    ports.tenantFacts,
  );
  return isRead ? 'read' : 'unreadable';
}

/** Keeps a switch that the audit log told of; an older one changes nothing. */
export const noteWritebackSwitch = (seen: WritebackSwitch, store: TenantStore): Promise<void> =>
  changeTenantFacts((known) => ({ ...known, writebackSwitch: laterSwitch(known.writebackSwitch, seen) }), store);

/** A refusal holds for everybody: one note in this time is enough. */
const noteRefusalEveryMinutes = 15;

/** Keeps that Graph refused to tell about a person, for the health of the app. */
export async function noteRefusal(permission: string, now: Date, store: TenantStore): Promise<void> {
  const { refusal } = (await store.read()).facts;
  const isNoted = refusal?.permission === permission && now < addMinutes(refusal.at, noteRefusalEveryMinutes);
  if (!isNoted) await changeTenantFacts((known) => ({ ...known, refusal: { permission, at: now } }), store);
}

const attempts = 5;

async function changeTenantFacts(change: (known: TenantFacts) => TenantFacts, store: TenantStore): Promise<void> {
  await changeKept(store, 'facts', change, { attempts, what: 'What is known of the tenant' });
}
