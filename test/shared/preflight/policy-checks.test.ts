import { describe, expect, it } from 'vitest';
import { preflightWords } from '../../../shared/preflight/preflight-words.ts';
import { checkPolicies } from '../../../shared/preflight/policy-checks.ts';
import type { Cloud } from '../../../shared/registration/cloud.ts';
import type { Probe } from '../../../shared/tenant/probe.ts';
import type { MethodsPolicy } from '../../../shared/tenant/tenant-facts.ts';
import { aDocument } from '../../builders/documents.ts';
import { at } from '../../builders/instants.ts';

interface Situation extends Partial<MethodsPolicy> {
  readonly probe?: Probe<MethodsPolicy>;
  readonly adminReset?: Probe<boolean | undefined>;
  readonly admins?: 'include' | 'exclude';
  readonly cloud?: Cloud;
  readonly startsOn?: string;
}

const forbidden = { kind: 'refused', status: 403, code: 'Authorization_RequestDenied' } as const;

function checksOf({ probe, adminReset, admins, cloud = 'public', startsOn, ...change }: Situation) {
  const enabled = change.enabled ?? ['MicrosoftAuthenticator', 'Email', 'Sms'];
  const policy = { migrationState: 'migrationComplete', campaign: 'disabled', known: enabled, enabled, ...change };
  const checks = checkPolicies({
    words: preflightWords,
    document: aDocument({ audience: { admins }, ...(startsOn && { waves: [{ name: 'Everyone', startsOn }] }) }),
    origin: { cloud, canReply: true },
    now: at('2026-11-29T09:00:00Z'),
    methodsPolicy: probe ?? { kind: 'read', value: policy },
    adminReset: adminReset ?? { kind: 'read', value: true },
  });
  return Object.fromEntries(checks.map((check) => [check.id, check]));
}

describe('preflight of the tenant’s policies (everyone 6)', () => {
  it.each<[string, Situation, 'pass' | 'warn' | 'fail', string]>([
    [
      'what resets, and when phones end',
      {},
      'pass',
      'MicrosoftAuthenticator, Email, Sms. Of a Temporary Access Pass the policy says nothing. Text messages and calls end on 2027-02-01',
    ],
    ['what resets where phones go on', { cloud: 'usGovernment' }, 'pass', 'MicrosoftAuthenticator, Email, Sms'],
    ['that phones are all that is left', { enabled: ['Sms', 'Voice', 'Fido2'] }, 'warn', 'end on 2027-02-01'],
    ['that nothing resets', { enabled: ['Fido2'] }, 'fail', 'nothing'],
    ['unknown before the migration', { migrationState: 'premigration' }, 'warn', 'is unknown'],
    ['unknown in the middle of the migration', { migrationState: 'migrationInProgress' }, 'warn', 'is unknown'],
    ['unknown where it is not told', { migrationState: undefined }, 'warn', 'is not told'],
    ['unknown without the permission', { probe: forbidden }, 'warn', 'Policy.Read.AuthenticationMethod is missing'],
    [
      'a pass that is allowed',
      { known: ['TemporaryAccessPass'], enabled: ['Email', 'TemporaryAccessPass'] },
      'pass',
      'Pass is allowed',
    ],
    [
      'a pass that is not allowed',
      { known: ['TemporaryAccessPass', 'Email'], enabled: ['Email'] },
      'pass',
      'Pass is not allowed',
    ],
  ])('says %s', (_, situation, status, said) => {
    const check = checksOf(situation)['methods policy']!;
    expect([check.status, check.detail]).toEqual([status, expect.stringContaining(said)]);
  });

  it.each<[string, Situation, 'pass' | 'warn', string]>([
    ['off', {}, 'pass', 'off'],
    ['managed by Microsoft', { campaign: 'default' }, 'pass', 'since 2026-09-01'],
    [
      'managed by Microsoft in the week of a wave',
      { campaign: 'default', startsOn: '2026-12-03' },
      'pass',
      'we ask too: Everyone',
    ],
    ['on', { campaign: 'enabled', startsOn: '2026-12-20' }, 'pass', 'is on'],
    ['on in the week of a wave', { campaign: 'enabled', startsOn: '2026-11-25' }, 'warn', 'we ask too: Everyone'],
    ['not told', { campaign: undefined }, 'warn', 'does not tell'],
  ])('says of the Entra registration campaign that it is %s', (_, situation, status, said) => {
    const check = checksOf(situation)['Entra registration campaign']!;
    expect([check.status, check.detail]).toEqual([status, expect.stringContaining(said)]);
  });

  it.each<[string, Situation, 'pass' | 'warn' | undefined]>([
    ['may', {}, 'pass'],
    ['may not, and are not asked', { adminReset: { kind: 'read', value: false } }, 'pass'],
    ['may not, and are asked', { adminReset: { kind: 'read', value: false }, admins: 'include' }, 'warn'],
    ['are not asked, and nobody may look', { adminReset: forbidden }, undefined],
    ['are asked, and nobody may look', { adminReset: forbidden, admins: 'include' }, 'warn'],
    ['are not told', { adminReset: { kind: 'read', value: undefined } }, 'warn'],
  ])('says of admins that they %s', (_, situation, status) => {
    expect(checksOf(situation)['reset by admins']?.status).toBe(status);
  });
});
