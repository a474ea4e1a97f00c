import { addHours } from './add-time.ts';
import type { Evidence, RegisteredMethod } from './evidence.ts';
import { isGain, isOutdated, lagHoursOf, type RegistrationFacts } from './readiness.ts';
import { loggedMethodOf } from './report-method.ts';
import { methodsRequiredOf, standingOf, type Registration } from './registration.ts';
import { methodsThatNeverReset } from './sspr-method.ts';

/**
 * Microsoft-provided text messages and calls end on this day, password reset included.
 *
 * https://learn.microsoft.com/entra/identity/authentication/concept-sms-voice-retirement
 */
export const phoneMethodsEndOn = '2027-02-01';

/** As the report spells them. */
const phones: readonly string[] = ['mobilePhone', 'alternateMobilePhone', 'officePhone'];

/**
 * The way that a name of the report stands for. The app's notification, its code and its sign-in without password count
 * as one of two methods, never as more.
 *
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-howitworks#mobile-app-and-sspr
 */
const wayOf = (name: string): string =>
  name === 'microsoftAuthenticatorPasswordless' ? 'authenticator' : (loggedMethodOf(name) ?? name);

/** How the audit log words phones. */
const isPhone = ({ method }: Evidence): boolean => method === 'phone' || method === 'alternatePhone';

/**
 * From when on it is certain that somebody who can reset falls below the number of methods they need once phones end, or
 * undefined where they cannot reset, or hold enough other ways that may do. The report says which methods there are;
 * what the audit log shows beside it either is another way, or does not say what it is, and then the report must have
 * had the time to tell.
 */
export function phoneOnlyFrom(facts: RegistrationFacts, methodsRequired: 1 | 2): Date | undefined {
  const { registration, reportReadAt, evidence } = facts;
  if (registration === undefined || reportReadAt === undefined) return undefined;
  if (standingOf(registration) !== 'capable') return undefined;
  if (!registration.methodsRegistered.some((method) => phones.includes(method))) return undefined;

  const gained = evidence.filter((one) => isGain(one) && !isPhone(one) && !isOutdated(facts, one.at));
  const known = gained.flatMap(({ method }) => (method === undefined || method === 'other' ? [] : [method]));
  const ways = otherWays(registration, known);
  if (ways.size >= methodsRequiredOf(registration, methodsRequired)) return undefined;
  const certainAt = gained
    .filter(({ method }) => method === undefined || method === 'other')
    .map(({ at }) => addHours(at, lagHoursOf(registration)).getTime());
  return new Date(Math.max(reportReadAt.getTime(), ...certainAt));
}

/** What somebody can reset with when phones are gone. Admins may not use questions. */
function otherWays({ isAdmin, methodsRegistered }: Registration, gained: readonly RegisteredMethod[]): Set<string> {
  const reported = methodsRegistered.filter(
    (method) => !phones.includes(method) && !methodsThatNeverReset.includes(method),
  );
  const ways = new Set<string>([...reported.map(wayOf), ...gained]);
  if (isAdmin) ways.delete('securityQuestions');
  return ways;
}
