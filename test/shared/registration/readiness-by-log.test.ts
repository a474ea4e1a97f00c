import { describe, expect, it } from 'vitest';
import { auditEventOf, auditRow } from '../../../shared/adapters/graph/audit-row.ts';
import { evidenceOf } from '../../../shared/registration/evidence.ts';
import { enteredDetails } from '../../../shared/registration/entered-details.ts';
import { judgeReadiness } from '../../../shared/registration/readiness.ts';
import { after, now } from '../../builders/instants.ts';
import { aRegistration, capableRegistration, personId } from '../../builders/people.ts';

const user = personId(1);
const byPerson = (id: string) => ({ user: { id } });
const [theUser, anAdmin, aProgram] = [byPerson(user), byPerson(personId(9)), { app: { displayName: 'Portal' } }];

type LogRow = readonly [minute: number, activity: string, reason: string, more?: object | undefined];

/** Rows of the audit log as Graph gives them, through the adapter. */
const evidenceFrom = (rows: readonly LogRow[]) =>
  rows.flatMap(([minutes, activityDisplayName, resultReason, more], index) => {
    const row = auditRow.parse({
      id: `Authentication Methods_${index}`,
      loggedByService: 'Authentication Methods',
      activityDisplayName,
      activityDateTime: after({ minutes }).toISOString(),
      result: 'success',
      resultReason,
      initiatedBy: activityDisplayName.startsWith('Admin') ? anAdmin : theUser,
      targetResources: [{ id: user, type: 'User' }],
      ...more,
    });
    return evidenceOf(auditEventOf(row)) ?? [];
  });

function readiness(rows: readonly LogRow[], registration = aRegistration(), methodsRequired: 1 | 2 = 1) {
  const reportReadAt = registration.isSsprCapable ? after({ hours: 20 }) : after({ hours: -5 });
  const judged = judgeReadiness({ registration, reportReadAt, evidence: evidenceFrom(rows) }, methodsRequired);
  return judged.kind === 'capable' ? `capable by ${judged.by}` : judged.kind;
}

const phone: LogRow = [0, 'User registered security info', 'User registered Mobile Phone SMS'];
const all = (minute: number): LogRow => [
  minute,
  'User registered all required security info',
  'User registered all required security info.',
];
const passGiven: LogRow = [
  3,
  'Admin registered security info',
  'Admin registered temporary access pass method for user',
];
const named = (value: string) => ({ additionalDetails: [{ key: 'AuthenticationMethod', value }] });
const registered = (minute: number, method: string): LogRow => [
  minute,
  'User registered security info',
  `User registered ${method}`,
];

/**
 * Texts of the log: https://learn.microsoft.com/entra/architecture/security-operations-privileged-accounts, samples of
 * Get-EntraAuditDirectoryLog, and logs that others have published.
 */
describe('who gave somebody what they can reset with (truth 16)', () => {
  it.each<[string, readonly LogRow[], string]>([
    ['the help desk gave a pass', [passGiven], 'capable by user'],
    ['the help desk gave a pass after the person registered', [phone, all(1), passGiven], 'capable by user'],
    [
      'the help desk entered a phone',
      [[0, 'Admin updated security info', 'Admin changed phone method for user']],
      'capable by admin',
    ],
    ['the help desk did something that is not named', [[0, 'Admin registered security info', '']], 'capable by user'],
    [
      'a program entered a phone',
      [[...phone.slice(0, 3), { initiatedBy: aProgram }] as unknown as LogRow],
      'capable by admin',
    ],
    [
      'an admin registered for themselves',
      [[0, 'Admin registered security info', 'Admin registered phone method for user', { initiatedBy: theUser }]],
      'capable by user',
    ],
    [
      'the event does not say who it was',
      [[0, 'Admin registered security info', 'Admin registered phone method for user', { initiatedBy: null }]],
      'capable by admin',
    ],
  ])('%s', (_what, rows, right) => {
    expect(readiness(rows, capableRegistration)).toBe(right);
  });

  it('a pass that a program made appears as "User registered security info"', () => {
    const row: LogRow = [
      3,
      'User registered security info',
      'User registered temporary access pass method',
      { initiatedBy: aProgram },
    ];
    expect(readiness([phone, all(1), row])).toBe('capable by user');
    expect(readiness([row])).toBe('notCapable');
  });

  it('is somebody else than whoever registered it last, where only the log tells', () => {
    expect(readiness([phone, passGiven])).toBe('capable by user');
  });

  it('names no pass among what was entered, and what was entered in spite of it', () => {
    const entered: LogRow = [0, 'Admin registered security info', 'Admin registered email method for user'];
    expect(enteredDetails(evidenceFrom([entered, passGiven]), capableRegistration)).toEqual(['email']);
  });
});

describe('what a deletion unsettles (truth 17)', () => {
  const deleted = (reason: string, more?: object): LogRow => [5, 'User deleted security info', reason, more];
  it.each([
    'Admin deleted temporary access pass method for user',
    'User deleted App Password',
    'User deleted Fido',
    'User deleted Fido2 Authentication Method',
    'User deleted Passkey (device-bound)',
    'User deleted Windows Hello for Business',
    'User deleted Microsoft Passwordless phone sign-in',
  ])('"%s": nothing', (reason) => {
    expect(readiness([phone, all(1), deleted(reason)])).toBe('capable by user');
    expect(readiness([deleted(reason)], capableRegistration)).toBe('capable by user');
    expect(readiness([deleted(reason)])).toBe('notCapable');
  });

  it.each([
    'User deleted Mobile Phone Call and SMS',
    'User deleted Email',
    'User deleted Authenticator App with Notification and Code',
    'User deleted Hardware OATH token',
    'User deleted Security questions',
    'User deleted something new',
    '',
  ])('"%s": the registration', (reason) => {
    expect(readiness([phone, all(1), deleted(reason)])).toBe('pending');
  });

  // A passkey writes two rows; the one of this service may name the method in its details only.
  it('is told by the details before the reason', () => {
    expect(readiness([phone, all(1), deleted('', named('Passkey'))])).toBe('capable by user');
    expect(readiness([phone, all(1), deleted('User deleted security info', named('Fido2'))])).toBe('capable by user');
    expect(readiness([phone, all(1), deleted('User deleted Fido', named('Mobile Phone'))])).toBe('pending');
    expect(readiness([phone, all(1), deleted('User deleted Fido', named('Unheard of'))])).toBe('capable by user');
  });
});

describe('"registered all required security info" (truth 18)', () => {
  it.each<[string, readonly LogRow[], string]>([
    ['only the Authenticator', [registered(0, 'Authenticator App with Notification and Code'), all(1)], 'pending'],
    ['only a FIDO2 key', [registered(0, 'Fido'), all(1)], 'pending'],
    ['only a passkey, by its details', [[0, 'User registered security info', '', named('Passkey')], all(1)], 'pending'],
    ['a passkey, named after it', [all(0), registered(1, 'Fido')], 'pending'],
    ['a phone and a passkey', [phone, registered(1, 'Fido'), all(2)], 'capable by user'],
    ['nothing named', [all(1)], 'capable by user'],
    ['a method that is not named', [registered(0, ''), all(1)], 'capable by user'],
    ['a passkey of another visit', [registered(-60, 'Fido'), all(1)], 'capable by user'],
  ])('%s: %s', (_what, rows, right) => {
    expect(readiness(rows)).toBe(right);
  });

  it('counts what the report has already, where two are required', () => {
    const hasEmail = aRegistration({ methodsRegistered: ['email'] });
    expect(readiness([phone, all(1)], hasEmail, 2)).toBe('capable by user');
    expect(readiness([phone, all(1)], aRegistration(), 2)).toBe('pending');
    expect(readiness([registered(0, 'Fido'), all(1)], hasEmail, 2)).toBe('pending');
    expect(readiness([phone, all(1)], aRegistration({ isAdmin: true }))).toBe('pending');
  });

  it('says nothing of who it was when it was for something else', () => {
    const entered: LogRow = [-60, 'Admin registered security info', 'Admin registered phone method for user'];
    expect(readiness([entered, registered(0, 'Fido'), all(1)], capableRegistration)).toBe('capable by admin');
  });
});

describe('whom a row of the log is about', () => {
  const subjects = (row: object) =>
    evidenceFrom([[0, 'User registered security info', 'User registered Email', row]]).map(({ userId }) => userId);
  it('is the initiator where the target has no id, but never the admin', () => {
    expect(subjects({ targetResources: [{ id: null, type: 'User' }] })).toEqual([user]);
    expect(subjects({ targetResources: [] })).toEqual([user]);
    const byAdmin: LogRow = [
      0,
      'Admin registered security info',
      'Admin registered phone method for user',
      { targetResources: [] },
    ];
    expect(evidenceFrom([byAdmin])).toEqual([]);
  });

  it('keeps no detail but the name of the method', () => {
    const details = [
      { key: 'PhoneNumber', value: '+46 701234567' },
      { key: 'AuthenticationMethod', value: 'Mobile Phone' },
    ];
    const [one] = evidenceFrom([[0, 'Admin registered security info', '', { additionalDetails: details }]]);
    expect(one).toEqual({
      eventId: 'Authentication Methods_0',
      userId: user,
      at: now,
      kind: 'methodRegistered',
      by: 'admin',
      method: 'phone',
    });
  });
});
