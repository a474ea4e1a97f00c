import { describe, expect, it } from 'vitest';
import { evidenceOf, type AuditEvent } from '../../../shared/registration/evidence.ts';
import { now } from '../../builders/instants.ts';
import { personId } from '../../builders/people.ts';

const anEvent = (change: Partial<AuditEvent> = {}): AuditEvent => ({
  id: 'event-1',
  activityDateTime: now,
  activityDisplayName: 'User registered all required security info',
  loggedByService: 'Authentication Methods',
  result: 'success',
  resultReason: '',
  userId: personId(1),
  ...change,
});

const kindOf = (activityDisplayName: string, result: string) => {
  const evidence = evidenceOf(anEvent({ activityDisplayName, result }));
  return evidence && `${evidence.kind} by ${evidence.by}`;
};

/**
 * https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities
 * https://learn.microsoft.com/entra/identity/authentication/howto-sspr-reporting
 */
describe('what an audit activity tells', () => {
  it.each([
    ['User registered all required security info', 'registered by user', undefined],
    ['User registered for self-service password reset', 'registered by user', undefined],
    ['Security info saved for self-service password reset', 'registered by user', undefined],
    ['User registered security info', 'methodRegistered by user', undefined],
    ['User updated security info', 'methodRegistered by user', undefined],
    ['Admin registered security info', 'methodRegistered by admin', undefined],
    ['Admin updated security info', 'methodRegistered by admin', undefined],
    ['User deleted security info', 'methodDeleted by user', undefined],
    ['Admin deleted security info', 'methodDeleted by admin', undefined],
    ['Reset password (self-service)', 'resetSucceeded by user', 'resetFailed by user'],
    ['Blocked from self-service password reset', 'resetBlocked by user', 'resetBlocked by user'],
  ])('%s: %s, and as a failure: %s', (activity, success, failure) => {
    expect(kindOf(activity, 'success')).toBe(success);
    expect(kindOf(activity, 'failure')).toBe(failure);
  });

  it('is a reset that only the last row of the flow tells of, and none of the steps before it (truth 21)', () => {
    const flow = { activityDisplayName: 'Self-service password reset flow activity progress' };
    const kindBy = (resultReason: string, result = 'success') =>
      evidenceOf(anEvent({ ...flow, result, resultReason }))?.kind;
    expect(kindBy('User successfully reset password ')).toBe('resetSucceeded');
    expect(kindBy('User successfully reset password', 'failure')).toBeUndefined();
    expect(kindBy('User was presented with verification options')).toBeUndefined();
  });

  it.each([
    'User started security info registration',
    'User canceled security info registration',
    'User reviewed security info',
    'User changed default security info',
    'Admin started password reset',
    'Reset password (by admin)',
    'Change password (self-service)',
    'Unlock user account (self-service)',
    'Self-service password reset flow activity progress',
    'Enable password writeback for directory',
    'Get passkey creation options',
    'User registered security information',
    '',
    'constructor',
    '__proto__',
    'toString',
  ])('"%s" is no evidence, whatever came of it', (activity) => {
    expect(kindOf(activity, 'success')).toBeUndefined();
    expect(kindOf(activity, 'failure')).toBeUndefined();
  });

  it.each([
    ['in capitals', 'USER REGISTERED ALL REQUIRED SECURITY INFO'],
    ['in lower case', 'user registered all required security info'],
    ['with blanks around it', '  User registered all required security info\t'],
  ])('is read from a name %s', (_how, activity) => {
    expect(kindOf(activity, 'success')).toBe('registered by user');
  });

  it.each(['Success', 'SUCCESS'])('is read from the result %s', (result) => {
    expect(kindOf('User registered security info', result)).toBe('methodRegistered by user');
  });

  it.each(['failure', 'timeout', 'unknownFutureValue', ''])(
    'never is a registration when the result is "%s"',
    (result) => {
      expect(kindOf('User registered all required security info', result)).toBeUndefined();
      expect(kindOf('Admin registered security info', result)).toBeUndefined();
      expect(kindOf('User deleted security info', result)).toBeUndefined();
    },
  );

  it('is nothing without a user it is about', () => {
    expect(evidenceOf(anEvent({ userId: undefined }))).toBeUndefined();
  });
});

describe('the method an event names', () => {
  it.each([
    ['User registered Phone.', 'phone'],
    ['User registered Mobile phone.', 'phone'],
    ['User registered Office phone.', 'phone'],
    ['User registered Alternate phone.', 'alternatePhone'],
    ['User registered Alternate mobile phone.', 'alternatePhone'],
    ['User registered Email.', 'email'],
    ['User registered Authenticator app with notification and code.', 'authenticator'],
    ['User registered Security questions.', 'securityQuestions'],
    ['USER REGISTERED EMAIL.', 'email'],
    ['User registered App password.', 'other'],
    ['User registered Fido2 security key.', 'other'],
    ['User registered Temporary Access Pass.', 'other'],
    ['', 'other'],
  ])('"%s": %s', (resultReason, method) => {
    const event = anEvent({ activityDisplayName: 'User registered security info', resultReason });
    expect(evidenceOf(event)).toMatchObject({ kind: 'methodRegistered', method });
  });

  // "phone" is looked for before "authenticator", and this method, whose name holds both, resets no password:
  // https://learn.microsoft.com/entra/identity/authentication/concept-sspr-howitworks#authentication-methods
  it.each(['User registered Microsoft Passwordless phone sign-in.', 'User registered Authenticator phone sign-in.'])(
    '"%s" is no phone',
    (resultReason) => {
      const event = anEvent({ activityDisplayName: 'User registered security info', resultReason });
      expect(evidenceOf(event)?.method).not.toBe('phone');
    },
  );

  it('is only said of methods that were registered', () => {
    const deleted = anEvent({ activityDisplayName: 'User deleted security info', resultReason: 'User deleted Phone.' });
    expect(evidenceOf(deleted)).not.toHaveProperty('method');
    expect(evidenceOf(anEvent({ resultReason: 'User registered Phone.' }))).not.toHaveProperty('method');
  });
});

describe('evidence', () => {
  it('keeps the event id, the time, the user in lower case and the words of the reason', () => {
    const event = anEvent({ id: 'E-7', userId: personId(11).toUpperCase(), resultReason: 'OnPremisesSuccess' });
    expect(evidenceOf(event)).toEqual({
      eventId: 'E-7',
      userId: personId(11),
      at: now,
      kind: 'registered',
      by: 'user',
      reason: 'OnPremisesSuccess',
    });
  });

  it('has no reason where the event gives none', () => {
    expect(evidenceOf(anEvent())).not.toHaveProperty('reason');
  });
});
