import { describe, expect, it } from 'vitest';
import { decideNextStep } from '../../../shared/campaign/next-step.ts';
import { peopleOnPage } from '../../../shared/ports/named-lists.ts';
import type { FactsRow } from '../../../shared/ports/recipient-store.ts';
import type { PageRequest } from '../../../shared/registration/page-request.ts';
import type { Registration } from '../../../shared/registration/registration.ts';
import { JoinTableCache } from '../../../shared/use-cases/join-table-cache.ts';
import { refreshPage } from '../../../shared/use-cases/refresh-page.ts';
import { startPass } from '../../../shared/use-cases/start-pass.ts';
import { aDocument } from '../../builders/documents.ts';
import { after, now } from '../../builders/instants.ts';
import { anEnrolment, evidence } from '../../builders/journeys.ts';
import { aRegistration, aUser, capableRegistration, groupId, otherGroupId, personId } from '../../builders/people.ts';
import { someRules } from '../../builders/policies.ts';
import type { FakeClock } from '../../fakes/fake-clock.ts';
import { FakeDirectory } from '../../fakes/fake-directory.ts';
import { FakeRecipientStore } from '../../fakes/fake-recipient-store.ts';
import { FakeRegistrationReport } from '../../fakes/fake-registration-report.ts';
import { fakePorts } from '../../fakes/ports.ts';

/** People, with a record of which facts were written. */
class CountingRecipients extends FakeRecipientStore {
  writtenIds: string[] = [];

  override async writeFacts(rows: readonly FactsRow[]) {
    this.writtenIds.push(...rows.map(({ userId }) => userId));
    return super.writeFacts(rows);
  }
}

/** A directory that takes its time, and fails once. */
class SlowDirectory extends FakeDirectory {
  readonly #clock: FakeClock;
  secondsPerPage = 0;
  failsNext = false;

  constructor(clock: FakeClock) {
    super();
    this.#clock = clock;
  }

  override async readUsers(next: string | undefined, wanted = { managers: false }) {
    this.#clock.advance({ seconds: this.secondsPerPage });
    const { failsNext } = this;
    this.failsNext = false;
    if (failsNext) throw new Error('Graph answered 500');
    return super.readUsers(next, wanted);
  }

  override async readMembers(id: string, next: string | undefined) {
    this.#clock.advance({ seconds: this.secondsPerPage });
    return super.readMembers(id, next);
  }
}

class SlowReport extends FakeRegistrationReport {
  readonly #clock: FakeClock;
  secondsPerPage = 0;

  constructor(clock: FakeClock) {
    super();
    this.#clock = clock;
  }

  override async readRows(next: string | undefined) {
    this.#clock.advance({ seconds: this.secondsPerPage });
    return super.readRows(next);
  }
}

const rules = someRules();

/** A tenant of so many people who are in scope and not registered. */
function aTenant(people: number, { pageSize = 2, secondsPerPage = 0 } = {}) {
  const base = { ...fakePorts(), recipients: new CountingRecipients() };
  const ports = {
    ...base,
    directory: new SlowDirectory(base.clock),
    report: new SlowReport(base.clock),
    tables: new JoinTableCache(base),
  };
  Object.assign(ports.directory, { pageSize, secondsPerPage });
  Object.assign(ports.report, { pageSize, secondsPerPage });
  const ids = Array.from({ length: people }, (_, n) => personId(n));
  ports.directory.users = ids.map((id) => aUser({ id }));
  ports.report.rows = ids.map((userId) => ({ userId, registration: aRegistration() }));
  return ports;
}

/** Longer than one message reads: each page is handed over to the next message. */
const onePagePerMessage = { secondsPerPage: 61 };

type Tenant = ReturnType<typeof aTenant>;

const refresh = (request: PageRequest, tenant: Tenant, enrolNewJoiners = true) =>
  refreshPage(request, { rules, enrolNewJoiners }, tenant);

const start = (tenant: Tenant, document = aDocument()) => startPass(document, tenant.clock.now(), tenant);

/** Reads until nothing is queued, and answers how each message ended. */
async function readAll(tenant: Tenant, enrolNewJoiners = true): Promise<string[]> {
  const outcomes: string[] = [];
  for (let messages = 0; messages < 100; messages++) {
    const [next, ...others] = tenant.pageQueue.takeAll();
    if (next === undefined) return outcomes;
    for (const { request, delaySeconds } of others) await tenant.pageQueue.enqueue(request, delaySeconds);
    outcomes.push(await refresh(next.request, tenant, enrolNewJoiners));
  }
  throw new Error('The pass does not come to an end');
}

async function aPassOver(tenant: Tenant, document = aDocument(), enrolNewJoiners = true): Promise<string> {
  await start(tenant, document);
  return (await readAll(tenant, enrolNewJoiners)).at(-1)!;
}

const nextNight = (tenant: Tenant) => tenant.clock.advance({ days: 1 });
const factsOf = async ({ recipients }: Tenant, n: number) => (await recipients.readJourney(personId(n))).facts;
const current = async ({ passes }: Tenant) => (await passes.readCurrent())!.pass;

function register(tenant: Tenant, n: number, registration: Registration = capableRegistration): void {
  tenant.report.rows = tenant.report.rows.map((row) => (row.userId === personId(n) ? { ...row, registration } : row));
}

async function enrol({ recipients }: Tenant, n: number): Promise<void> {
  const { userId, version } = await recipients.readJourney(personId(n));
  await recipients.writeJourney({ userId, version, enrolment: anEnrolment() });
}

/** What `sendMessage` does when a look finds somebody otherwise than they were known. */
async function lookAndStore({ recipients, passes, clock }: Tenant, n: number, change: Parameters<typeof aUser>[0]) {
  await passes.noteSeen(personId(n), clock.now());
  const { userId, version, facts } = await recipients.readJourney(personId(n));
  const { user, registration, memberOf } = facts!;
  const seen = { user: { ...user, ...change }, isInDirectory: true, registration, memberOf };
  expect(await recipients.writeJourney({ userId, version, seen })).toMatchObject({ kind: 'written' });
}

describe('a full pass', () => {
  it('reads groups, report and users page by page, and joins them', async () => {
    const tenant = aTenant(5, onePagePerMessage);
    tenant.directory.members = new Map([
      [groupId, [0, 1, 2].map(personId)],
      [otherGroupId, [personId(1)]],
    ]);
    register(tenant, 4);
    await start(tenant, aDocument({ audience: { includeGroups: [groupId], excludeGroups: [otherGroupId] } }));
    // Two pages and one of groups, three of the report, three of users.
    expect(await readAll(tenant)).toEqual([...Array.from({ length: 8 }, () => 'read'), 'complete']);
    expect(await factsOf(tenant, 1)).toMatchObject({ isInDirectory: true, registration: aRegistration() });
    expect((await factsOf(tenant, 1))!.memberOf.toSorted()).toEqual([groupId, otherGroupId]);
    expect((await factsOf(tenant, 2))!.memberOf).toEqual([groupId]);
    expect((await factsOf(tenant, 3))!.memberOf).toEqual([]);
    expect((await factsOf(tenant, 4))!.registration).toEqual(capableRegistration);
    const counts = { reportRows: 5, users: 5, changed: 5, absent: 0 };
    expect(await current(tenant)).toMatchObject({ state: 'complete', counts });
  });

  const listed = (name: string) => ({ name, changedAt: now, changedBy: personId(99) });

  it('joins lists as it joins groups, however long they are (issue 17)', async () => {
    const tenant = aTenant(3);
    const others = Array.from({ length: peopleOnPage }, (_, n) => personId(1_000 + n));
    await tenant.namedLists.save(listed('pilots'), [personId(2), ...others, personId(1)]);
    await tenant.namedLists.save(listed('works-council'), [personId(2)]);
    await start(tenant, aDocument({ audience: { includeLists: ['pilots'], excludeLists: ['works-council'] } }));
    expect((await readAll(tenant)).at(-1)).toBe('complete');
    expect((await factsOf(tenant, 0))!.memberOf).toEqual([]);
    expect((await factsOf(tenant, 1))!.memberOf).toEqual(['list:pilots']);
    expect((await factsOf(tenant, 2))!.memberOf).toEqual(['list:pilots', 'list:works-council']);
  });

  it.each([
    ['does not exist', async () => undefined],
    ['cannot be read', async ({ namedLists }: Tenant) => void namedLists.broken.add('works-council')],
  ])('is not believed where a list that the document names %s (issue 17)', async (why, breakIt) => {
    const tenant = aTenant(3);
    await breakIt(tenant);
    await start(tenant, aDocument({ audience: { excludeLists: ['works-council'] } }));
    expect(await readAll(tenant)).toEqual(['distrusted']);
    expect((await current(tenant)).because).toBe(`list works-council of the audience ${why}`);
    expect(await factsOf(tenant, 1)).toBeUndefined();
  });

  it('says which domains its people sign in with: no guests, nobody who may not (guard 3)', async () => {
    const tenant = aTenant(0);
    tenant.directory.users = [
      aUser({ id: personId(1), userPrincipalName: 'a@Contoso.com' }),
      aUser({ id: personId(2), userPrincipalName: 'b@fabrikam.com' }),
      aUser({ id: personId(3), userPrincipalName: 'c@guests.example', userType: 'guest' }),
      aUser({ id: personId(4), userPrincipalName: 'd@left.example', accountEnabled: false }),
    ];
    tenant.report.rows = [1, 2].map((n) => ({ userId: personId(n), registration: aRegistration() }));
    expect(await aPassOver(tenant)).toBe('complete');
    expect((await tenant.passes.readLastComplete())?.signInDomains).toEqual(['contoso.com', 'fabrikam.com']);
  });

  it('reads on with one message for a minute, and comes to the same', async () => {
    const tenant = aTenant(5, { secondsPerPage: 5 });
    await start(tenant);
    expect(await readAll(tenant)).toEqual(['complete']);
    expect((await current(tenant)).counts).toMatchObject({ reportRows: 5, users: 5, changed: 5 });
  });

  it('says of whom the report is silent that nothing is reported', async () => {
    const tenant = aTenant(2);
    tenant.report.rows = tenant.report.rows.slice(1);
    await aPassOver(tenant);
    expect((await factsOf(tenant, 0))!.registration).toBeUndefined();
  });

  it('writes only what has changed', async () => {
    const tenant = aTenant(5);
    await aPassOver(tenant);
    expect(tenant.recipients.writtenIds).toHaveLength(5);
    tenant.recipients.writtenIds = [];
    register(tenant, 3);
    nextNight(tenant);
    expect(await aPassOver(tenant)).toBe('complete');
    expect(tenant.recipients.writtenIds).toEqual([personId(3)]);
    expect((await current(tenant)).counts).toMatchObject({ users: 5, changed: 1 });
  });

  it('writes everybody again who was looked at since the pass before, once, though it reads the same (truth 23)', async () => {
    const tenant = aTenant(5);
    await aPassOver(tenant);
    const before = await factsOf(tenant, 2);
    tenant.clock.advance({ hours: 5 });
    await lookAndStore(tenant, 2, { mail: 'for-a-day@contoso.com' });
    tenant.recipients.writtenIds = [];
    nextNight(tenant);
    expect(await aPassOver(tenant)).toBe('complete');
    expect(tenant.recipients.writtenIds).toEqual([personId(2)]);
    expect(await factsOf(tenant, 2)).toEqual(before);
    tenant.recipients.writtenIds = [];
    nextNight(tenant);
    await aPassOver(tenant);
    expect(tenant.recipients.writtenIds).toEqual([]);
  });

  it('that is under way keeps for the next one whom it has read before the look (truth 23)', async () => {
    const tenant = aTenant(5);
    await aPassOver(tenant);
    nextNight(tenant);
    await start(tenant);
    tenant.clock.advance({ minutes: 1 });
    await lookAndStore(tenant, 2, { accountEnabled: false });
    await readAll(tenant);
    expect(await tenant.passes.readSeen()).toEqual(new Set([personId(2)]));
    nextNight(tenant);
    await aPassOver(tenant);
    expect(await factsOf(tenant, 2)).toMatchObject({ user: { accountEnabled: true } });
    expect(await tenant.passes.readSeen()).toEqual(new Set());
  });

  it('plans what follows for whoever has changed', async () => {
    const tenant = aTenant(3);
    await aPassOver(tenant);
    await enrol(tenant, 1);
    register(tenant, 2);
    tenant.directory.users = tenant.directory.users.map((user, n) => (n === 1 ? { ...user, givenName: 'Ås' } : user));
    nextNight(tenant);
    await aPassOver(tenant);
    expect((await tenant.recipients.readJourney(personId(1))).messages).toMatchObject([
      { step: 'nudge', state: 'planned' },
    ]);
    expect((await tenant.recipients.readJourney(personId(2))).messages).toEqual([]);
  });

  it('forgets the rows of the pass before, and keeps its own', async () => {
    const tenant = aTenant(3);
    await aPassOver(tenant);
    const first = (await current(tenant)).passId;
    nextNight(tenant);
    await aPassOver(tenant);
    const pagesOf = async (passId: string) => {
      let pages = 0;
      for await (const page of tenant.passes.readRows(passId, 'users')) pages += page.length > 0 ? 1 : 0;
      return pages;
    };
    expect(await pagesOf(first)).toBe(0);
    expect(await pagesOf((await current(tenant)).passId)).toBe(2);
  });
});

describe('a message for a page', () => {
  it('of another pass is stale and wakes nothing', async () => {
    const tenant = aTenant(2);
    await start(tenant);
    tenant.pageQueue.takeAll();
    expect(await refresh({ passId: 'another', collection: 'report', page: 1 }, tenant)).toBe('stale');
    expect(tenant.pageQueue.takeAll()).toEqual([]);
  });

  it('of a pass that is complete is stale', async () => {
    const tenant = aTenant(2);
    await aPassOver(tenant);
    const { passId } = await current(tenant);
    expect(await refresh({ passId, collection: 'users', page: 1 }, tenant)).toBe('stale');
  });

  it('of a page that was read already wakes the current one', async () => {
    const tenant = aTenant(5, onePagePerMessage);
    await start(tenant);
    const [first] = tenant.pageQueue.takeAll();
    await refresh(first!.request, tenant);
    tenant.pageQueue.takeAll();
    expect(await refresh(first!.request, tenant)).toBe('stale');
    expect(tenant.pageQueue.takeAll()).toMatchObject([{ request: { collection: 'report', page: 2 } }]);
  });

  it.each([
    ['in one go', {}],
    ['page by page', onePagePerMessage],
  ])('that comes twice at once moves the pass once: %s', async (_how, pace) => {
    const tenant = aTenant(5, pace);
    await start(tenant);
    const [first] = tenant.pageQueue.takeAll();
    const outcomes = await Promise.all([1, 2].map(() => refresh(first!.request, tenant)));
    expect(outcomes).toContain('stale');
    await readAll(tenant);
    const counts = { reportRows: 5, users: 5 };
    expect(await current(tenant)).toMatchObject({ state: 'complete', counts });
  });

  it('is put back with its wait when Graph throttles, and the pass stands where it stood', async () => {
    const tenant = aTenant(2);
    await start(tenant);
    const [first] = tenant.pageQueue.takeAll();
    tenant.report.throttleNext(17);
    expect(await refresh(first!.request, tenant)).toBe('throttled');
    expect(tenant.pageQueue.requests).toEqual([{ request: first!.request, delaySeconds: 17 }]);
    expect(await readAll(tenant)).toEqual(['complete']);
  });
});

describe('a pass whose process dies', () => {
  it('goes on at the same page with the same result, in another process', async () => {
    const tenant = aTenant(5, onePagePerMessage);
    tenant.directory.members.set(groupId, [personId(1)]);
    await start(tenant, aDocument({ audience: { excludeGroups: [groupId] } }));
    const outcomes: string[] = [];
    for (let queued = tenant.pageQueue.takeAll(); queued.length > 0; queued = tenant.pageQueue.takeAll()) {
      const { request } = queued[0]!;
      tenant.directory.failsNext = request.collection === 'users' && request.page === 2 && !outcomes.includes('died');
      const outcome = await refresh(request, tenant).catch(() => 'died');
      outcomes.push(outcome);
      if (outcome !== 'died') continue;
      tenant.tables = new JoinTableCache(tenant);
      await tenant.pageQueue.enqueue(request, 0);
    }
    expect(outcomes).toEqual(['read', 'read', 'read', 'read', 'read', 'died', 'read', 'complete']);
    expect((await current(tenant)).counts).toMatchObject({ users: 5, changed: 5 });
    expect((await factsOf(tenant, 1))!.memberOf).toEqual([groupId]);
  });
});

/** Absence from a list is never registration, and never departure either unless everything was read. */
describe('a pass that distrusts itself', () => {
  it.each<[string, (tenant: Tenant) => void, string]>([
    ['an empty report', ({ report }) => void (report.rows = []), 'report: 0 rows after 40'],
    [
      'a report that was cut short',
      ({ report }) => void (report.rows = report.rows.slice(0, 19)),
      'report: 19 rows after 40',
    ],
    ['an empty directory', ({ directory }) => void (directory.users = []), 'users: 0 rows after 40'],
    [
      'a directory that was cut short',
      ({ directory }) => void (directory.users = directory.users.slice(0, 19)),
      'users: 19 rows after 40',
    ],
    [
      'people of another tenant (engine 11)',
      ({ directory, report }) => {
        directory.users = directory.users.map((user, n) => (n < 19 ? user : { ...user, id: personId(1_000 + n) }));
        report.rows = directory.users.map(({ id }) => ({ userId: id, registration: aRegistration() }));
      },
      'report: only 19 of 40 people were in the last complete pass',
    ],
  ])('changes nobody’s state: %s', async (_what, damage, because) => {
    const tenant = aTenant(40, { pageSize: 10 });
    await aPassOver(tenant);
    await enrol(tenant, 39);
    damage(tenant);
    nextNight(tenant);
    expect(await aPassOver(tenant)).toBe('distrusted');
    expect((await current(tenant)).because).toContain(because);
    expect(tenant.journal.factsOf('passDistrusted')).toHaveLength(1);
    expect(await factsOf(tenant, 39)).toMatchObject({ isInDirectory: true, registration: aRegistration() });
    expect(tenant.recipients.writtenIds).toHaveLength(40);
  });

  it('is one whose group does not exist any more', async () => {
    const tenant = aTenant(3);
    const document = aDocument({ audience: { excludeGroups: [groupId] } });
    expect(await aPassOver(tenant, document)).toBe('distrusted');
    expect((await current(tenant)).because).toBe(`group ${groupId} of the audience does not exist`);
    expect(tenant.recipients.writtenIds).toEqual([]);
  });

  it('is never the last complete one: the next pass is compared with the one before', async () => {
    const tenant = aTenant(40, { pageSize: 10 });
    await aPassOver(tenant);
    const rows = tenant.report.rows;
    tenant.report.rows = [];
    nextNight(tenant);
    await aPassOver(tenant);
    tenant.report.rows = rows;
    nextNight(tenant);
    expect(await aPassOver(tenant)).toBe('complete');
  });

  it('is not the first one, which has nothing to compare with', async () => {
    const tenant = aTenant(3);
    tenant.report.rows = [];
    expect(await aPassOver(tenant)).toBe('complete');
  });

  // What it has written before it distrusted itself is not what the last complete pass knows: the next writes everything.
  it('leaves nothing behind: what the next pass reads is what is stored then', async () => {
    const tenant = aTenant(40, { pageSize: 10 });
    await aPassOver(tenant);
    const { users } = tenant.directory;
    tenant.directory.users = users.slice(0, 10).map((user) => ({ ...user, accountEnabled: false }));
    nextNight(tenant);
    expect(await aPassOver(tenant)).toBe('distrusted');
    tenant.directory.users = users;
    nextNight(tenant);
    expect(await aPassOver(tenant)).toBe('complete');
    expect((await factsOf(tenant, 3))!.user.accountEnabled).toBe(true);
  });
});

describe('somebody who is no longer there', () => {
  it('is marked absent once everything was read, and their messages are cancelled', async () => {
    const tenant = aTenant(40, { pageSize: 10 });
    await aPassOver(tenant);
    await enrol(tenant, 5);
    tenant.directory.users = tenant.directory.users.map((user, n) => (n === 5 ? { ...user, givenName: 'Ås' } : user));
    nextNight(tenant);
    await aPassOver(tenant);
    tenant.directory.users = tenant.directory.users.filter((_, n) => n !== 5);
    nextNight(tenant);
    expect(await aPassOver(tenant)).toBe('complete');
    const journey = await tenant.recipients.readJourney(personId(5));
    expect(journey.facts?.isInDirectory).toBe(false);
    expect(journey.messages).toMatchObject([{ state: 'cancelled', because: 'notInDirectory' }]);
    expect((await current(tenant)).counts.absent).toBe(1);
  });

  it('is there again when a later pass finds them', async () => {
    const tenant = aTenant(40, { pageSize: 10 });
    await aPassOver(tenant);
    const { users } = tenant.directory;
    tenant.directory.users = users.slice(1);
    nextNight(tenant);
    await aPassOver(tenant);
    tenant.directory.users = users;
    nextNight(tenant);
    await aPassOver(tenant);
    expect(await factsOf(tenant, 0)).toMatchObject({ isInDirectory: true });
  });

  it('is never guessed to be capable: nobody’s registration changes by absence', async () => {
    const tenant = aTenant(40, { pageSize: 10 });
    await aPassOver(tenant);
    tenant.report.rows = tenant.report.rows.slice(1);
    nextNight(tenant);
    await aPassOver(tenant);
    expect(await factsOf(tenant, 0)).toMatchObject({ isInDirectory: true, registration: undefined });
  });
});

describe('rows that cannot be read', () => {
  it('are set aside, counted and named by id, and never read as registered', async () => {
    const tenant = aTenant(3);
    tenant.report.rows = tenant.report.rows.slice(1);
    tenant.report.setAside = [{ id: personId(0), reason: 'isSsprCapable: expected boolean' }];
    tenant.directory.setAside = [{ id: undefined, reason: 'id: expected string' }];
    await aPassOver(tenant);
    expect((await current(tenant)).counts.setAside).toBe(2);
    expect(tenant.journal.factsOf('rowSetAside')).toEqual([
      { collection: 'report', id: personId(0), because: 'isSsprCapable: expected boolean' },
      { collection: 'users', id: '(none)', because: 'id: expected string' },
    ]);
    expect((await factsOf(tenant, 0))!.registration).toBeUndefined();
  });
});

describe('the waves, after a complete pass', () => {
  it.each([
    ['look again for who has become eligible, and are called as before: the document’s', 'document', true, true],
    ['stay as they are when new joiners are not enrolled', 'document', false, undefined],
    ['stay as they are when an operator launched them', 'operator', true, undefined],
  ] as const)('%s', async (_what, origin, enrolNewJoiners, looksAgain) => {
    const tenant = aTenant(3);
    const wave = {
      waveId: 'all',
      name: 'All',
      origin,
      goal: 'register' as const,
      groups: [],
      users: [],
      limit: undefined,
      startsAt: now,
      createdAt: now,
      cursor: 'x',
      enrolledCount: 3,
    };
    await tenant.waves.create({ ...wave, state: 'enrolled' });
    await aPassOver(tenant, aDocument(), enrolNewJoiners);
    const stored = await tenant.waves.read('all');
    expect([stored?.state, stored?.looksAgain]).toEqual(['enrolled', looksAgain]);
  });
});

describe('evidence that the report never confirms', () => {
  // Unchanged rows are not written again: the last complete pass tells when they were read.
  it('is no longer believed once later reports have had time to show it', async () => {
    const tenant = aTenant(3);
    await aPassOver(tenant);
    await enrol(tenant, 1);
    const { userId, version } = await tenant.recipients.readJourney(personId(1));
    await tenant.recipients.writeJourney({
      userId,
      version,
      evidence: [evidence('registered', { userId, at: tenant.clock.now() })],
    });
    for (let night = 0; night < 5; night++) {
      nextNight(tenant);
      await aPassOver(tenant);
    }
    const journey = await tenant.recipients.readJourney(userId);
    const reportReadAt = (await tenant.passes.readLastComplete())?.startedAt;
    expect(decideNextStep(journey, { ...rules.cadence, reportReadAt }, after({ days: 5 }))).toMatchObject({
      kind: 'send',
      step: 'nudge',
    });
  });
});
