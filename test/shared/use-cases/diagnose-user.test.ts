import { describe, expect, it } from 'vitest';
import { describeDiagnosis } from '../../../shared/api/diagnosis-answer.ts';
import { diagnosisShape } from '../../../shared/api/user-operations.ts';
import type { Probe } from '../../../shared/tenant/probe.ts';
import type { TenantDomain, WritebackSwitch } from '../../../shared/tenant/tenant-facts.ts';
import { diagnoseUser } from '../../../shared/use-cases/diagnose-user.ts';
import { aReset, tenantDomains } from '../../builders/diagnoses.ts';
import { after, now } from '../../builders/instants.ts';
import { aRegistration, aUser, capableRegistration, personId } from '../../builders/people.ts';
import { aCadence } from '../../builders/policies.ts';
import { FakeRecipientStore } from '../../fakes/fake-recipient-store.ts';
import { FakeUserInspector } from '../../fakes/fake-user-inspector.ts';

const tenantId = '9d0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a19';

function aTenant() {
  const inspector = new FakeUserInspector();
  inspector.users = [aUser()];
  inspector.registrations.set(personId(1), capableRegistration);
  const domains: Probe<readonly TenantDomain[]> = { kind: 'read', value: tenantDomains };
  const switches: Probe<readonly WritebackSwitch[]> = { kind: 'read', value: [] };
  const tenant = { readDomains: async () => domains, readWritebackSwitches: async () => switches };
  return { inspector, tenant, recipients: new FakeRecipientStore() };
}

const ask = (ports: ReturnType<typeof aTenant>, userId: string = personId(1)) =>
  diagnoseUser({ userId, tenantId, cloud: 'public', told: {} }, aCadence(), now, ports);

async function diagnosed(ports: ReturnType<typeof aTenant>) {
  const answer = await ask(ports);
  if (answer.kind !== 'diagnosed') throw new Error(answer.kind);
  return diagnosisShape.parse(JSON.parse(JSON.stringify(describeDiagnosis(answer.facts, answer.diagnosis))));
}

describe('a diagnosis', () => {
  it('is of the person who has this object id', async () => {
    expect(await diagnosed(aTenant())).toMatchObject({ userId: personId(1), canReset: 'yes' });
  });

  it('reads afresh: what the last pass saw does not count', async () => {
    const ports = aTenant();
    const facts = { userId: personId(1), user: aUser(), isInDirectory: true, memberOf: [] };
    await ports.recipients.writeFacts([{ ...facts, registration: aRegistration(), reportReadAt: after({ days: -1 }) }]);
    expect((await diagnosed(ports)).canReset).toBe('yes');
  });

  it('shows the events with their correlation, and none that is older than the log keeps', async () => {
    const ports = aTenant();
    const old = aReset({ eventId: 'SSPR_0', at: after({ days: -31 }) });
    ports.inspector.resetEvents.set(personId(1), [old, aReset()]);
    const { cause, resetEvents } = await diagnosed(ports);
    expect(cause).toMatchObject({ id: 'bannedPassword', owner: 'person' });
    expect(resetEvents).toMatchObject([{ eventId: 'SSPR_1', correlationId: aReset().correlationId }]);
  });

  it('of somebody who has left the directory says so, as long as the campaign knows them', async () => {
    const ports = aTenant();
    ports.inspector.users = [];
    const facts = { userId: personId(1), user: aUser(), isInDirectory: true, memberOf: [] };
    expect(await ask(ports)).toEqual({ kind: 'unknownUser' });
    await ports.recipients.writeFacts([{ ...facts, registration: undefined, reportReadAt: after({ days: -1 }) }]);
    expect((await diagnosed(ports)).cause).toMatchObject({ id: 'notInDirectory' });
  });

  it('of nobody is none', async () => {
    expect(await ask(aTenant(), personId(99))).toEqual({ kind: 'unknownUser' });
  });

  it('still answers while the directory is closed', async () => {
    const ports = aTenant();
    ports.inspector.refusals = { user: { kind: 'refused', status: 403, code: 'Authorization_RequestDenied' } };
    const { canReset, ladder } = await diagnosed(ports);
    expect(canReset).toBe('unknown');
    expect(ladder[0]).toMatchObject({ id: 'directory', status: 'unknown', missingPermission: 'User.Read.All' });
  });

  it.each<[string, Exclude<Probe<unknown>, { kind: 'read' }>, RegExp]>([
    ['asks to wait', { kind: 'throttled' }, /asked to wait/],
    ['gives no answer', { kind: 'unreachable' }, /no answer/],
    ['answers nonsense', { kind: 'refused', status: 200, code: 'unreadableAnswer' }, /200 unreadableAnswer/],
    [
      'has no premium licence',
      { kind: 'refused', status: 403, code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant' },
      /NonPremium/,
    ],
  ])('says what it saw when Graph %s, and blames no permission', async (_, refusal, seen) => {
    const ports = aTenant();
    ports.inspector.refusals = { resetEvents: refusal };
    const { canReset, ladder } = await diagnosed(ports);
    const last = ladder.at(-1);
    expect(canReset).toBe('unknown');
    expect(last).toMatchObject({ status: 'unknown', seen: expect.stringMatching(seen) as string });
    expect(last?.missingPermission).toBeUndefined();
  });
});
