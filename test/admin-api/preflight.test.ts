import { QueueClient } from '@azure/storage-queue';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { preflightShape } from '../../shared/api/report-operations.ts';
import { hours, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';

let host: AdminHost;
beforeAll(async () => {
  host = await startAdminHost(60);
  await host.runFunction('refreshRegistrations');
  await host.runUntil(hours(1, startsAt));
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

async function preflight() {
  // Reports and audit logs allow five requests in ten seconds.
  await host.simulation.advanceTo(new Date(host.simulation.now().getTime() + 15_000));
  const answer = await host.ask('GET', 'preflight');
  expect(answer.status).toBe(200);
  return preflightShape.parse(await answer.json());
}

/**
 * The simulated tenant has a licence in its grace period, rows that cannot be read, a domain that DNS is not asked
 * about, and in its first hour nobody registers.
 */
const lasting = ['licence grace period', 'unreadable rows', 'sender domain', 'log of resets'];

const broken = async () =>
  (await preflight()).checks.filter(({ id, status }) => status !== 'pass' && !lasting.includes(id));
type Checks = Awaited<ReturnType<typeof broken>>;

const findings = async () => Object.fromEntries((await broken()).map(({ id, status }) => [id, status]));

/** The status of each check that is named with this remedy; of another one, the remedy that it has. */
const named = (checks: Checks, wanted: string) =>
  Object.fromEntries(checks.map(({ id, status, remedy = '' }) => [id, remedy.includes(wanted) ? status : remedy]));

async function editDocument(edit: (document: Document) => Document): Promise<void> {
  const shown = await host.ask('GET', 'campaign');
  const { document } = (await shown.json()) as { document: Document };
  const headers = { authorization: `Bearer ${await host.token('operator')}`, 'if-match': shown.headers.get('etag')! };
  expect((await host.ask('PUT', 'campaign', edit(document), headers)).status).toBe(200);
}

/** Of people who sign in with their mail address, whose domain notices may go to. */
async function twoPeople() {
  const headers = { authorization: 'Bearer local' };
  const listed = await fetch(`${host.simulation.origin}/v1.0/users?$select=id,mail,userPrincipalName&$top=60`, {
    headers,
  });
  const { value } = (await listed.json()) as {
    value: { id: string; mail: string | null; userPrincipalName: string }[];
  };
  const [one, other] = value.filter(({ mail, userPrincipalName }) => mail === userPrincipalName);
  return { userId: one!.id, mail: one!.mail!, other: { userId: other!.id, mail: other!.mail! } };
}

/** The words of the last mail that somebody received. */
async function mailboxOf(userId: string): Promise<string> {
  const page = await (await fetch(`${host.simulation.origin}/mailbox/${userId}`)).text();
  const numbers = [...page.matchAll(/\/(\d+)\.html/g)].map(([, number]) => Number(number));
  if (numbers.length === 0) return '';
  return (await fetch(`${host.simulation.origin}/mailbox/${userId}/${Math.max(...numbers)}.html`)).text();
}

interface Document {
  readonly organisation: { readonly helpDesk: object };
  readonly sspr: object;
  readonly capacity: object;
}

const faults = (rules: readonly object[]) => host.control('faults', rules);

describe('preflight in the simulated tenant', { sequential: true }, () => {
  afterEach(async () => {
    await host.control('preconditions', { broken: [] });
    await faults([]);
  });

  it('passes when all is well, but for what each tenant has (truth 1, truth 2)', async () => {
    expect(await findings()).toEqual({});
    const details = (await preflight()).checks.filter(({ id }) => lasting.includes(id)).map(({ detail }) => detail);
    expect(details).toEqual([
      expect.stringMatching(/^1 people hang on a licence in its grace period/),
      expect.stringMatching(/^Of 2 people a row could not be read/),
      'mail.contoso.com: SPF is unknown. DKIM is unknown. DMARC is unknown.',
      expect.stringMatching(/^The audit log has told of no registration/),
    ]);
  });

  it.each([
    ['User.Read.All', { 'permission: read users': 'fail' }, 'User.Read.All'],
    [
      'AuditLog.Read.All',
      {
        'permission: read the registration report': 'fail',
        'permission: read the audit log': 'fail',
      },
      'AuditLog.Read.All',
    ],
    ['GroupMember.Read.All', { 'permission: read group members': 'fail' }, 'GroupMember.Read.All'],
    ['Domain.Read.All', { domains: 'warn' }, 'Domain.Read.All'],
    ['Organization.Read.All', { 'premium licence': 'warn', clock: 'warn' }, 'Organization.Read.All'],
    ['Policy.Read.AuthenticationMethod', { 'methods policy': 'warn' }, 'Policy.Read.AuthenticationMethod'],
    ['premiumLicence', { 'premium licence': 'fail' }, 'Entra ID P1'],
    ['groups', { groups: 'fail' }, 'campaign document'],
    ['passwordWriteback', { 'password writeback': 'fail' }, 'Enable password writeback'],
    ['clock', { clock: 'fail' }, 'Set the clock'],
  ])('without %s names just that, with its remedy', async (precondition, found, remedy) => {
    await host.control('preconditions', { broken: [precondition] });
    expect(named(await broken(), remedy)).toEqual(found);
  });

  it('says that the mail service does not answer', async () => {
    await faults([{ route: '/emails/operations', kind: '500' }]);
    expect(named(await broken(), 'Check ACS_ENDPOINT')).toEqual({ 'mail service': 'fail' });
  });

  it('says that Graph does not answer', async () => {
    await faults([{ route: 'GET /v1.0/users', kind: 'reset-before-body' }]);
    expect(named(await broken(), 'Check GRAPH_ENDPOINT')).toEqual({ 'permission: read users': 'fail' });
  });

  it.each(['429', '503'] as const)('says what could not be checked at a %s of Graph', async (kind) => {
    await faults([{ route: 'GET /v1.0/reports', kind }]);
    const found = { 'permission: read the registration report': 'warn' };
    expect(named(await broken(), 'Run the preflight again in a minute')).toEqual(found);
  });

  it.each<[string, (document: Document) => Document, Record<string, string>, string]>([
    [
      'a scope that is declared wrong',
      (given) => ({ ...given, sspr: { ...given.sspr, scope: 'none' } }),
      { 'SSPR scope': 'fail' },
      'Correct sspr.scope',
    ],
    [
      'writeback that is declared off',
      (given) => ({ ...given, sspr: { ...given.sspr, passwordWriteback: 'disabled' } }),
      { 'password writeback': 'warn' },
      'Enable password writeback',
    ],
    [
      'a quota below the plan',
      (given) => ({ ...given, capacity: { ...given.capacity, mailsPerHour: 10, newRecipientsPerDay: 300 } }),
      { quota: 'warn' },
      'Ask for a quota of 36 mails an hour',
    ],
    [
      'a quota that has to be asked for',
      (given) => ({ ...given, capacity: { ...given.capacity, mailsPerHour: 500 } }),
      { quota: 'warn' },
      'Make sure that this quota was granted',
    ],
  ])('names %s', async (_, edit, found, remedy) => {
    let before: Document | undefined;
    await editDocument((document) => edit((before = document)));
    const checks = await broken();
    await editDocument(() => before!);
    expect(named(checks, remedy)).toEqual(found);
  });

  it('a change of the help desk is mailed at once to the notice addresses of before (guard 3)', async () => {
    const { userId, mail, other } = await twoPeople();
    let before: Document | undefined;
    await editDocument((document) => ({ ...(before = document), waveNotices: { to: [mail] } }));
    expect(await mailboxOf(userId)).not.toContain('+1 900 5550 666');
    await editDocument((document) => {
      const { helpDesk } = document.organisation;
      const organisation = { ...document.organisation, helpDesk: { ...helpDesk, phone: '+1 900 5550 666' } };
      return { ...document, organisation, waveNotices: { to: [other.mail] } };
    });
    expect(await mailboxOf(userId)).toContain('+1 900 5550 666');
    expect(await mailboxOf(other.userId)).not.toContain('+1 900 5550 666');
    await editDocument(() => before!);
  });

  it('names a paused campaign', async () => {
    await host.ask('POST', 'campaign/pause', { because: 'a change freeze' });
    const checks = await broken();
    await host.ask('POST', 'campaign/resume');
    expect(named(checks, 'POST /api/campaign/resume')).toEqual({ switches: 'warn' });
  });

  it('names messages that failed for good', async () => {
    const poison = new QueueClient(host.storage, 'send-message-poison');
    await poison.createIfNotExists();
    await poison.sendMessage('x');
    const checks = await broken();
    await poison.clearMessages();
    expect(named(checks, 'poison queue')).toEqual({ 'queues and tables': 'warn' });
  });

  it('names a pass that is not believed, until one is', async () => {
    await host.control('preconditions', { broken: ['groups'] });
    await host.runFunction('refreshRegistrations');
    await host.control('preconditions', { broken: [] });
    const [check, ...others] = await broken();
    expect([check, others]).toMatchObject([{ id: 'full pass', status: 'fail' }, []]);
    expect(check?.detail).toMatch(/not believed: .*[0-9a-f]{8}-/);
    expect(check?.remedy).toContain('Mend what it names');
    await host.runFunction('refreshRegistrations');
    await host.runUntil(hours(1, host.simulation.now()));
    await host.runFunction('watchRegistrations');
    expect(await findings()).toEqual({});
  });

  it('names a pass that is out of date', async () => {
    await host.simulation.advanceTo(new Date(host.simulation.now().getTime() + 3 * 86_400_000));
    const [pass, ...others] = await broken();
    expect(named([pass!], 'Run refreshRegistrations')).toEqual({ 'full pass': 'warn' });
    expect(named(others, '"full pass" and "permission: read the audit log"')).toEqual({ detection: 'fail' });
  });
});
