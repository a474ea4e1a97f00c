import { describe, expect, it } from 'vitest';
import { FiguresCounter } from '../../../shared/campaign/figures.ts';
import { allJourneys } from '../../../shared/use-cases/all-recipients.ts';
import { checkConservation } from '../../../shared/use-cases/check-conservation.ts';
import { forgetJourneys } from '../../../shared/use-cases/forget-journeys.ts';
import { forgetOldDrafts } from '../../../shared/use-cases/forget-old-drafts.ts';
import { after, now } from '../../builders/instants.ts';
import { aMessage, anAcceptedMessage, anEnrolment } from '../../builders/journeys.ts';
import { personId } from '../../builders/people.ts';
import { aPassOver, aTenant, change, factsIn, type Tenant } from '../../builders/passes.ts';
import { someRules } from '../../builders/policies.ts';
import { FakeRecipientStore } from '../../fakes/fake-recipient-store.ts';

const rules = someRules();
const people = [0, 1, 2, 3, 4, 5, 6];

/** Everybody was enrolled and reminded to the end, a long time ago. */
async function longAfter(tenant: Tenant): Promise<void> {
  await aPassOver(tenant);
  const [first] = [tenant.clock.now()];
  for (const n of people) {
    const { version, userId } = await tenant.recipients.readJourney(personId(n));
    const steps = ['nudge', 'reminder-1', 'reminder-2', 'reminder-3'] as const;
    const messages = steps.map((step, i) => ({
      ...aMessage(step, { userId }),
      ...anAcceptedMessage(step, after({ days: i }, first), { userId, address: `person-${n}@contoso.com` }),
      history: [{ state: 'accepted' as const, at: first }],
    }));
    await tenant.recipients.writeJourney({ userId, version, enrolment: anEnrolment({ enrolledAt: first }), messages });
    for (const message of messages) await tenant.messageIndex.enter(message, { indexedAs: 'claim', plannedAt: first });
  }
  tenant.clock.advance({ days: 40 });
  await aPassOver(tenant);
}

const cadenceOf = async ({ passes }: Tenant) => ({
  ...rules.cadence,
  reportReadAt: (await passes.readLastComplete())!.startedAt,
});

const forget = async (tenant: Tenant, retentionDays = 31) =>
  forgetJourneys({ policy: await cadenceOf(tenant), retentionDays }, tenant);

async function figuresOf(tenant: Tenant) {
  const counter = new FiguresCounter(await cadenceOf(tenant), now);
  for await (const journey of allJourneys(tenant.recipients)) counter.add(journey);
  return counter.total();
}

async function textOf(tenant: Tenant): Promise<string> {
  const journeys = [];
  for await (const journey of allJourneys(tenant.recipients)) journeys.push(journey);
  return JSON.stringify(journeys);
}

describe('journeys that ended long ago (guard 12)', () => {
  it('are forgotten, names and addresses with them, and count as before', async () => {
    const tenant = aTenant(people.length);
    await longAfter(tenant);
    const before = await figuresOf(tenant);
    expect(await forget(tenant, 180)).toBe(0);
    expect(await forget(tenant)).toBe(people.length);
    expect(await textOf(tenant)).not.toMatch(/person-\d|Öberg/);
    expect(await figuresOf(tenant)).toEqual(before);
    expect(await forget(tenant)).toBe(0);
  });

  it('are written to no more, by passes, losses of rows and healing in the years to come', async () => {
    const tenant = aTenant(people.length);
    await longAfter(tenant);
    await forget(tenant);
    tenant.recipients.loseRows(personId(1), 'messages');
    tenant.recipients.loseRows(personId(2), 'head');
    change(tenant, 3, { preferredLanguage: 'de-DE' });
    for (const _ of [1, 2, 3]) {
      tenant.clock.advance({ days: 100 });
      await checkConservation(rules, tenant.clock.now(), tenant);
      await aPassOver(tenant);
      await forget(tenant);
    }
    const sent = [];
    for await (const { messages } of allJourneys(tenant.recipients)) sent.push(messages.map(({ state }) => state));
    const all = ['accepted', 'accepted', 'accepted', 'accepted'];
    // Of somebody whose head is gone the index still says that a mail may have left.
    expect(sent).toEqual([all, all, ['unknown'], all, all, all, all]);
    expect((await factsIn(tenant, 3))!.user).toMatchObject({ preferredLanguage: 'de-DE', mail: undefined });
    expect(await tenant.agenda.count(10)).toEqual({ due: 0, watched: 0 });
  });

  it('are gone through bit by bit, from where the night before stopped', async () => {
    const tenant = { ...aTenant(people.length), recipients: new FakeRecipientStore(2) };
    await longAfter({ ...aTenant(people.length), ...tenant });
    let seconds = 0;
    const clock = { now: () => after({ seconds: (seconds += 70) }, tenant.clock.now()) };
    const asked = { policy: await cadenceOf(tenant), retentionDays: 31 };
    const nights = [];
    for (const _ of people) nights.push(await forgetJourneys(asked, { ...tenant, clock }));
    expect(nights).toEqual([2, 2, 2, 1, 0, 0, 0]);
  });

  it('leave the others alone where one has been written to meanwhile, or cannot be written', async () => {
    const tenant = aTenant(people.length);
    await longAfter(tenant);
    const { recipients } = tenant;
    const refusing: Pick<FakeRecipientStore, 'readJourneys' | 'writeJourney' | 'markAbsent'> = {
      readJourneys: (next) => recipients.readJourneys(next),
      markAbsent: (userIds, since) => recipients.markAbsent(userIds, since),
      writeJourney: async (write) => {
        if (write.userId === personId(1)) return { kind: 'conflict' };
        if (write.userId === personId(2)) throw new Error('storage is away');
        return recipients.writeJourney(write);
      },
    };
    const ports = { ...tenant, recipients: refusing };
    await expect(forgetJourneys({ policy: await cadenceOf(tenant), retentionDays: 31 }, ports)).rejects.toThrow('away');
    expect(await forget(tenant)).toBe(2);
  });
});

describe('whoever left the directory (guard 12)', () => {
  const leave = (tenant: Tenant, n: number) =>
    (tenant.directory.users = tenant.directory.users.filter(({ id }) => id !== personId(n)));

  it('is forgotten so long after that, and is nudged no more where they are found again', async () => {
    const tenant = aTenant(people.length);
    await longAfter(tenant);
    const gone = tenant.directory.users.find(({ id }) => id === personId(1))!;
    leave(tenant, 1);
    await aPassOver(tenant);
    const before = await figuresOf(tenant);
    await forget(tenant, 60);
    expect((await factsIn(tenant, 1))!.user.mail).toBeDefined();
    tenant.clock.advance({ days: 60 });
    await aPassOver(tenant);
    await forget(tenant, 60);
    expect((await factsIn(tenant, 1))!.user).toMatchObject({ id: personId(1), mail: undefined, displayName: '' });
    expect(await figuresOf(tenant)).toEqual(before);
    tenant.directory.users = [...tenant.directory.users, gone];
    await aPassOver(tenant);
    const { facts, messages } = await tenant.recipients.readJourney(personId(1));
    expect(facts).toMatchObject({ isInDirectory: true, user: { mail: gone.mail } });
    expect(facts!.absentSince).toBeUndefined();
    expect(messages.map(({ step, state }) => [step, state])).toEqual(
      ['nudge', 'reminder-1', 'reminder-2', 'reminder-3'].map((step) => [step, 'accepted']),
    );
  });

  it('is given so long from the first look where their row does not say since when', async () => {
    const tenant = aTenant(people.length);
    await aPassOver(tenant);
    const { userId, user, registration, memberOf } = { userId: personId(1), ...(await factsIn(tenant, 1))! };
    const row = { userId, user, registration, memberOf, isInDirectory: false, reportReadAt: now };
    await tenant.recipients.writeFacts([row]);
    expect(await forget(tenant)).toBe(0);
    tenant.clock.advance({ days: 32 });
    expect(await forget(tenant)).toBe(1);
  });
});

describe('drafts that nobody has run', () => {
  it('are forgotten after a day', async () => {
    const tenant = aTenant(0);
    const draft = { confirm: 'a', requestDigest: 'r', documentDigest: 'd', userIds: [personId(1)], plannedAt: now };
    await tenant.plans.keep(draft);
    expect(await forgetOldDrafts(after({ hours: 24 }), tenant)).toBe(0);
    expect(await forgetOldDrafts(after({ hours: 25 }), tenant)).toBe(1);
  });
});
