import type { PurposeReading } from '../../../shared/ports/mailbox-purposes.ts';
import type { KnownMailbox } from '../../../shared/recipient/mailbox-purpose.ts';
import { FakeMailboxPurposes } from '../../fakes/fake-mailbox-purposes.ts';
import { describe, expect, it } from 'vitest';
import type { CadencePolicy } from '../../../shared/campaign/cadence-policy.ts';
import type { LaterReason } from '../../../shared/campaign/send-decision.ts';
import type { PersonReading } from '../../../shared/ports/person-reader.ts';
import type { MethodsReading } from '../../../shared/ports/registered-methods.ts';
import type { Registration } from '../../../shared/registration/registration.ts';
import { lookAtPerson } from '../../../shared/use-cases/look-at-person.ts';
import { after, now } from '../../builders/instants.ts';
import { aJourney } from '../../builders/journeys.ts';
import { listKeyOf } from '../../../shared/recipient/named-list.ts';
import { aRegistration, aUser, groupId, otherGroupId, personId, someFacts } from '../../builders/people.ts';
import { aCadence, anAudience } from '../../builders/policies.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { FakePersonReader } from '../../fakes/fake-person-reader.ts';
import { FakeRegisteredMethods } from '../../fakes/fake-registered-methods.ts';
import { FakeTenantStore } from '../../fakes/fake-tenant-store.ts';

const policyOfToday = { audience: anAudience({ excludeGroups: [groupId] }), reportReadAt: after({ hours: -10 }) };

const nobodyListed = { keysOf: async () => [] as readonly string[] | 'unknown' };

async function lookAt(
  reading: PersonReading,
  change: Partial<CadencePolicy> = {},
  facts = someFacts(),
  listMembership = nobodyListed,
) {
  const people = new FakePersonReader();
  people.answerNext(reading);
  const tenantFacts = new FakeTenantStore();
  const journey = { ...aJourney({ facts }), version: 'v1' };
  const ports = { people, tenantFacts, registeredMethods: undefined, mailboxPurposes: undefined, listMembership };
  const look = await lookAtPerson(journey, aCadence({ ...policyOfToday, ...change }), now, ports);
  return { look, refusal: (await tenantFacts.read()).facts.refusal };
}

const read = (change: Parameters<typeof aUser>[0] = {}, memberOf: readonly string[] = []): PersonReading => ({
  kind: 'read',
  user: { ...aUser(change), lastSignInDateTime: undefined },
  memberOf,
});

/** https://learn.microsoft.com/graph/throttling, and the age at which a directory has copied an account everywhere. */
describe('a look at a person (truth 23)', () => {
  it('finds them as they were known, whatever their sign-ins and the order of their groups', async () => {
    const facts = someFacts({ memberOf: [otherGroupId] });
    expect((await lookAt(read(), {}, facts)).look).toEqual({ kind: 'asKnown' });
  });

  it('keeps that they never signed in, since a look does not ask for sign-ins', async () => {
    const facts = someFacts({ user: aUser({ lastSignInDateTime: undefined, neverSignedIn: true }) });
    expect((await lookAt(read(), {}, facts)).look).toEqual({ kind: 'asKnown' });
    const user = { accountEnabled: false, neverSignedIn: true };
    expect((await lookAt(read({ accountEnabled: false }), {}, facts)).look).toMatchObject({ facts: { user } });
  });

  it.each<[string, PersonReading, object]>([
    ['disabled', read({ accountEnabled: false }), { user: { accountEnabled: false } }],
    ['moved', read({ mail: 'new@contoso.com' }), { user: { mail: 'new@contoso.com' } }],
    ['in an excluded group', read({}, [groupId]), { memberOf: [groupId] }],
    ['not there any more', { kind: 'notThere' }, { isInDirectory: false }],
  ])('finds them %s', async (_how, reading, facts) => {
    expect((await lookAt(reading)).look).toMatchObject({ kind: 'changed', facts });
  });

  it('finds that they have left a group, and keeps those that were not asked about', async () => {
    const { look } = await lookAt(read(), {}, someFacts({ memberOf: [groupId, otherGroupId] }));
    expect(look).toMatchObject({ kind: 'changed', facts: { memberOf: [otherGroupId] } });
  });

  it.each([
    [59, { kind: 'later', until: after({ minutes: 15 }), because: 'accountIsNew' }],
    [60, { kind: 'changed' }],
  ])('believes that an account of %i minutes is not there, or waits', async (minutes, right) => {
    const facts = someFacts({ user: aUser({ createdDateTime: after({ minutes: -minutes }) }) });
    expect((await lookAt({ kind: 'notThere' }, {}, facts)).look).toMatchObject(right);
  });

  it.each([
    [30, after({ seconds: 30 })],
    [86_400, after({ hours: 1 })],
  ])('waits as long as Graph asks, %i seconds, and never longer than an hour', async (retryAfterSeconds, until) => {
    const { look } = await lookAt({ kind: 'throttled', retryAfterSeconds });
    expect(look).toEqual({ kind: 'later', until, because: 'directoryThrottled' });
  });

  it.each([
    [25.9, { kind: 'asKnown' }],
    [26, { kind: 'later', until: after({ minutes: 15 }), because: 'directoryAway' }],
  ])('while Graph is away, %f hours after the last believed pass', async (hours, right) => {
    const reportReadAt = after({ hours: -hours });
    expect((await lookAt({ kind: 'away', because: '503' }, { reportReadAt })).look).toEqual(right);
    expect((await lookAt({ kind: 'refused', permission: 'User.Read.All' }, { reportReadAt })).look).toEqual(right);
  });

  it('never believes what no pass has read', async () => {
    const { look } = await lookAt({ kind: 'away', because: '503' }, { reportReadAt: undefined });
    expect(look).toMatchObject({ kind: 'later', because: 'directoryAway' });
  });

  it('notes a refusal for the health of the app', async () => {
    const { refusal } = await lookAt({ kind: 'refused', permission: 'User.Read.All' });
    expect(refusal).toEqual({ permission: 'User.Read.All', at: now });
    expect((await lookAt({ kind: 'away', because: '503' })).refusal).toBeUndefined();
  });
});

/** Issue 17, tenants without Entra ID P1: what it costs follows the mails. */
describe('a look at a person, with lists (issue 17)', () => {
  const policy = { audience: anAudience({ includeLists: ['pilots'], excludeLists: ['works-council'] }) };
  const on = (...names: readonly string[]) => ({ keysOf: async () => names.map(listKeyOf) });
  const facts = someFacts({ memberOf: [listKeyOf('pilots')] });

  it('goes by the lists of now, not by those of the last pass', async () => {
    const { look } = await lookAt(read(), policy, facts, on('pilots', 'works-council'));
    const memberOf = ['pilots', 'works-council'].map(listKeyOf);
    expect(look).toMatchObject({ kind: 'changed', facts: { memberOf } });
    expect((await lookAt(read(), policy, facts, on())).look).toMatchObject({ facts: { memberOf: [] } });
    expect((await lookAt(read(), policy, facts, on('pilots'))).look).toEqual({ kind: 'asKnown' });
  });

  it('does so while the directory cannot be asked', async () => {
    const { look } = await lookAt({ kind: 'away', because: 'no answer' }, policy, facts, on('pilots', 'works-council'));
    expect(look).toMatchObject({
      kind: 'changed',
      facts: { memberOf: expect.arrayContaining(['list:works-council']) },
    });
  });

  it('puts the mail off where a list is not there or cannot be read: nobody knows who is not on it', async () => {
    const { look } = await lookAt(read(), policy, facts, { keysOf: async () => 'unknown' });
    expect(look).toMatchObject({ kind: 'later', because: 'listUnreadable' });
  });

  it('asks for no list where the document names none', async () => {
    const keysOf = () => Promise.reject(new Error('nobody is to be asked'));
    expect((await lookAt(read(), {}, someFacts(), { keysOf })).look).toEqual({ kind: 'asKnown' });
  });
});

describe('who is on which list', () => {
  it('is read again when another list was uploaded, within 15 seconds', async () => {
    const { namedLists, listMembership, clock } = fakePorts();
    const keysOf = () => listMembership.keysOf(personId(2), ['pilots']);
    const upload = (...ids: readonly string[]) =>
      namedLists.save({ name: 'pilots', changedAt: now, changedBy: personId(9) }, ids);
    expect(await keysOf()).toBe('unknown');
    clock.advance({ seconds: 15 });
    await upload(personId(1));
    expect(await keysOf()).toEqual([]);
    await upload(personId(1), personId(2));
    clock.advance({ seconds: 15 });
    expect(await keysOf()).toEqual(['list:pilots']);
    namedLists.broken.add('pilots');
    clock.advance({ seconds: 15 });
    expect(await keysOf()).toBe('unknown');
  });
});

describe('a look at a person whose mailbox may be nobody’s (issue 17)', () => {
  async function lookWith(told: PurposeReading, mailbox?: KnownMailbox, reading: PersonReading = read()) {
    const mailboxPurposes = new FakeMailboxPurposes();
    mailboxPurposes.answerFor(personId(1), told);
    const people = new FakePersonReader();
    people.answerNext(reading);
    const journey = { ...aJourney({ facts: someFacts({ mailbox }) }), version: 'v1' };
    const look = await lookAtPerson(journey, aCadence(policyOfToday), now, {
      people,
      tenantFacts: new FakeTenantStore(),
      registeredMethods: undefined,
      mailboxPurposes,
      listMembership: nobodyListed,
    });
    return { look, asked: mailboxPurposes.asked };
  }
  const room: PurposeReading = { kind: 'read', purpose: 'room' };

  it('asks where no pass has, or long ago', async () => {
    const { look, asked } = await lookWith(room);
    const facts = { mailbox: { purpose: 'room', readAt: now } };
    expect([look, asked]).toMatchObject([{ kind: 'mailboxRead', isOtherwise: false, facts }, [personId(1)]]);
    const old = await lookWith(room, { purpose: 'user', readAt: after({ days: -90 }) });
    expect(old.look).toMatchObject({ kind: 'mailboxRead', facts });
  });

  it('does not ask where that is known, or where they are gone or disabled', async () => {
    const known = await lookWith(room, { purpose: 'user', readAt: after({ days: -89 }) });
    expect([known.look, known.asked]).toEqual([{ kind: 'asKnown' }, []]);
    expect((await lookWith(room, undefined, { kind: 'notThere' })).asked).toEqual([]);
    expect((await lookWith(room, undefined, read({ accountEnabled: false }))).asked).toEqual([]);
  });

  it('keeps what else is new of them', async () => {
    const { look } = await lookWith(room, undefined, read({ mail: 'new@contoso.com' }));
    const facts = { user: { mail: 'new@contoso.com' }, mailbox: { purpose: 'room' } };
    expect(look).toMatchObject({ kind: 'mailboxRead', isOtherwise: true, facts });
  });

  it.each<[PurposeReading, KnownMailbox]>([
    [{ kind: 'noMailbox' }, { purpose: 'none', readAt: now }],
    [
      { kind: 'refused', permission: 'p', code: 'ErrorAccessDenied' },
      { purpose: 'unknown', because: '403 ErrorAccessDenied', readAt: now },
    ],
    [
      { kind: 'away', because: 'noAnswer' },
      { purpose: 'unknown', because: 'noAnswer', readAt: now },
    ],
  ])('keeps no mail back after %j', async (told, mailbox) => {
    expect((await lookWith(told)).look).toMatchObject({ kind: 'mailboxRead', facts: { mailbox } });
  });

  it('waits as long as Graph asks', async () => {
    const { look } = await lookWith({ kind: 'throttled', retryAfterSeconds: 30 });
    expect(look).toMatchObject({ kind: 'later', because: 'directoryThrottled', until: after({ seconds: 30 }) });
  });

  it('reads no methods of a mailbox that is nobody’s', async () => {
    const [mailboxPurposes, registeredMethods] = [new FakeMailboxPurposes(), new FakeRegisteredMethods()];
    mailboxPurposes.put(personId(1), 'shared');
    const people = new FakePersonReader();
    people.answerNext(read());
    const registration = aRegistration({ readFrom: 'methods' });
    const journey = { ...aJourney({ facts: someFacts({ registration }) }), version: 'v1' };
    const ports = {
      people,
      tenantFacts: new FakeTenantStore(),
      registeredMethods,
      mailboxPurposes,
      listMembership: nobodyListed,
    };
    await lookAtPerson(journey, aCadence(policyOfToday), now, ports);
    expect(registeredMethods.asked).toEqual([]);
    mailboxPurposes.put(personId(1), 'user');
    people.answerNext(read());
    const look = await lookAtPerson(journey, aCadence(policyOfToday), now, ports);
    expect(look).toMatchObject({ kind: 'methodsRead', isOtherwise: false, facts: { mailbox: { purpose: 'user' } } });
  });
});

describe('a look at a person whom no report tells of', () => {
  const own = (change: Partial<Registration> = {}) => aRegistration({ readFrom: 'methods', ...change });

  async function lookWith(methods: MethodsReading, registration = own(), reading: PersonReading = read()) {
    const registeredMethods = new FakeRegisteredMethods();
    registeredMethods.answerFor(personId(1), methods);
    const people = new FakePersonReader();
    people.answerNext(reading);
    const tenantFacts = new FakeTenantStore();
    const journey = { ...aJourney({ facts: someFacts({ registration }) }), version: 'v1' };
    const policy = aCadence({ ...policyOfToday, scope: 'all', allowedMethods: ['email'] });
    const look = await lookAtPerson(journey, policy, now, {
      people,
      tenantFacts,
      registeredMethods,
      mailboxPurposes: undefined,
      listMembership: nobodyListed,
    });
    return { look, asked: registeredMethods.asked, refusal: (await tenantFacts.read()).facts.refusal };
  }

  it('reads their methods anew, whether or not they have changed', async () => {
    const { look } = await lookWith({ kind: 'read', methods: ['email'] });
    const registration = own({ isSsprRegistered: true, isSsprCapable: true, methodsRegistered: ['email'] });
    expect(look).toMatchObject({
      kind: 'methodsRead',
      methodsReadAt: now,
      isOtherwise: false,
      facts: { registration },
    });
    const unchanged = await lookWith({ kind: 'read', methods: [] });
    expect(unchanged.look).toMatchObject({ kind: 'methodsRead', facts: { registration: own() } });
  });

  it('keeps what else is new of them', async () => {
    const { look } = await lookWith({ kind: 'read', methods: [] }, own(), read({ mail: 'new@contoso.com' }));
    expect(look).toMatchObject({
      kind: 'methodsRead',
      isOtherwise: true,
      facts: { user: { mail: 'new@contoso.com' } },
    });
  });

  it('does not ask where a report told of them, or where they are gone or disabled', async () => {
    expect((await lookWith({ kind: 'read', methods: [] }, aRegistration())).asked).toEqual([]);
    expect((await lookWith({ kind: 'read', methods: [] }, own(), { kind: 'notThere' })).asked).toEqual([]);
    expect((await lookWith({ kind: 'read', methods: [] }, own(), read({ accountEnabled: false }))).asked).toEqual([]);
  });

  it('holds what cannot be read for unknown', async () => {
    const { look } = await lookWith({ kind: 'unreadable', because: '400' });
    expect(look).toMatchObject({ kind: 'methodsRead', facts: { registration: { unknown: 'methodsUnreadable' } } });
    const roles = await lookWith({ kind: 'read', methods: ['email'] }, own({ unknown: 'rolesUnreadable' }));
    expect(roles.look).toMatchObject({ facts: { registration: { unknown: 'rolesUnreadable' } } });
  });

  it.each<[MethodsReading, LaterReason]>([
    [{ kind: 'throttled', retryAfterSeconds: 30 }, 'directoryThrottled'],
    [{ kind: 'away', because: '500' }, 'directoryAway'],
    [{ kind: 'refused', permission: 'UserAuthenticationMethod.Read.All', code: 'c' }, 'directoryAway'],
  ])('puts the mail off after %j, however fresh the last pass is', async (methods, because) => {
    const { look, refusal } = await lookWith(methods);
    expect(look).toMatchObject({ kind: 'later', because });
    expect(refusal?.permission).toBe(methods.kind === 'refused' ? methods.permission : undefined);
  });

  it('puts the mail off while the directory is away: what was read before never stands in', async () => {
    const { look } = await lookWith({ kind: 'away', because: 'noAnswer' }, own(), {
      kind: 'away',
      because: 'noAnswer',
    });
    expect(look).toMatchObject({ kind: 'later', because: 'directoryAway' });
  });
});
