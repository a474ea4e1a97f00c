import { describe, expect, it } from 'vitest';
import { UnreadableStoredRow } from '../../../shared/faults/unreadable-row.ts';
import { decideNextStep } from '../../../shared/campaign/next-step.ts';
import { readinessOf } from '../../../shared/campaign/readiness-of.ts';
import { tallyCampaign } from '../../../shared/use-cases/tally-campaign.ts';
import { planWave } from '../../../shared/use-cases/wave-candidates.ts';
import { aDocument } from '../../builders/documents.ts';
import { after } from '../../builders/instants.ts';
import { anEnrolment, evidence } from '../../builders/journeys.ts';
import { aPassOver, aTenant, change, factsIn, type Tenant } from '../../builders/passes.ts';
import { capableRegistration, personId } from '../../builders/people.ts';
import { someRules } from '../../builders/policies.ts';

const rules = someRules();
const everybody = { goal: 'register' as const, groups: [], users: [], limit: undefined };

/** The directory's row of the nth person cannot be read any more. */
function damageUser({ directory }: Tenant, n: number, { hasId = true } = {}): void {
  directory.users = directory.users.filter((user) => user.id !== personId(n));
  directory.setAside = [{ id: hasId ? personId(n) : undefined, reason: 'accountEnabled: expected boolean' }];
}

function damageReport({ report }: Tenant, n: number): void {
  report.rows = report.rows.filter(({ userId }) => userId !== personId(n));
  report.setAside = [{ id: personId(n), reason: 'isSsprCapable: expected boolean' }];
}

async function enrol({ recipients }: Tenant, n: number): Promise<void> {
  const { userId, version } = await recipients.readJourney(personId(n));
  await recipients.writeJourney({ userId, version, enrolment: anEnrolment() });
}

const messagesOf = async ({ recipients }: Tenant, n: number) => (await recipients.readJourney(personId(n))).messages;
const counts = async ({ passes }: Tenant) => (await passes.readCurrent())!.pass.counts;

/** Enrolled, and planned to get the first mail. */
async function somebodyEnrolled(): Promise<Tenant> {
  const tenant = aTenant(30);
  await aPassOver(tenant);
  await enrol(tenant, 5);
  tenant.directory.users = tenant.directory.users.map((user, n) => (n === 5 ? { ...user, givenName: 'Ås' } : user));
  await aPassOver(tenant);
  expect(await messagesOf(tenant, 5)).toMatchObject([{ step: 'nudge', state: 'planned' }]);
  return tenant;
}

/** Of the pages that a pass keeps, one cannot be read. */
function damagePage({ passes }: Tenant, ofPass: string, ofCollection: string): void {
  const readRows = passes.readRows.bind(passes);
  passes.readRows = async function* (passId, collection, skipped) {
    const isDamaged = passId === ofPass && collection === ofCollection;
    if (isDamaged && skipped === undefined)
      throw new UnreadableStoredRow({ table: 'PassRows', partitionKey: passId, rowKey: 'page', because: 'cut off' });
    if (isDamaged) skipped?.();
    else yield* readRows(passId, collection);
  };
}

const lastPassId = async ({ passes }: Tenant) => (await passes.readLastComplete())!.passId;

describe('a page of a pass that cannot be read (engine 12)', () => {
  it.each(['report', 'users'])(
    'of this pass: the pass is not believed and says why, the next one is: %s',
    async (of) => {
      const tenant = aTenant(30);
      await aPassOver(tenant);
      tenant.directory.users = tenant.directory.users.slice(1);
      damagePage(tenant, after({ days: 2 }).toISOString(), of);
      expect(await aPassOver(tenant)).toBe('distrusted');
      const { pass } = (await tenant.passes.readCurrent())!;
      expect(pass).toMatchObject({ because: expect.stringContaining('PassRows') as string });
      expect(await factsIn(tenant, 0)).toMatchObject({ isInDirectory: true });
      expect(await aPassOver(tenant)).toBe('complete');
      expect(await factsIn(tenant, 0)).toMatchObject({ isInDirectory: false });
    },
  );

  it('of the last pass: everybody is written again, and whoever has left is found out all the same', async () => {
    const tenant = aTenant(30);
    await aPassOver(tenant);
    damagePage(tenant, await lastPassId(tenant), 'users');
    tenant.directory.users = tenant.directory.users.slice(1);
    expect(await aPassOver(tenant)).toBe('complete');
    expect(await counts(tenant)).toMatchObject({ changed: 29, absent: 1 });
    expect(await factsIn(tenant, 0)).toMatchObject({ isInDirectory: false });
  });

  it('of the marks of mailboxes: a mark that no longer holds is taken back all the same', async () => {
    const tenant = aTenant(30);
    for (const n of [0, 1]) change(tenant, n, { mail: 'asa@contoso.com' });
    await aPassOver(tenant);
    expect(await factsIn(tenant, 1)).toMatchObject({ mailboxOf: personId(0) });
    damagePage(tenant, await lastPassId(tenant), 'mailboxes');
    change(tenant, 0, { mail: 'own@contoso.com' });
    await aPassOver(tenant);
    expect((await factsIn(tenant, 1))?.mailboxOf).toBeUndefined();
  });
});

describe('somebody whose row could not be read, and of whom nothing was known (truth 1)', () => {
  it.each([
    ['in the directory', damageUser],
    ['in the report', damageReport],
  ])('has a reason of their own: %s', async (_where, damage) => {
    const tenant = aTenant(3);
    damage(tenant, 1);
    expect(await aPassOver(tenant)).toBe('complete');
    const tally = await tallyCampaign(rules.cadence, tenant.clock.now(), tenant.recipients);
    expect(tally).toMatchObject({ people: 3, places: { waits: 2, leftOut: { unreadable: 1 } } });
    const plan = await planWave(everybody, {
      campaign: { document: aDocument(), rules },
      now: tenant.clock.now(),
      ports: tenant,
    });
    expect(plan).toMatchObject({ plan: { leftOut: { unreadable: 1 } } });
  });

  it('is judged by their row as soon as it can be read, though it is the row of before', async () => {
    const tenant = aTenant(3);
    const { users } = tenant.directory;
    damageUser(tenant, 1);
    await aPassOver(tenant);
    Object.assign(tenant.directory, { users, setAside: [] });
    await aPassOver(tenant);
    const tally = await tallyCampaign(rules.cadence, tenant.clock.now(), tenant.recipients);
    expect(tally).toMatchObject({ people: 3, places: { waits: 3, leftOut: {} } });
    expect(await factsIn(tenant, 1)).toMatchObject({ user: { userPrincipalName: users[1]!.userPrincipalName } });
  });

  it('has left once a later pass finds no row at all', async () => {
    const tenant = aTenant(30);
    damageUser(tenant, 1);
    await aPassOver(tenant);
    tenant.directory.setAside = [];
    await aPassOver(tenant);
    expect(await factsIn(tenant, 1)).toMatchObject({ isInDirectory: false });
    expect(await counts(tenant)).toMatchObject({ absent: 1 });
  });
});

describe('a row that can be read no more changes nobody’s earlier state (truth 1)', () => {
  it('of the directory: the mail stays planned, night after night', async () => {
    const tenant = await somebodyEnrolled();
    const before = await factsIn(tenant, 5);
    damageUser(tenant, 5);
    for (let night = 0; night < 3; night++) expect(await aPassOver(tenant)).toBe('complete');
    expect(await factsIn(tenant, 5)).toEqual({ ...before, unreadable: true });
    expect(await messagesOf(tenant, 5)).toMatchObject([{ step: 'nudge', state: 'planned' }]);
    expect(await counts(tenant)).toMatchObject({ absent: 0, setAside: 1 });
  });

  it('of the directory: what the report and the groups say is still heard', async () => {
    const tenant = await somebodyEnrolled();
    damageUser(tenant, 5);
    tenant.report.rows = tenant.report.rows.map((row) =>
      row.userId === personId(5) ? { ...row, registration: capableRegistration } : row,
    );
    await aPassOver(tenant);
    expect(await factsIn(tenant, 5)).toMatchObject({ registration: capableRegistration });
    expect(await messagesOf(tenant, 5)).toMatchObject([{ step: 'nudge', state: 'cancelled' }]);
  });

  it('of the report: the mail stays planned, and whoever may have registered is still left alone', async () => {
    const tenant = await somebodyEnrolled();
    damageReport(tenant, 5);
    await aPassOver(tenant);
    const { userId, version } = await tenant.recipients.readJourney(personId(5));
    const registered = evidence('registered', { userId, at: tenant.clock.now() });
    await tenant.recipients.writeJourney({ userId, version, evidence: [registered] });
    for (let night = 0; night < 4; night++) await aPassOver(tenant);
    const journey = await tenant.recipients.readJourney(userId);
    const reportReadAt = (await tenant.passes.readLastComplete())!.startedAt;
    expect(readinessOf(journey, { ...rules.cadence, reportReadAt })).toMatchObject({ kind: 'capable' });
    expect(decideNextStep(journey, { ...rules.cadence, reportReadAt }, tenant.clock.now())).not.toMatchObject({
      because: 'unreadable',
    });
  });

  it('without an id: nobody is taken to have left, and whoever has is found out once every row has one', async () => {
    const tenant = await somebodyEnrolled();
    damageUser(tenant, 5, { hasId: false });
    expect(await aPassOver(tenant)).toBe('complete');
    expect(await counts(tenant)).toMatchObject({ absent: 0, unidentified: 1 });
    expect(await factsIn(tenant, 5)).toMatchObject({ isInDirectory: true });
    expect(await messagesOf(tenant, 5)).toMatchObject([{ state: 'planned' }]);
    tenant.directory.setAside = [];
    await aPassOver(tenant);
    expect(await factsIn(tenant, 5)).toMatchObject({ isInDirectory: false });
    expect(await messagesOf(tenant, 5)).toMatchObject([{ state: 'cancelled', because: 'notInDirectory' }]);
  });

  it('of nearly everybody: the pass is not believed', async () => {
    const tenant = aTenant(30);
    await aPassOver(tenant);
    const { users } = tenant.directory;
    tenant.directory.setAside = users.map(({ id }) => ({ id, reason: 'accountEnabled: expected boolean' }));
    tenant.directory.users = [];
    expect(await aPassOver(tenant)).toBe('distrusted');
    expect(await factsIn(tenant, 5)).toMatchObject({ isInDirectory: true, user: { id: users[5]!.id } });
  });
});
