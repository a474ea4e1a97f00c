import { describe, expect, it } from 'vitest';
import { judgedAgain, registrationOf, type DeclaredPolicy } from '../../../shared/registration/methods-reading.ts';
import { standingOf } from '../../../shared/registration/registration.ts';
import type { SsprMethod } from '../../../shared/registration/sspr-method.ts';

const policy = (methodsRequired: 1 | 2, ...allowedMethods: SsprMethod[]): DeclaredPolicy => ({
  methodsRequired,
  allowedMethods,
  scope: 'all',
});
const phoneOrEmail = policy(1, 'mobilePhone', 'email');
const standing = (
  methods: readonly string[] | undefined,
  declared: DeclaredPolicy,
  isAdmin: boolean | undefined = false,
) => standingOf(registrationOf({ methods, isAdmin }, declared));

/**
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-howitworks: which methods reset, and how many.
 * https://learn.microsoft.com/graph/api/authentication-list-methods: what the API shows; security questions are not there.
 */
describe('a registration by what somebody has (issue 17)', () => {
  it.each<[string, readonly string[], DeclaredPolicy, string]>([
    ['nothing', [], phoneOrEmail, 'notRegistered'],
    ['a method that counts', ['mobilePhone'], phoneOrEmail, 'capable'],
    ['a method that is not allowed', ['officePhone'], phoneOrEmail, 'registeredNotCapable'],
    ['one of two', ['mobilePhone'], policy(2, 'mobilePhone', 'email'), 'notRegistered'],
    ['both', ['email', 'mobilePhone'], policy(2, 'mobilePhone', 'email'), 'capable'],
    ['a passkey, which resets nothing', ['fido2SecurityKey'], phoneOrEmail, 'notRegistered'],
    [
      'the app alone, where one is required',
      ['microsoftAuthenticatorPush'],
      policy(1, 'authenticatorApp'),
      'registeredNotCapable',
    ],
    [
      'two phones, which are one way',
      ['mobilePhone', 'alternateMobilePhone'],
      policy(2, 'mobilePhone', 'email'),
      'notRegistered',
    ],
  ])('%s: %j', (_, methods, declared, expected) => {
    expect(standing(methods, declared)).toBe(expected);
  });

  it.each<[string, readonly string[] | undefined, DeclaredPolicy, boolean | undefined, string]>([
    ['methods that could not be read', undefined, phoneOrEmail, false, 'methodsUnreadable'],
    [
      'a policy that nobody declared',
      ['mobilePhone'],
      { methodsRequired: 1, scope: 'all' },
      false,
      'policyNotDeclared',
    ],
    ['nothing, where nobody declared the policy', [], { methodsRequired: 1, scope: 'all' }, false, 'policyNotDeclared'],
    [
      'a scope that nobody declared',
      ['mobilePhone'],
      { ...phoneOrEmail, scope: 'unknown' },
      false,
      'policyNotDeclared',
    ],
    ['questions that may be what is missing', [], policy(1, 'email', 'securityQuestions'), false, 'mayHaveQuestions'],
    ['the second that may be questions', ['email'], policy(2, 'email', 'securityQuestions'), false, 'mayHaveQuestions'],
    ['roles that could not be read', ['mobilePhone'], phoneOrEmail, undefined, 'rolesUnreadable'],
  ])('is unknown, neither yes nor no, by %s', (_, methods, declared, isAdmin, unknown) => {
    const registration = registrationOf({ methods, isAdmin }, declared);
    expect(registration).toMatchObject({ unknown, isSsprCapable: false, readFrom: 'methods' });
    expect(standingOf(registration)).toBe('unknown');
  });

  it('is out of scope where nobody is in it', () => {
    expect(standing(['mobilePhone'], { ...phoneOrEmail, scope: 'none' })).toBe('registeredOutOfScope');
    expect(standing([], { ...phoneOrEmail, scope: 'none' })).toBe('notInScope');
    expect(standing(['mobilePhone'], { ...phoneOrEmail, scope: 'selected' })).toBe('capable');
  });

  it('is known where even questions would not be enough', () => {
    expect(standing([], policy(2, 'email', 'securityQuestions'))).toBe('notRegistered');
  });

  it('is known where what shows is enough, whatever questions there may be', () => {
    expect(standing(['email'], policy(1, 'email', 'securityQuestions'))).toBe('capable');
  });

  /** https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy#administrator-reset-policy-differences */
  it('of an admin goes by the rule of Microsoft’s own, not by what was declared', () => {
    expect(standing(['mobilePhone'], phoneOrEmail, true)).toBe('notRegistered');
    expect(standing(['mobilePhone', 'email'], { methodsRequired: 1, scope: 'all' }, true)).toBe('capable');
    expect(standing(['mobilePhone'], policy(1, 'mobilePhone', 'securityQuestions'), true)).toBe('notRegistered');
  });

  it('is judged again by the policy and the roles of today, without another request', () => {
    const known = registrationOf({ methods: ['mobilePhone'], isAdmin: false }, phoneOrEmail);
    expect(judgedAgain(known, false, phoneOrEmail)).toEqual(known);
    expect(standingOf(judgedAgain(known, false, policy(1, 'email')))).toBe('registeredNotCapable');
    expect(standingOf(judgedAgain(known, true, phoneOrEmail))).toBe('notRegistered');
    expect(judgedAgain(known, undefined, phoneOrEmail)).toMatchObject({ unknown: 'rolesUnreadable' });
    const unread = registrationOf({ methods: undefined, isAdmin: false }, phoneOrEmail);
    expect(judgedAgain(unread, false, phoneOrEmail)).toEqual(unread);
  });
});
