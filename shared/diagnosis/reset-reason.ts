import { resetDone } from '../registration/evidence.ts';
import type { CauseId } from './cause.ts';

/** What one reason text of the audit log says. */
export type ReasonMeaning = CauseId | 'succeeded' | 'progress';

/**
 * Beginnings of reason texts in lower case, the longer before the shorter where one begins another. Some real texts end
 * in a blank, and Microsoft's own lists vary in what follows, so only the beginning is compared.
 *
 * https://learn.microsoft.com/entra/identity/authentication/howto-sspr-reporting
 */
const reasons: readonly (readonly [string, ReasonMeaning])[] = [
  ['password reset is not enabled for this user', 'noResetPolicy'],
  ['this user is not a member of the password reset users group', 'notInScope'],
  ['password reset has been disabled entirely for this tenant', 'ssprDisabledForTenant'],
  ['user does not have a license', 'noLicence'],
  ['user does not have a licence', 'noLicence'],
  ["user's account has insufficient authentication methods defined", 'notRegistered'],
  ["user's password is managed on-premises", 'writebackNotEnabled'],
  ['we could not reach your on-premises password reset service', 'onPremisesUnreachable'],
  ["we encountered a problem while resetting the user's on-premises password", 'onPremisesFailure'],
  ['user tried to reset from a device without cookies enabled', 'cookiesBlocked'],
  ['on-premises policy violation', 'onPremisesPasswordPolicy'],
  ["password doesn't comply with fuzzy policy", 'bannedPassword'],
  ['user entered too many invalid', 'blockedFor24Hours'],
  ['user tried mobile or office voice', 'blockedFor24Hours'],
  ['user tried to answer', 'blockedFor24Hours'],
  ['user tried to verify a phone number too many times', 'blockedFor24Hours'],
  ['user abandoned', 'attemptAbandoned'],
  ['user cancelled', 'attemptAbandoned'],
  ['user canceled', 'attemptAbandoned'],
  ['user contacted an admin', 'attemptAbandoned'],
  ...resetDone.map((beginning) => [beginning, 'succeeded'] as const),
  ['user submitted their user id', 'progress'],
  ['user was presented with verification options', 'progress'],
  ['user started the', 'progress'],
  ['user completed the', 'progress'],
];

/**
 * Parts of names in lower case. A log may hold a name instead of a sentence, with one beginning or another
 * (`PasswordChangeOnPremisesConnectivityFailure`) and in Microsoft's own spellings (`OnPremisesConnectivtyFailure`).
 *
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes, AADSTS120000 to AADSTS120018
 */
const names: readonly (readonly [string, ReasonMeaning])[] = [
  ['successcloudfail', 'cloudWriteFailed'],
  ['connectiv', 'onPremisesUnreachable'],
  ['adminactionrequired', 'onPremisesFailure'],
  ['useraccountlockedoutordisabled', 'onPremisesAccountLocked'],
  ['usernotfoundbysspr', 'onPremisesUserNotFound'],
  ['incorrectcurrentpassword', 'wrongCurrentPassword'],
  ['onpremcomplexity', 'onPremisesPasswordPolicy'],
  ['onpremisespolicyviolation', 'onPremisesPasswordPolicy'],
  ['fuzzypolicy', 'bannedPassword'],
  ['writebacknotenabled', 'writebackNotEnabled'],
];

/** What a reason text says, or undefined for one that is in no list. */
export function meaningOfReason(reason: string): ReasonMeaning | undefined {
  const text = reason.trim().toLowerCase().replaceAll('’', "'");
  if (text.includes('blocked for 24 hours')) return 'blockedFor24Hours';
  const isName = !/\s/.test(text);
  const found = isName
    ? names.find(([part]) => text.includes(part))
    : reasons.find(([beginning]) => text.startsWith(beginning));
  return found?.[1];
}
