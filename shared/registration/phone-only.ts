import { addHours } from './add-time.ts';
import type { Evidence } from './evidence.ts';
import { isGain, isOutdated, reportLagHours, type RegistrationFacts } from './readiness.ts';
import { standingOf } from './registration.ts';

/**
 * Microsoft-provided text messages and calls end on this day, password reset included.
 *
 * https://learn.microsoft.com/entra/identity/authentication/concept-sms-voice-retirement
 */
export const phoneMethodsEndOn = '2027-02-01';

/** As the report spells them. */
const phones: readonly string[] = ['mobilePhone', 'alternateMobilePhone', 'officePhone'];

/**
 * What the report may list and SSPR takes from nobody. Whatever is neither here nor a phone may be another way to reset,
 * names that Microsoft adds some day included.
 *
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-howitworks#authentication-methods
 */
const neverResets: readonly string[] = [
  'fido2',
  'passKeyDeviceBound',
  'passKeyDeviceBoundAuthenticator',
  'passKeyDeviceBoundWindowsHello',
  'windowsHelloForBusiness',
  'macOsSecureEnclaveKey',
  'temporaryAccessPass',
  'appPassword',
  'x509CertificateSingleFactor',
  'x509CertificateMultiFactor',
];

/** How the audit log words phones. */
const isPhone = ({ method }: Evidence): boolean => method === 'phone' || method === 'alternatePhone';

/**
 * From when on it is certain that somebody can reset by phone alone, or undefined where they cannot, or hold another
 * way that may do. The report says which methods there are; what the audit log shows beside it either is another way, or
 * does not say what it is, and then the report must have had the time to tell.
 */
export function phoneOnlyFrom({ registration, reportReadAt, evidence }: RegistrationFacts): Date | undefined {
  if (registration === undefined || reportReadAt === undefined || standingOf(registration) !== 'capable')
    return undefined;
  const others = registration.methodsRegistered.filter((method) => !neverResets.includes(method));
  if (others.length === 0 || !others.every((method) => phones.includes(method))) return undefined;

  const gained = evidence.filter((one) => isGain(one) && !isPhone(one) && !isOutdated(reportReadAt, one.at));
  if (gained.some(({ method }) => method !== undefined && method !== 'other')) return undefined;
  const certainAt = gained.map(({ at }) => addHours(at, reportLagHours).getTime());
  return new Date(Math.max(reportReadAt.getTime(), ...certainAt));
}
