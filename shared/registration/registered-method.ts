export type RegisteredMethod = 'phone' | 'alternatePhone' | 'email' | 'authenticator' | 'securityQuestions' | 'other';

export interface NamedMethod {
  readonly method: RegisteredMethod;
  /** It is known that SSPR takes it from nobody. Absent for what can reset, and for what we do not recognise. */
  readonly neverResets?: true;
}

const neverResets: NamedMethod = { method: 'other', neverResets: true };
const resets = (method: RegisteredMethod): NamedMethod => ({ method });

/**
 * Words that name a method, without blanks, in the order in which they must be tried: a passkey in the Authenticator app
 * is a passkey, and passwordless phone sign-in is no phone. Which of them reset a password:
 * https://learn.microsoft.com/entra/identity/authentication/concept-authentication-methods
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-howitworks#authentication-methods
 */
const words: readonly (readonly [string, NamedMethod])[] = [
  ['temporaryaccesspass', neverResets],
  ['passkey', neverResets],
  ['fido', neverResets],
  ['securitykey', neverResets],
  ['windowshello', neverResets],
  ['passwordless', neverResets],
  ['phonesignin', neverResets],
  ['platformcredential', neverResets],
  ['secureenclave', neverResets],
  ['apppassword', neverResets],
  ['certificate', neverResets],
  ['external', neverResets],
  ['qrcode', neverResets],
  ['authenticator', resets('authenticator')],
  ['mobileapp', resets('authenticator')],
  ['phoneapp', resets('authenticator')],
  ['oath', resets('authenticator')],
  ['passcode', resets('authenticator')],
  ['alternatephone', resets('alternatePhone')],
  ['alternatemobile', resets('alternatePhone')],
  ['phone', resets('phone')],
  ['mobile', resets('phone')],
  ['sms', resets('phone')],
  ['voice', resets('phone')],
  ['email', resets('email')],
  ['securityquestion', resets('securityQuestions')],
];

/**
 * The method that an audit event names: the first of the texts that is understood. Microsoft documents no list of the
 * names, and writes them with and without blanks, so they are known by their words.
 */
export function methodNamedIn(texts: readonly (string | undefined)[]): NamedMethod {
  for (const text of texts) {
    const squeezed = (text ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, '');
    const found = words.find(([word]) => squeezed.includes(word));
    if (found) return found[1];
  }
  return { method: 'other' };
}
