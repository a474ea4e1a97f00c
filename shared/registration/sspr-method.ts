/** Ways to confirm who one is that can count for a password reset. */
export const ssprMethods = [
  'authenticatorApp',
  'mobilePhone',
  'officePhone',
  'email',
  'securityQuestions',
  'softwareToken',
  'hardwareToken',
] as const;
export type SsprMethod = (typeof ssprMethods)[number];

/**
 * What Microsoft takes from administrators, whatever the tenant's own policy says; they always need two of them.
 *
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy#administrator-reset-policy-differences
 */
export const administratorMethods: readonly SsprMethod[] = ['authenticatorApp', 'email', 'mobilePhone'];
export const administratorsNeed = 2;

export const isPhone = (method: SsprMethod): boolean => method === 'mobilePhone' || method === 'officePhone';

/** What the report calls a passkey: on a security key, in a phone or a computer, or synchronised. None of them resets. */
export const passkeys: readonly string[] = [
  'fido2',
  'fido2SecurityKey',
  'passKeyDeviceBound',
  'passKeyDeviceBoundAuthenticator',
  'passKeyDeviceBoundWindowsHello',
  'passKeySynced',
];

/**
 * What the report may list and SSPR takes from nobody. Whatever is neither here nor a phone may be another way to reset,
 * names that Microsoft adds some day included.
 *
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-howitworks#authentication-methods
 */
export const methodsThatNeverReset: readonly string[] = [
  ...passkeys,
  'windowsHelloForBusiness',
  'macOsSecureEnclaveKey',
  'temporaryAccessPass',
  'appPassword',
  'externalAuthMethod',
  'qrCode',
  'x509CertificateSingleFactor',
  'x509CertificateMultiFactor',
];
