import { describe, expect, it } from 'vitest';
import { judgeUser } from '../../../shared/recipient/verdict.ts';
import { mostMailboxesPerPass, readMailboxes } from '../../../shared/use-cases/read-mailboxes.ts';
import { capableRegistration, personId } from '../../builders/people.ts';
import { aPassOver, aTenant, change, factsIn, type Tenant } from '../../builders/passes.ts';
import { anAudience, someRules } from '../../builders/policies.ts';
import { aMessage, anEnrolment } from '../../builders/journeys.ts';
import { FakeMailboxPurposes } from '../../fakes/fake-mailbox-purposes.ts';

/** A tenant whose people have mailboxes of their own. */
function aTenantThatAsks(people: number) {
  const purposes = new FakeMailboxPurposes();
  for (let n = 0; n < people; n++) purposes.put(personId(n), 'user');
  const tenant: Tenant = { ...aTenant(people), mailboxPurposes: purposes };
  return { tenant, purposes };
}

const current = async ({ passes }: Tenant) => (await passes.readCurrent())!.pass;
const everybody = (people: number) => Array.from({ length: people }, (_, n) => personId(n)).toSorted();
const purposeOf = async (tenant: Tenant, n: number) => (await factsIn(tenant, n))?.mailbox?.purpose;

async function verdictOn(tenant: Tenant, n: number) {
  const verdict = judgeUser((await factsIn(tenant, n))!, { audience: anAudience(), now: tenant.clock.now() });
  return verdict.selected ? 'selected' : verdict.because;
}

describe('a pass that asks what mailboxes are for (issue 17)', () => {
  it('asks for nobody unless it is set to', async () => {
    const tenant = aTenant(3);
    expect(await aPassOver(tenant)).toBe('complete');
    expect((await current(tenant)).counts).not.toHaveProperty('mailboxesAsked');
    expect(await purposeOf(tenant, 1)).toBeUndefined();
  });

  it.each([
    ['shared', 'sharedMailbox'],
    ['room', 'sharedMailbox'],
    ['equipment', 'sharedMailbox'],
    ['linked', 'selected'],
    ['user', 'selected'],
  ] as const)('finds that a mailbox is %s: %s', async (purpose, verdict) => {
    const { tenant, purposes } = aTenantThatAsks(2);
    purposes.put(personId(1), purpose);
    await aPassOver(tenant);
    expect([await verdictOn(tenant, 0), await verdictOn(tenant, 1)]).toEqual(['selected', verdict]);
  });

  it('leaves nobody out who has no mailbox in the cloud', async () => {
    const { tenant, purposes } = aTenantThatAsks(2);
    purposes.answerFor(personId(1), { kind: 'noMailbox' });
    await aPassOver(tenant);
    expect([await purposeOf(tenant, 1), await verdictOn(tenant, 1)]).toEqual(['none', 'selected']);
  });

  it('asks once for each who would be written to, and again after 90 days', async () => {
    const { tenant, purposes } = aTenantThatAsks(45);
    change(tenant, 3, { accountEnabled: false });
    change(tenant, 4, { userType: 'guest' });
    tenant.report.rows = tenant.report.rows.map((row) =>
      row.userId === personId(5) ? { ...row, registration: capableRegistration } : row,
    );
    const others = everybody(45).filter((id) => ![3, 4, 5].map((n) => personId(n)).includes(id));
    await aPassOver(tenant);
    expect(purposes.asked.toSorted()).toEqual(others);
    expect((await current(tenant)).counts).toMatchObject({ mailboxesAsked: 42, mailboxesUnknown: 0 });
    for (let day = 0; day < 3; day++) await aPassOver(tenant);
    tenant.clock.advance({ days: 85 });
    await aPassOver(tenant);
    expect(purposes.asked.length).toBe(42);
    await aPassOver(tenant);
    expect(purposes.asked.slice(42).toSorted()).toEqual(others);
  });

  it('asks again for a room that became a person’s mailbox', async () => {
    const { tenant, purposes } = aTenantThatAsks(2);
    purposes.put(personId(1), 'room');
    await aPassOver(tenant);
    purposes.put(personId(1), 'user');
    await aPassOver(tenant);
    expect(await verdictOn(tenant, 1)).toBe('sharedMailbox');
    tenant.clock.advance({ days: 90 });
    await aPassOver(tenant);
    expect(await verdictOn(tenant, 1)).toBe('selected');
  });

  it('stops what was planned for a mailbox that is nobody’s', async () => {
    const { tenant, purposes } = aTenantThatAsks(2);
    await aPassOver({ ...tenant, mailboxPurposes: undefined });
    const { version } = await tenant.recipients.readJourney(personId(1));
    const nudge = aMessage('nudge', { userId: personId(1) });
    await tenant.recipients.writeJourney({ userId: personId(1), version, enrolment: anEnrolment(), messages: [nudge] });
    purposes.put(personId(1), 'shared');
    await aPassOver(tenant);
    const { messages } = await tenant.recipients.readJourney(personId(1));
    expect(messages).toMatchObject([{ state: 'cancelled', because: 'sharedMailbox' }]);
  });

  it.each([
    [{ kind: 'refused', permission: 'MailboxSettings.Read', code: 'ErrorAccessDenied' }, '403 ErrorAccessDenied'],
    [{ kind: 'unreadable', because: 'userPurpose others' }, 'userPurpose others'],
    [{ kind: 'away', because: '503 noErrorCode' }, '503 noErrorCode'],
  ] as const)('holds one mailbox of which Graph says %j for unknown, and for no "no"', async (reading, because) => {
    const { tenant, purposes } = aTenantThatAsks(3);
    purposes.answerFor(personId(1), reading);
    expect(await aPassOver(tenant)).toBe('complete');
    expect((await factsIn(tenant, 1))?.mailbox).toMatchObject({ purpose: 'unknown', because });
    expect(await verdictOn(tenant, 1)).toBe('selected');
    expect(tenant.journal.factsOf('mailboxNotRead')).toMatchObject([{ userId: personId(1), because }]);
    expect((await current(tenant)).counts).toMatchObject({ mailboxesAsked: 3, mailboxesUnknown: 1 });
    purposes.put(personId(1), 'room');
    for (let day = 0; day < 8; day++) await aPassOver(tenant);
    expect(purposes.asked.slice(3)).toEqual([personId(1)]);
    expect(await verdictOn(tenant, 1)).toBe('sharedMailbox');
  });

  it.each([
    [{ kind: 'refused', permission: 'MailboxSettings.Read', code: 'ErrorAccessDenied' }, /MailboxSettings.Read/],
    [{ kind: 'away', because: 'noAnswer' }, /noAnswer/],
  ] as const)('goes on without where nobody can be read (%j), and asks the next time', async (reading, because) => {
    const { tenant, purposes } = aTenantThatAsks(50);
    purposes.answerNext(...Array.from({ length: 40 }, () => reading));
    expect(await aPassOver(tenant)).toBe('complete');
    expect(purposes.asked.length).toBe(40);
    expect(await purposeOf(tenant, 1)).toBeUndefined();
    expect(tenant.journal.factsOf('mailboxesNotRead')).toMatchObject([{ because: expect.stringMatching(because) }]);
    await aPassOver(tenant);
    expect(purposes.asked.slice(40).toSorted()).toEqual(everybody(50));
  });

  it('takes a refusal of the only one to ask for that of one person where others were read before', async () => {
    const { tenant, purposes } = aTenantThatAsks(2);
    await aPassOver(tenant);
    purposes.answerFor(personId(2), { kind: 'refused', permission: 'MailboxSettings.Read', code: 'c' });
    tenant.directory.users = [...tenant.directory.users, { ...tenant.directory.users[0]!, id: personId(2) }];
    const [row] = tenant.report.rows;
    tenant.report.rows = [...tenant.report.rows, { ...row!, userId: personId(2) }];
    await aPassOver(tenant);
    expect(await purposeOf(tenant, 2)).toBe('unknown');
  });

  it('waits as long as Graph asks, and asks for nobody twice but the one it was to wait for', async () => {
    const { tenant, purposes } = aTenantThatAsks(30);
    purposes.answerNext(...Array.from({ length: 7 }, () => ({ kind: 'read', purpose: 'user' }) as const));
    purposes.answerNext({ kind: 'throttled', retryAfterSeconds: 120 });
    expect(await aPassOver(tenant)).toBe('complete');
    expect([purposes.asked.length, new Set(purposes.asked).size]).toEqual([31, 30]);
  });

  it('asks for so many in a night, and for the others in the next', async () => {
    const { tenant, purposes } = aTenantThatAsks(9);
    await aPassOver({ ...tenant, mailboxPurposes: undefined });
    const { pass } = (await tenant.passes.readCurrent())!;
    const counts = { ...pass.counts, mailboxesAsked: mostMailboxesPerPass - 5 };
    const run = { rules: someRules(), enrolNewJoiners: false, now: tenant.clock.now(), ports: tenant };
    const late = { ...pass, state: 'reading', collection: 'mailboxes', next: undefined, counts } as const;
    const first = await readMailboxes({ ...run, pass: late });
    expect(first).toMatchObject({ kind: 'partly', counts: { mailboxesAsked: mostMailboxesPerPass } });
    expect(await readMailboxes({ ...run, pass: { ...late, ...first } })).toMatchObject({ next: undefined });
    expect(purposes.asked.length).toBe(5);
    await aPassOver(tenant);
    expect([purposes.asked.length, new Set(purposes.asked).size]).toEqual([9, 9]);
  });
});
