import { describe, expect, it } from 'vitest';
import type { CadencePolicy } from '../../../shared/campaign/cadence-policy.ts';
import type { PersonReading } from '../../../shared/ports/person-reader.ts';
import { lookAtPerson } from '../../../shared/use-cases/look-at-person.ts';
import { after, now } from '../../builders/instants.ts';
import { aJourney } from '../../builders/journeys.ts';
import { aUser, groupId, otherGroupId, someFacts } from '../../builders/people.ts';
import { aCadence, anAudience } from '../../builders/policies.ts';
import { FakePersonReader } from '../../fakes/fake-person-reader.ts';
import { FakeTenantStore } from '../../fakes/fake-tenant-store.ts';

const policyOfToday = { audience: anAudience({ excludeGroups: [groupId] }), reportReadAt: after({ hours: -10 }) };

async function lookAt(reading: PersonReading, change: Partial<CadencePolicy> = {}, facts = someFacts()) {
  const people = new FakePersonReader();
  people.answerNext(reading);
  const tenantFacts = new FakeTenantStore();
  const journey = { ...aJourney({ facts }), version: 'v1' };
  const look = await lookAtPerson(journey, aCadence({ ...policyOfToday, ...change }), now, { people, tenantFacts });
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
