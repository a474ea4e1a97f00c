import { describe, expect, it } from 'vitest';
import { ReadingFailed } from '../../../shared/ports/paging.ts';
import { standingOf } from '../../../shared/registration/registration.ts';
import { resumePass } from '../../../shared/use-cases/start-pass.ts';
import { aDocument } from '../../builders/documents.ts';
import { evidence } from '../../builders/journeys.ts';
import { groupId, personId } from '../../builders/people.ts';
import { aPassOver, aTenant, change, factsIn, readOn, type Tenant } from '../../builders/passes.ts';
import { aCadence, someRules } from '../../builders/policies.ts';
import { FakeRegisteredMethods } from '../../fakes/fake-registered-methods.ts';

const rules = { ...someRules(), cadence: aCadence({ scope: 'all', allowedMethods: ['mobilePhone', 'email'] }) };

const away = { kind: 'away', because: '500 noErrorCode' } as const;

const noReport = async () => {
  throw new ReadingFailed('This needs Entra ID P1 or P2.', 'premiumLicence');
};

/** A tenant of so many people that has no report; with methods to read unless the setting is off. */
function aTenantWithoutP1(people: number, isOn = true) {
  const methods = new FakeRegisteredMethods();
  for (let n = 0; n < people; n++) methods.put(personId(n), n % 2 === 0 ? [] : ['mobilePhone']);
  const tenant: Tenant = { ...aTenant(people), report: { readRows: noReport } as never };
  const reading: Tenant = { ...tenant, registeredMethods: isOn ? methods : undefined };
  return { tenant: reading, methods };
}

const standings = async (tenant: Tenant, people: number) => {
  const all = [];
  for (let n = 0; n < people; n++) all.push(standingOf((await factsIn(tenant, n))?.registration));
  return all;
};
const current = async ({ passes }: Tenant) => (await passes.readCurrent())!.pass;

describe('a pass over a tenant without a report (issue 17)', () => {
  it('is refused as it always was where methods are not to be read', async () => {
    const { tenant } = aTenantWithoutP1(3, false);
    expect(await aPassOver(tenant, rules)).toBe('distrusted');
    expect(await current(tenant)).toMatchObject({ state: 'distrusted', refusedFor: 'premiumLicence' });
  });

  it('asks for each person once, and in no later pass', async () => {
    const { tenant, methods } = aTenantWithoutP1(45);
    expect(await aPassOver(tenant, rules)).toBe('complete');
    expect(await standings(tenant, 2)).toEqual(['notRegistered', 'capable']);
    expect(methods.asked.toSorted()).toEqual(Array.from({ length: 45 }, (_, n) => personId(n)).toSorted());
    expect((await current(tenant)).counts).toMatchObject({ users: 45, methodsAsked: 45, methodsUnread: 0 });
    expect(await aPassOver(tenant, rules)).toBe('complete');
    expect(methods.asked.length).toBe(45);
  });

  it('asks for nobody whose place does not hang on it, until it does', async () => {
    const { tenant, methods } = aTenantWithoutP1(4);
    change(tenant, 0, { accountEnabled: false });
    change(tenant, 1, { userType: 'guest' });
    await aPassOver(tenant, rules);
    expect(methods.asked.toSorted()).toEqual([personId(2), personId(3)]);
    change(tenant, 0, { accountEnabled: true });
    await aPassOver(tenant, rules);
    expect(methods.asked.slice(2)).toEqual([personId(0)]);
  });

  it('asks for a new account, and keeps what it knows of somebody whom the directory changed', async () => {
    const { tenant, methods } = aTenantWithoutP1(2);
    await aPassOver(tenant, rules);
    change(tenant, 1, { displayName: 'Åsa Ek' });
    methods.put(personId(2), ['email']);
    tenant.directory.users = [...tenant.directory.users, { ...tenant.directory.users[0]!, id: personId(2) }];
    await aPassOver(tenant, rules);
    expect(methods.asked.slice(2)).toEqual([personId(2)]);
    expect((await factsIn(tenant, 1))?.user.displayName).toBe('Åsa Ek');
    expect(await standings(tenant, 3)).toEqual(['notRegistered', 'capable', 'capable']);
  });

  it('waits as long as Graph asks, and asks for nobody twice', async () => {
    const { tenant, methods } = aTenantWithoutP1(30);
    methods.answerNext(...Array.from({ length: 7 }, () => ({ kind: 'read', methods: [] }) as const));
    methods.answerNext({ kind: 'throttled', retryAfterSeconds: 120 });
    expect(await aPassOver(tenant, rules)).toBe('complete');
    expect(methods.asked.length).toBe(31);
    expect(new Set(methods.asked).size).toBe(30);
  });

  it('goes on where it was after it was given up for another one', async () => {
    const { tenant, methods } = aTenantWithoutP1(50);
    methods.answerNext(...Array.from({ length: 25 }, () => ({ kind: 'read', methods: [] }) as const));
    methods.answerNext(...Array.from({ length: 3 }, () => away));
    const pageQueue = tenant.pageQueue;
    const refused = { ...tenant, pageQueue: Object.assign(Object.create(pageQueue) as typeof pageQueue, {}) };
    const enqueue = pageQueue.enqueue.bind(pageQueue);
    // The process dies when Graph fails: nobody is told of the next page.
    refused.pageQueue.enqueue = async (request, delaySeconds) =>
      delaySeconds === 60 ? undefined : enqueue(request, delaySeconds);
    expect(await aPassOver(refused, rules)).toBe('failed');
    tenant.clock.advance({ days: 1 });
    expect(await resumePass(aDocument(), tenant.clock.now(), tenant)).toBe('started');
    expect(await readOn(tenant, rules)).toBe('complete');
    expect(methods.asked.length).toBe(53);
    expect(new Set(methods.asked).size).toBe(50);
  });

  it('says which permission is missing, and goes on as soon as it is granted', async () => {
    const { tenant, methods } = aTenantWithoutP1(3);
    const permission = 'UserAuthenticationMethod.Read.All';
    methods.answerNext({ kind: 'refused', permission, code: 'Authorization_RequestDenied' });
    expect(await aPassOver(tenant, rules)).toBe('distrusted');
    const pass = await current(tenant);
    expect(pass).toMatchObject({ refusedFor: 'permission', collection: 'methods' });
    expect(pass.because).toContain(permission);
    tenant.clock.advance({ minutes: 10 });
    await resumePass(aDocument(), tenant.clock.now(), tenant);
    expect(await readOn(tenant, rules)).toBe('complete');
  });

  it.each([
    [{ kind: 'unreadable', because: '400 BadRequest' }],
    [{ kind: 'refused', permission: 'p', code: 'accessDenied' }],
    [{ kind: 'noSuchUser' }],
    [away],
  ] as const)(
    'holds one person of whom Graph says %j for unknown, and asks again in the next pass',
    async (reading) => {
      const { tenant, methods } = aTenantWithoutP1(3);
      methods.answerFor(personId(1), reading);
      expect(await aPassOver(tenant, rules)).toBe('complete');
      expect((await factsIn(tenant, 1))?.registration).toMatchObject({ unknown: 'methodsUnreadable' });
      expect((await current(tenant)).counts).toMatchObject({ methodsAsked: 3, methodsUnread: 1 });
      expect(tenant.journal.factsOf('methodsNotRead')).toMatchObject([{ userId: personId(1) }]);
      methods.answerFor(personId(1), { kind: 'read', methods: ['email'] });
      await aPassOver(tenant, rules);
      expect(methods.asked.slice(3)).toEqual([personId(1)]);
      expect(await standings(tenant, 3)).toEqual(['notRegistered', 'capable', 'notRegistered']);
    },
  );

  it('is held up by nobody of whom Graph never tells, wherever they stand', async () => {
    const { tenant, methods } = aTenantWithoutP1(45);
    for (const n of [0, 1, 19, 20, 44]) methods.answerFor(personId(n), away);
    expect(await aPassOver(tenant, rules)).toBe('complete');
    expect((await current(tenant)).counts).toMatchObject({ methodsAsked: 45, methodsUnread: 5 });
  });

  it('holds nobody for unknown while Graph is away, however long', async () => {
    const { tenant, methods } = aTenantWithoutP1(45);
    methods.answerNext(...Array.from({ length: 90 }, () => away));
    expect(await aPassOver(tenant, rules)).toBe('complete');
    expect((await current(tenant)).counts).toMatchObject({ methodsAsked: 45, methodsUnread: 0 });
  });

  it('judges everybody by the policy of today, without asking again', async () => {
    const { tenant, methods } = aTenantWithoutP1(2);
    await aPassOver(tenant, rules);
    const stricter = { ...rules, cadence: aCadence({ scope: 'all', allowedMethods: ['email'] }) };
    await aPassOver(tenant, stricter);
    expect(await standings(tenant, 2)).toEqual(['notRegistered', 'registeredNotCapable']);
    await aPassOver(tenant, { ...rules, cadence: aCadence() });
    expect(await standings(tenant, 2)).toEqual(['unknown', 'unknown']);
    expect(methods.asked.length).toBe(2);
  });

  it('tells admins by the roles, by the groups that hold them too', async () => {
    const { tenant } = aTenantWithoutP1(4);
    tenant.adminRoles.holders = { kind: 'read', principals: [personId(1)], groups: [groupId] };
    tenant.directory.members.set(groupId, [personId(3)]);
    await aPassOver(tenant, rules);
    const admins = await Promise.all([0, 1, 2, 3].map(async (n) => (await factsIn(tenant, n))?.registration?.isAdmin));
    expect(admins).toEqual([false, true, false, true]);
    expect(await standings(tenant, 4)).toEqual(['notRegistered', 'notRegistered', 'notRegistered', 'notRegistered']);
  });

  it('knows nobody to be no admin where roles cannot be read, and goes on', async () => {
    const { tenant } = aTenantWithoutP1(2);
    tenant.adminRoles.holders = { kind: 'refused', permission: 'RoleManagement.Read.Directory', code: 'c' };
    expect(await aPassOver(tenant, rules)).toBe('complete');
    expect((await factsIn(tenant, 1))?.registration).toMatchObject({ unknown: 'rolesUnreadable' });
    tenant.adminRoles.holders = undefined;
    await aPassOver(tenant, rules);
    expect(await standings(tenant, 2)).toEqual(['notRegistered', 'capable']);
  });

  it('asks once more after two weeks where the log told of a change that no mail has followed', async () => {
    const { tenant, methods } = aTenantWithoutP1(2);
    await aPassOver(tenant, rules);
    const { version } = await tenant.recipients.readJourney(personId(0));
    const registered = evidence('registered', { at: tenant.clock.now(), userId: personId(0) });
    await tenant.recipients.writeJourney({ userId: personId(0), version, evidence: [registered] });
    for (let day = 0; day < 13; day++) await aPassOver(tenant, rules);
    expect(methods.asked.length).toBe(2);
    methods.put(personId(0), ['email']);
    for (let day = 0; day < 5; day++) await aPassOver(tenant, rules);
    expect(methods.asked.slice(2)).toEqual([personId(0)]);
    expect(await standings(tenant, 1)).toEqual(['capable']);
  });

  it('is over as soon as the tenant has a report, and begins anew when that is gone', async () => {
    const { tenant, methods } = aTenantWithoutP1(4);
    await aPassOver(tenant, rules);
    const withReport = { ...tenant, report: aTenant(4).report };
    expect(await aPassOver(withReport, rules)).toBe('complete');
    expect((await factsIn(tenant, 1))?.registration).not.toHaveProperty('readFrom');
    expect(methods.asked.length).toBe(4);
    expect(await aPassOver(tenant, rules)).toBe('complete');
    expect(methods.asked.length).toBe(8);
    expect(await standings(tenant, 2)).toEqual(['notRegistered', 'capable']);
  });
});
