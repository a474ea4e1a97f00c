import type { Cloud } from './cloud.ts';
import { phoneMethodsEndOn } from './phone-only.ts';
import { isPhone, type SsprMethod } from './sspr-method.ts';

/** How long a way to reset will still count: as long as anybody knows, for a while yet, or no longer. */
export type Lasting = 'lasts' | 'endsSoon' | 'ended';

export interface MethodEndings {
  readonly phones: Lasting;
  readonly securityQuestions: Lasting;
}

/**
 * Microsoft takes security questions away in the course of March 2027 (message center MC1234564), so from its first day
 * on nobody can rely on them.
 *
 * https://learn.microsoft.com/entra/identity/authentication/concept-authentication-security-questions
 */
const securityQuestionsEndOn = '2027-03-01';

/** What ends within this many days is recommended to nobody without saying so. */
const announcedDaysAhead = 120;

/**
 * Whether Microsoft's text messages and calls end for this tenant: in the public cloud only, and not where all people are
 * reached by a provider of the organisation's own.
 *
 * https://learn.microsoft.com/entra/identity/authentication/concept-sms-voice-retirement
 * https://learn.microsoft.com/entra/identity/authentication/concept-phone-providers
 */
export const phonesEnd = (cloud: Cloud, ownTelephonyProvider: boolean): boolean =>
  cloud === 'public' && !ownTelephonyProvider;

/** What is ending at a moment, in one tenant. */
export function methodEndings(now: Date, cloud: Cloud, ownTelephonyProvider: boolean): MethodEndings {
  return {
    phones: phonesEnd(cloud, ownTelephonyProvider) ? lastingUntil(phoneMethodsEndOn, now) : 'lasts',
    securityQuestions: lastingUntil(securityQuestionsEndOn, now),
  };
}

export function lastingOf(method: SsprMethod, endings: MethodEndings): Lasting {
  if (isPhone(method)) return endings.phones;
  return method === 'securityQuestions' ? endings.securityQuestions : 'lasts';
}

function lastingUntil(day: string, now: Date): Lasting {
  const daysLeft = (Date.parse(`${day}T00:00:00Z`) - now.getTime()) / 86_400_000;
  if (daysLeft <= 0) return 'ended';
  return daysLeft <= announcedDaysAhead ? 'endsSoon' : 'lasts';
}
