import { describe, expect, it } from 'vitest';
import { causeIds, type CauseId } from '../../../shared/diagnosis/cause.ts';
import { causeIn } from '../../../shared/diagnosis/causes.ts';
import { diagnose } from '../../../shared/diagnosis/diagnosis.ts';
import type { DiagnosisFacts } from '../../../shared/diagnosis/diagnosis-facts.ts';
import { documentation } from '../../../shared/diagnosis/documentation.ts';
import { causesByCode, resetCodes } from '../../../shared/diagnosis/reset-code.ts';
import { addressesIn } from '../../../shared/email/addresses.ts';
import { rungQuestions, type RungId } from '../../../shared/diagnosis/rung.ts';
import { serverEvents } from '../../../shared/diagnosis/server-event.ts';
import type { Evidence } from '../../../shared/registration/evidence.ts';
import { aReset, denied, read, someDiagnosisFacts } from '../../builders/diagnoses.ts';
import { after, now } from '../../builders/instants.ts';
import { aRegistration, aUser, businessPlan, capableRegistration, groupId, personId } from '../../builders/people.ts';
import { anAudience } from '../../builders/policies.ts';

type Change = Partial<DiagnosisFacts>;

const synchronised = (change = {}) => read(aUser({ onPremisesSyncEnabled: true, ...change }));
const federated = read(aUser({ userPrincipalName: 'kim@fabrikam-works.com' }));
const failedReset = (reason: string) => read([aReset({ reason })]);

const flow = { activity: 'Self-service password reset flow activity progress' };

const evidence = (kind: Evidence['kind'], at: Date, reason?: string): Evidence => ({
  eventId: `${kind}-${at.getTime()}`,
  userId: personId(1),
  at,
  kind,
  by: 'user',
  ...(reason && { reason }),
});

/** What is seen → the rung that fails, and the cause. */
const rows: readonly (readonly [string, Change, RungId, CauseId])[] = [
  ['an account that is gone', { user: read(undefined) }, 'directory', 'notInDirectory'],
  ['a disabled account', { user: read(aUser({ accountEnabled: false })) }, 'account', 'accountDisabled'],
  ['a guest', { user: read(aUser({ userType: 'guest' })) }, 'homeTenant', 'guest'],
  ['no service plan', { user: read(aUser({ servicePlanIds: [] })) }, 'licence', 'noLicence'],
  [
    'a synchronised account with a plan without writeback',
    { user: synchronised({ servicePlanIds: [businessPlan] }) },
    'licence',
    'noLicence',
  ],
  ['isSsprEnabled false', { registration: read(aRegistration({ isSsprEnabled: false })) }, 'scope', 'notInScope'],
  [
    'an admin with nothing registered',
    { registration: read(aRegistration({ isAdmin: true })) },
    'twoGatePolicy',
    'adminUnderTwoGatePolicy',
  ],
  ['nothing registered', { registration: read(aRegistration()) }, 'methods', 'notRegistered'],
  [
    'methods that are not the allowed ones',
    { registration: read(aRegistration({ isSsprRegistered: true, methodsRegistered: ['officePhone'] })) },
    'methods',
    'methodsNotAllowed',
  ],
  [
    'a federated domain and writeback declared off',
    { user: federated, audience: anAudience({ passwordWriteback: 'disabled' }) },
    'writeback',
    'federatedWithoutWriteback',
  ],
  [
    'a synchronised account and writeback declared off',
    { user: synchronised(), audience: anAudience({ passwordWriteback: 'disabled' }) },
    'writeback',
    'writebackNotEnabled',
  ],
  [
    'writeback declared on, and switched off since',
    {
      user: synchronised(),
      writebackSwitches: read([
        { at: after({ days: -3 }), isOn: true },
        { at: after({ days: -1 }), isOn: false },
      ]),
    },
    'writeback',
    'writebackNotEnabled',
  ],
  [
    'a declared group of protected accounts',
    { user: synchronised(), memberOf: [groupId], audience: anAudience({ onPremisesProtectedGroups: [groupId] }) },
    'onPremisesProtection',
    'onPremisesProtected',
  ],
  ['event 31016', { told: { event: '31016' } }, 'serverEvent', 'writebackServiceStopped'],
  ['event 31034', { told: { event: '31034' } }, 'serverEvent', 'certificateNotTrusted'],
  ['event 32002', { told: { event: '32002' } }, 'serverEvent', 'networkBlocked'],
  ['event 32004', { told: { event: '32004' } }, 'serverEvent', 'writebackConfigurationBroken'],
  ['event 32011', { told: { event: '32011' } }, 'serverEvent', 'cloudAccountRefused'],
  ['event 33001', { told: { event: '33001' } }, 'serverEvent', 'onPremisesFailure'],
  ['event 33002', { told: { event: '33002' } }, 'serverEvent', 'onPremisesUserNotFound'],
  ['event 33003', { told: { event: '33003' } }, 'serverEvent', 'onPremisesUserAmbiguous'],
  ['event 33004', { told: { event: '33004' } }, 'serverEvent', 'onPremisesPermission'],
  ['event 33005', { told: { event: '33005' } }, 'serverEvent', 'onPremisesAccountDisabled'],
  ['event 33006', { told: { event: '33006' } }, 'serverEvent', 'onPremisesAccountLocked'],
  ['event 33007', { told: { event: '33007' } }, 'serverEvent', 'wrongCurrentPassword'],
  ['event 33008', { told: { event: '33008' } }, 'serverEvent', 'onPremisesPasswordPolicy'],
  ['event 6329 for the policy', { told: { event: '6329-80230619' } }, 'serverEvent', 'onPremisesPasswordPolicy'],
  ['event 6329 for the control', { told: { event: '6329-LDAPControl' } }, 'serverEvent', 'domainControllerTooOld'],
  ['event 6329 for the connector', { told: { event: '6329-8023061F' } }, 'serverEvent', 'passwordSyncNotEnabled'],
  ['event 800700CE', { told: { event: '800700CE' } }, 'serverEvent', 'connectorPasswordTooLong'],
  ['the code SSPR_0009', { told: { code: 'SSPR_0009' } }, 'shownCode', 'ssprDisabledForTenant'],
  ['the code SSPR_0010', { told: { code: 'SSPR_0010' } }, 'shownCode', 'writebackNotEnabled'],
  ['the code SSPR_0011', { told: { code: 'SSPR_0011' } }, 'shownCode', 'noResetPolicy'],
  ['the code SSPR_0012', { told: { code: 'SSPR_0012' } }, 'shownCode', 'noLicence'],
  ['the code SSPR_0013', { told: { code: 'SSPR_0013' } }, 'shownCode', 'notInScope'],
  ['the code SSPR_0014', { told: { code: 'SSPR_0014' } }, 'shownCode', 'notRegistered'],
  ['the code SSPR_0029', { told: { code: 'SSPR_0029' } }, 'shownCode', 'onPremisesFailure'],
  ['the code SSPR_0030', { told: { code: 'SSPR_0030' } }, 'shownCode', 'onPremisesUnreachable'],
  [
    'a log that says: no policy',
    {
      resetEvents: failedReset('Password reset is not enabled for this user. (Enable password reset to resolve this)'),
    },
    'lastAttempt',
    'noResetPolicy',
  ],
  [
    'a log that says: not in the group',
    { resetEvents: failedReset('This user is not a member of the password reset users group.') },
    'lastAttempt',
    'notInScope',
  ],
  [
    'a log that says: off for the tenant',
    { resetEvents: failedReset('Password reset has been disabled entirely for this tenant.') },
    'lastAttempt',
    'ssprDisabledForTenant',
  ],
  [
    'a log that says: no licence',
    { resetEvents: failedReset('User does not have a license assigned.') },
    'lastAttempt',
    'noLicence',
  ],
  [
    'a log that says: too few methods, with the blank of real logs',
    {
      resetEvents: failedReset(
        "User's account has insufficient authentication methods defined. Add authentication info to resolve this ",
      ),
    },
    'lastAttempt',
    'notRegistered',
  ],
  [
    'a log that says: writeback is off',
    {
      resetEvents: failedReset(
        "User's password is managed on-premises. You can enable Password Writeback to resolve this",
      ),
    },
    'lastAttempt',
    'writebackNotEnabled',
  ],
  [
    'a log that says: the agent is offline',
    {
      resetEvents: failedReset(
        "We could not reach your on-premises password reset service. Check your sync machine's event log.",
      ),
    },
    'lastAttempt',
    'onPremisesUnreachable',
  ],
  [
    'a log that says: a problem on-premises',
    {
      resetEvents: failedReset(
        "We encountered a problem while resetting the user's on-premises password. Check your sync machine's event log.",
      ),
    },
    'lastAttempt',
    'onPremisesFailure',
  ],
  [
    'a log that says: the policy on-premises',
    { resetEvents: failedReset('OnPremisesPolicyViolation') },
    'lastAttempt',
    'onPremisesPasswordPolicy',
  ],
  [
    'a log that says: the cloud lags',
    { resetEvents: failedReset('OnPremisesSuccessCloudFailure') },
    'lastAttempt',
    'cloudWriteFailed',
  ],
  [
    'a log that says: a banned password',
    { resetEvents: failedReset('PasswordDoesnotComplyFuzzyPolicy') },
    'lastAttempt',
    'bannedPassword',
  ],
  [
    'a log that says: no cookies',
    { resetEvents: failedReset('User tried to reset from a device without cookies enabled') },
    'lastAttempt',
    'cookiesBlocked',
  ],
  [
    'a log that says: too many codes',
    { resetEvents: failedReset('User entered too many invalid SMS codes and is blocked for 24 hours.') },
    'lastAttempt',
    'blockedFor24Hours',
  ],
  [
    'a block without a reason',
    {
      resetEvents: read([
        aReset({ activity: 'Blocked from self-service password reset', reason: '', result: 'success' }),
      ]),
    },
    'lastAttempt',
    'blockedFor24Hours',
  ],
  [
    'an attempt that was given up',
    {
      resetEvents: read([
        aReset({
          activity: 'Self-service password reset flow activity progress',
          result: 'success',
          reason: 'User abandoned after entering their user ID',
        }),
      ]),
    },
    'lastAttempt',
    'attemptAbandoned',
  ],
  ['a reason of another list', { resetEvents: failedReset('A reason of tomorrow') }, 'lastAttempt', 'unknownReason'],
  [
    'a failure of yesterday that the report contradicts',
    {
      resetEvents: read([
        aReset({
          at: after({ hours: -20 }),
          reason: "User's account has insufficient authentication methods defined.",
        }),
      ]),
    },
    'lastAttempt',
    'notRegistered',
  ],
  [
    'an unreadable log and a failure that was kept',
    {
      resetEvents: denied('AuditLog.Read.All'),
      evidence: [evidence('resetFailed', after({ days: -1 }), 'OnPremisesConnectivityError')],
    },
    'lastAttempt',
    'onPremisesUnreachable',
  ],
];

const rungOf = (change: Change, id: RungId) =>
  diagnose(someDiagnosisFacts(change)).ladder.find((rung) => rung.id === id);

describe('the cause', () => {
  it.each(rows)('of %s is found', (_, change, rung, cause) => {
    const { canReset, cause: found, ladder } = diagnose(someDiagnosisFacts(change));
    expect([canReset, found?.id, ladder.find(({ status }) => status === 'fail')?.id]).toEqual(['no', cause, rung]);
  });

  it('of every kind has a row in this table', () => {
    expect(causeIds.filter((id) => !rows.some((row) => row[3] === id))).toEqual([]);
  });

  it.each(causeIds)('%s has an owner, a remedy, words for the person and a page of Microsoft', (id) => {
    const { remedy, message, meaning, documentation: page } = causeIn('public', id);
    expect(Object.values(documentation)).toContain(page);
    expect(page).toMatch(/^https:\/\/learn\.microsoft\.com\/entra\/identity\/authentication\//);
    expect(remedy.length).toBeGreaterThan(0);
    for (const text of [...remedy, message, meaning]) expect(text).toMatch(/^\S.*[.?=]$/);
  });

  it.each(['usGovernment', 'china'] as const)('names no host of the public cloud in %s (truth 33)', (cloud) => {
    const told = causeIds.map((id) => causeIn(cloud, id));
    const publicHost = /aka\.ms|microsoft\.com|microsoftonline\.com|windows\.net/;
    const texts = told.flatMap(({ meaning, remedy, message }) => [meaning, ...remedy, message]);
    expect(texts.filter((text) => publicHost.test(text))).toEqual([]);
    expect(texts.filter((text) => text.includes(addressesIn[cloud].register.printed))).toHaveLength(5);
    expect(texts.filter((text) => text.includes(addressesIn[cloud].reset.printed)).length).toBeGreaterThanOrEqual(3);
  });

  it('is told in the words of the cloud of the tenant (truth 33)', () => {
    const change = { registration: read(aRegistration()), cloud: 'usGovernment' } as const;
    expect(diagnose(someDiagnosisFacts(change)).cause?.message).toContain('mysignins.microsoft.us/security-info');
  });

  it('is the first of several', () => {
    const { cause } = diagnose(
      someDiagnosisFacts({
        user: read(aUser({ accountEnabled: false, servicePlanIds: [] })),
        registration: read(aRegistration()),
        resetEvents: failedReset('OnPremisesPolicyViolation'),
      }),
    );
    expect(cause).toMatchObject({ id: 'accountDisabled', isCertain: true });
  });

  it('is uncertain when something before it could not be read', () => {
    const { canReset, cause } = diagnose(
      someDiagnosisFacts({ user: denied('User.Read.All'), registration: read(aRegistration()) }),
    );
    expect([canReset, cause]).toMatchObject(['no', { id: 'notRegistered', isCertain: false, code: 'SSPR_0014' }]);
  });
});

describe('a rung', () => {
  it.each<[string, Change, RungId, string]>([
    ['the directory', { user: denied('User.Read.All') }, 'directory', 'User.Read.All'],
    ['the account', { user: denied('User.Read.All') }, 'account', 'User.Read.All'],
    ['the tenant of the account', { user: denied('User.Read.All') }, 'homeTenant', 'User.Read.All'],
    ['the licence', { user: denied('User.Read.All') }, 'licence', 'User.Read.All'],
    ['the scope', { registration: denied('AuditLog.Read.All') }, 'scope', 'AuditLog.Read.All'],
    ['the admin role', { registration: denied('AuditLog.Read.All') }, 'twoGatePolicy', 'AuditLog.Read.All'],
    ['the methods', { registration: denied('AuditLog.Read.All') }, 'methods', 'AuditLog.Read.All'],
    ['the domain', { domains: denied('Domain.Read.All') }, 'writeback', 'Domain.Read.All'],
    [
      'the switches of writeback',
      { user: synchronised(), writebackSwitches: denied('AuditLog.Read.All') },
      'writeback',
      'AuditLog.Read.All',
    ],
    ['the place of the password', { user: denied('User.Read.All') }, 'onPremisesProtection', 'User.Read.All'],
    ['the attempts', { resetEvents: denied('AuditLog.Read.All') }, 'lastAttempt', 'AuditLog.Read.All'],
  ])('is unknown when %s may not be read, and names the permission', (_, change, id, permission) => {
    const rung = rungOf(change, id);
    expect(rung).toMatchObject({ status: 'unknown', missingPermission: permission });
    expect(rung?.next).toContain(permission);
    expect(diagnose(someDiagnosisFacts(change)).canReset).toBe('unknown');
  });

  it.each<[string, Change, RungId]>([
    ['the report has no row', { registration: read(undefined) }, 'scope'],
    [
      'Graph asks to wait',
      { resetEvents: { kind: 'unread', because: 'Microsoft Graph asked to wait.' } },
      'lastAttempt',
    ],
    [
      'the domain is none of the tenant',
      { user: read(aUser({ userPrincipalName: 'kim@elsewhere.example' })) },
      'writeback',
    ],
    [
      'nothing tells of writeback',
      { user: synchronised(), audience: anAudience({ passwordWriteback: 'unknown' }) },
      'writeback',
    ],
    ['nobody declared who is protected on-premises', { user: synchronised() }, 'onPremisesProtection'],
    [
      'no pass has seen the person',
      { user: synchronised(), memberOf: undefined, audience: anAudience({ onPremisesProtectedGroups: [groupId] }) },
      'onPremisesProtection',
    ],
    ['an event is no failure', { told: { event: '31001' } }, 'serverEvent'],
    [
      'something was deleted that the report may still show',
      { evidence: [evidence('methodDeleted', after({ hours: -1 }))] },
      'methods',
    ],
    [
      'methods are out of scope',
      { registration: read(aRegistration({ isSsprEnabled: false, isSsprRegistered: true })) },
      'methods',
    ],
    [
      'the log is unreadable and only a success was kept',
      { resetEvents: denied('AuditLog.Read.All'), evidence: [evidence('resetSucceeded', after({ days: -1 }))] },
      'lastAttempt',
    ],
  ])('is unknown, and says what to do, when %s', (_, change, id) => {
    expect(rungOf(change, id)).toMatchObject({ status: 'unknown', next: expect.stringMatching(/\S/) as string });
  });

  it.each<[string, Change, RungId]>([
    ['nobody tried', {}, 'lastAttempt'],
    [
      'the last attempt succeeded after one that failed',
      {
        resetEvents: read([
          aReset(),
          aReset({
            eventId: 'SSPR_2',
            at: after({ minutes: -5 }),
            result: 'success',
            reason: 'Successfully completed reset.',
          }),
        ]),
      },
      'lastAttempt',
    ],
    [
      'an attempt was given up and the next one got through, which the flow logged (truth 21)',
      {
        resetEvents: read([
          aReset({
            ...flow,
            result: 'failure',
            reason: 'User canceled before passing the required authentication methods',
          }),
          aReset({
            ...flow,
            at: after({ minutes: -5 }),
            result: 'success',
            reason: 'User successfully reset password',
          }),
        ]),
      },
      'lastAttempt',
    ],
    [
      'a change of password failed: that is no reset',
      { resetEvents: read([aReset({ activity: 'Change password (self-service)' })]) },
      'lastAttempt',
    ],
    [
      'a step on the way was logged',
      {
        resetEvents: read([
          aReset({
            activity: 'Self-service password reset flow activity progress',
            reason: 'User submitted their user ID',
            result: 'success',
          }),
        ]),
      },
      'lastAttempt',
    ],
    [
      'a block is a day old',
      {
        resetEvents: read([
          aReset({
            at: after({ hours: -24 }),
            reason: 'User entered too many invalid SMS codes and is blocked for 24 hours.',
          }),
        ]),
      },
      'lastAttempt',
    ],
    [
      'they registered after the failure',
      {
        resetEvents: failedReset("User's account has insufficient authentication methods defined."),
        evidence: [evidence('registered', after({ minutes: -10 }))],
      },
      'lastAttempt',
    ],
    [
      'the report has long contradicted a failure',
      {
        resetEvents: read([
          aReset({ at: after({ days: -3 }), reason: 'This user is not a member of the password reset users group.' }),
        ]),
      },
      'lastAttempt',
    ],
    [
      'writeback was enabled after the failure',
      {
        user: synchronised(),
        resetEvents: failedReset("User's password is managed on-premises."),
        writebackSwitches: read([{ at: after({ minutes: -5 }), isOn: true }]),
      },
      'lastAttempt',
    ],
    ['the account is cloud-only in a managed domain', {}, 'writeback'],
    ['writeback is declared and nothing contradicts it', { user: synchronised() }, 'writeback'],
    [
      'a reset got through since the switch',
      {
        user: synchronised(),
        audience: anAudience({ passwordWriteback: 'unknown' }),
        writebackSwitches: read([{ at: after({ days: -2 }), isOn: false }]),
        evidence: [evidence('resetSucceeded', after({ days: -1 }))],
      },
      'writeback',
    ],
    [
      'a reset of a synchronised account got through',
      { user: synchronised(), evidence: [evidence('resetSucceeded', after({ days: -1 }))] },
      'onPremisesProtection',
    ],
    [
      'they are in none of the declared groups',
      { user: synchronised(), audience: anAudience({ onPremisesProtectedGroups: [groupId] }) },
      'onPremisesProtection',
    ],
    [
      'licences are not asked for',
      { user: read(aUser({ servicePlanIds: [] })), audience: anAudience({ requireLicence: false }) },
      'licence',
    ],
    [
      'the log tells of a registration before the report does',
      { registration: read(aRegistration()), evidence: [evidence('registered', after({ hours: -1 }))] },
      'methods',
    ],
    ['an admin is capable', { registration: read({ ...capableRegistration, isAdmin: true }) }, 'twoGatePolicy'],
  ])('passes when %s', (_, change, id) => {
    expect(rungOf(change, id)?.status).toBe('pass');
  });
});

describe('the reason of a failure', () => {
  it.each<[string, CauseId]>([
    ['OnPremisesConnectivityError', 'onPremisesUnreachable'],
    ['OnPremisesConnectivityFailure', 'onPremisesUnreachable'],
    ['OnPremisesConnectivtyFailure', 'onPremisesUnreachable'],
    ['PasswordChangeOnPremisesConnectivityFailure ', 'onPremisesUnreachable'],
    ['PasswordChangeOnPremUserAccountLockedOutOrDisabled', 'onPremisesAccountLocked'],
    ['PasswordChangeADAdminActionRequired', 'onPremisesFailure'],
    ['OnPremisesAdminActionRequired', 'onPremisesFailure'],
    ['PasswordChangeUserNotFoundBySspr', 'onPremisesUserNotFound'],
    ['PasswordChangePasswordDoesnotComplyFuzzyPolicy', 'bannedPassword'],
    ['OnPremisesSuccessCloudFailure', 'cloudWriteFailed'],
    ['WritebackNotEnabled', 'writebackNotEnabled'],
  ])('is read from the name %s (truth 21)', (reason, cause) => {
    expect(diagnose(someDiagnosisFacts({ resetEvents: failedReset(reason) })).cause?.id).toBe(cause);
  });

  it('says nothing of a success that the log contradicts (truth 21)', () => {
    const contradictory = read([aReset({ ...flow, result: 'failure', reason: 'User successfully reset password' })]);
    expect(rungOf({ resetEvents: contradictory }, 'lastAttempt')?.seen).toMatch(/^No attempt/);
  });
});

describe('what the page told', () => {
  const writebackIsOff: Change = { user: synchronised(), audience: anAudience({ passwordWriteback: 'disabled' }) };

  it.each(resetCodes.filter((code) => code !== 'SSPR_0010'))(
    'comes first, and what is seen is said beside it: %s (truth 22)',
    (code) => {
      const { canReset, cause, otherCause, casePack } = diagnose(
        someDiagnosisFacts({ ...writebackIsOff, told: { code } }),
      );
      expect([canReset, cause?.id, cause?.isCertain]).toEqual(['no', causesByCode[code], true]);
      expect(otherCause?.id).toBe('writebackNotEnabled');
      expect(casePack).toMatch(/^Cause: .*\nAlso seen: {5}writebackNotEnabled/m);
    },
  );

  it('is said once where it is what is seen (truth 22)', () => {
    const { cause, otherCause } = diagnose(someDiagnosisFacts({ ...writebackIsOff, told: { code: 'SSPR_0010' } }));
    expect([cause?.id, otherCause]).toEqual(['writebackNotEnabled', undefined]);
  });

  it('stands alone where nothing else is seen, and so does what is seen where nothing was told (truth 22)', () => {
    const told = diagnose(someDiagnosisFacts({ told: { code: 'SSPR_0030' } }));
    expect([told.cause?.id, told.otherCause]).toEqual(['onPremisesUnreachable', undefined]);
    const seen = diagnose(someDiagnosisFacts(writebackIsOff));
    expect([seen.cause?.id, seen.otherCause]).toEqual(['writebackNotEnabled', undefined]);
  });

  it('leaves what is seen certain where it is no failure (truth 22)', () => {
    const { cause } = diagnose(someDiagnosisFacts({ ...writebackIsOff, told: { event: '31001' } }));
    expect(cause).toMatchObject({ id: 'writebackNotEnabled', isCertain: true });
  });

  it('gives way to the event of the server, which comes first too (truth 22)', () => {
    const { cause, otherCause } = diagnose(
      someDiagnosisFacts({ ...writebackIsOff, told: { code: 'SSPR_0029', event: '33006' } }),
    );
    expect([cause?.id, otherCause?.id]).toEqual(['onPremisesAccountLocked', 'writebackNotEnabled']);
  });
});

describe('the ladder', () => {
  it('passes for somebody who can reset', () => {
    const { canReset, cause, ladder } = diagnose(someDiagnosisFacts());
    expect([canReset, cause]).toEqual(['yes', undefined]);
    expect(ladder.map(({ id }) => id)).toEqual(
      Object.keys(rungQuestions).filter((id) => id !== 'serverEvent' && id !== 'shownCode'),
    );
  });

  it('asks in the order of its questions, with what the caller tells', () => {
    const { ladder } = diagnose(someDiagnosisFacts({ told: { code: 'SSPR_0029', event: '33006' } }));
    expect(ladder.map(({ id }) => id)).toEqual(Object.keys(rungQuestions));
  });

  it('takes the event of the server for more exact than the code of the page', () => {
    const { cause } = diagnose(someDiagnosisFacts({ told: { code: 'SSPR_0029', event: '33006' } }));
    expect(cause).toMatchObject({ id: 'onPremisesAccountLocked', owner: 'helpDesk' });
  });

  it.each(Object.keys(serverEvents))('knows event %s', (event) => {
    expect(rungOf({ told: { event } }, 'serverEvent')?.status).toBe(serverEvents[event]!.cause ? 'fail' : 'unknown');
  });

  it.each(resetCodes)('names the code %s with its cause', (code) => {
    expect(diagnose(someDiagnosisFacts({ told: { code } })).cause?.code).toBe(code);
  });
});

describe('the case pack', () => {
  const told = 'Kim <b>kim@contoso.com</b> at +46 70 123 45 67 was refused';
  const pack = diagnose(
    someDiagnosisFacts({
      user: read(aUser({ mail: 'kim@contoso.com', displayName: 'Kim Berg' })),
      resetEvents: read([aReset({ reason: told })]),
    }),
  ).casePack;

  it('holds what support asks for', () => {
    for (const text of [
      personId(1),
      '9d0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a19',
      now.toISOString(),
      after({ hours: -1 }).toISOString(),
      '5f0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a10',
      'SSPR_1',
      'unknownReason',
      'isSsprCapable=true',
    ])
      expect(pack).toContain(text);
  });

  it('holds no name, no address, no phone number and no markup', () => {
    expect(pack).not.toMatch(/kim@|Berg|Åsa|123 45 67|@contoso|[<>]/);
    expect(pack).toContain('Kim b(address)/b at (number) was refused');
  });

  it('tells when, in the ladder too', () => {
    expect(pack).toContain(`At ${after({ hours: -1 }).toISOString()}: "Kim`);
  });

  it('keeps the newest events of many', () => {
    const events = Array.from({ length: 50 }, (_, i) => aReset({ eventId: `E${i}`, at: after({ minutes: i - 60 }) }));
    const lines = diagnose(someDiagnosisFacts({ resetEvents: read(events) })).casePack.split('\n');
    expect(lines.filter((line) => line.includes('correlation'))).toHaveLength(20);
    expect(lines.some((line) => line.endsWith('event E49'))).toBe(true);
  });

  it('says what was not read', () => {
    const unreadFacts = {
      user: denied('User.Read.All'),
      registration: denied('AuditLog.Read.All'),
      resetEvents: denied('AuditLog.Read.All'),
    };
    const text = diagnose(someDiagnosisFacts(unreadFacts)).casePack;
    expect(text.match(/not read/g)!.length).toBeGreaterThanOrEqual(4);
  });
});
