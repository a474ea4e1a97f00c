import { describe, expect, it } from 'vitest';
import type { OwnerMailboxes } from '../../../shared/campaign/owner-mailbox.ts';
import { preflightWords } from '../../../shared/preflight/preflight-words.ts';
import { checkMails } from '../../../shared/preflight/mail-checks.ts';
import type { Cloud } from '../../../shared/registration/cloud.ts';
import type { SsprMethod } from '../../../shared/registration/sspr-method.ts';
import { aDocument } from '../../builders/documents.ts';
import { aPass } from '../../contracts/samples.ts';
import { at, now } from '../../builders/instants.ts';

interface Situation {
  readonly allowedMethods?: readonly SsprMethod[];
  readonly ownTelephonyProvider?: boolean;
  readonly cloud?: Cloud;
  readonly canReply?: boolean;
  readonly now?: Date;
  readonly admins?: 'include' | 'exclude';
  readonly noticesTo?: string;
  readonly signInDomains?: readonly string[];
  readonly owners?: OwnerMailboxes;
}

function checksOf({
  allowedMethods,
  ownTelephonyProvider,
  cloud = 'public',
  canReply = true,
  ...rest
}: Situation = {}) {
  const sspr = { methodsRequired: 1 as const, passwordWriteback: 'enabled' as const };
  const document = aDocument({
    sspr: { ...sspr, ownTelephonyProvider, ...(allowedMethods && { allowedMethods: [...allowedMethods] }) },
    audience: { admins: rest.admins },
    ...(rest.owners && { owners: rest.owners }),
    ...(rest.noticesTo && { waveNotices: { to: [rest.noticesTo] } }),
  });
  const lastPass = aPass({ state: 'complete', ...(rest.signInDomains && { signInDomains: rest.signInDomains }) });
  const facts = { document, noticeAddresses: ['soc@elsewhere.example'], lastPass, now: rest.now ?? now };
  const checks = checkMails({ ...facts, origin: { cloud, canReply }, words: preflightWords });
  return Object.fromEntries(checks.map((check) => [check.id, check]));
}

describe('preflight of the mails', () => {
  it('warns where nobody reads the answers (truth 26)', () => {
    expect(checksOf({ canReply: false })['replies']).toMatchObject({ status: 'warn' });
    expect(checksOf()['replies']).toMatchObject({ status: 'pass' });
  });

  it.each<[string, Situation, 'pass' | 'warn', string]>([
    ['phones', { allowedMethods: ['mobilePhone', 'email'] }, 'warn', '2027-02-01'],
    ['questions', { allowedMethods: ['securityQuestions', 'email'] }, 'warn', 'March 2027'],
    ['what lasts', { allowedMethods: ['authenticatorApp', 'email'] }, 'pass', ''],
    ['phones, long before', { allowedMethods: ['mobilePhone'], now: at('2026-09-01T00:00:00Z') }, 'pass', ''],
    ['phones that have ended', { allowedMethods: ['mobilePhone'], now: at('2027-06-01T00:00:00Z') }, 'warn', 'end'],
    ['phones of a provider of one’s own', { allowedMethods: ['mobilePhone'], ownTelephonyProvider: true }, 'pass', ''],
    ['phones of another cloud', { allowedMethods: ['mobilePhone'], cloud: 'usGovernment' }, 'pass', ''],
    ['nothing that is declared', {}, 'pass', ''],
  ])('judges mails that recommend %s (truth 30)', (_what, situation, status, said) => {
    const check = checksOf(situation)['methods that end']!;
    expect(check.status).toBe(status);
    expect(check.detail).toContain(said);
  });

  it('says what happens where nothing else is allowed (truth 30)', () => {
    expect(checksOf({ allowedMethods: ['mobilePhone'] })['methods that end']!.remedy).toContain('nobody can reset');
  });

  it.each<[string, Situation, string | undefined]>([
    ['nobody', {}, undefined],
    ['somebody of the tenant', { noticesTo: 'soc@contoso.com', signInDomains: ['contoso.com'] }, 'pass'],
    ['somebody that the setting names', { noticesTo: 'SOC@elsewhere.example' }, 'pass'],
    ['somebody elsewhere', { noticesTo: 'soc@contoso.com', signInDomains: ['fabrikam.com'] }, 'warn'],
    ['somebody before a pass said the domains', { noticesTo: 'soc@contoso.com' }, 'warn'],
  ])('judges notices to %s, and names no address (guard 3)', (_what, situation, status) => {
    const check = checksOf(situation)['notices'];
    expect(check?.status).toBe(status);
    expect(JSON.stringify(check ?? '')).not.toContain('@');
    expect(check?.detail.includes('waveNotices.to[0]') ?? false).toBe(status === 'warn');
  });

  it.each<[string, OwnerMailboxes, 'pass' | 'warn' | undefined, string]>([
    ['nobody', {}, undefined, ''],
    ['whoever runs the campaign', { campaign: 'a@contoso.com' }, 'pass', ''],
    ['one of them', { helpDesk: 'a@contoso.com' }, 'warn', 'hybridAdmin (Whoever runs Entra Connect or cloud sync)'],
  ])('says of whom nobody is told where owners name %s (everyone 2)', (_what, owners, status, said) => {
    const check = checksOf({ owners })['owners'];
    expect(check?.status).toBe(status);
    expect(check?.detail ?? '').toContain(said);
  });

  it('names a mailbox of an owner that nothing is sent to by its path (everyone 2)', () => {
    const check = checksOf({ owners: { hybridAdmin: 'x@evil.example' }, signInDomains: ['contoso.com'] })['notices'];
    expect(check).toMatchObject({ status: 'warn' });
    expect(check!.detail).toContain('owners.hybridAdmin is of no domain');
  });

  it.each(['include', 'exclude'] as const)('tells to test with somebody who is no admin: %s (truth 34)', (admins) => {
    expect(checksOf({ admins })['administrators']!.detail).toContain('test with somebody who is no admin');
  });
});
