import { JoinTableCache } from '../../shared/use-cases/join-table-cache.ts';
import { refreshPage } from '../../shared/use-cases/refresh-page.ts';
import { startPass } from '../../shared/use-cases/start-pass.ts';
import { fakePorts } from '../fakes/ports.ts';
import { aDocument } from './documents.ts';
import { aRegistration, aUser, personId } from './people.ts';
import { someRules } from './policies.ts';

/** A tenant of so many people who are in scope and not registered, with mailboxes of their own. */
export function aTenant(people: number) {
  const base = fakePorts();
  const ports = { ...base, tables: new JoinTableCache(base) };
  const ids = Array.from({ length: people }, (_, n) => personId(n));
  ports.directory.users = ids.map((id) => aUser({ id }));
  ports.report.rows = ids.map((userId) => ({ userId, registration: aRegistration() }));
  return ports;
}

export type Tenant = ReturnType<typeof aTenant>;

/** A full pass a day after the last one. Answers how it ended. */
export async function aPassOver(tenant: Tenant, rules = someRules()): Promise<string> {
  tenant.clock.advance({ days: 1 });
  await startPass(aDocument(), tenant.clock.now(), tenant);
  return readOn(tenant, rules);
}

/** Reads until nothing is queued. */
export async function readOn(tenant: Tenant, rules = someRules()): Promise<string> {
  let outcome = 'nothing';
  for (let queued = tenant.pageQueue.takeAll(); queued.length > 0; queued = tenant.pageQueue.takeAll()) {
    for (const { request } of queued) outcome = await refreshPage(request, { rules, enrolNewJoiners: true }, tenant);
  }
  return outcome;
}

export const factsIn = async ({ recipients }: Tenant, n: number) => (await recipients.readJourney(personId(n))).facts;

/** Changes what the directory says of the nth person. */
export function change({ directory }: Tenant, n: number, user: Parameters<typeof aUser>[0]): void {
  directory.users = directory.users.map((one) => (one.id === personId(n) ? { ...one, ...user } : one));
}
