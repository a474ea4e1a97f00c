/**
 * Where a user stands with SSPR according to the registration report, in Graph's own words.
 *
 * https://learn.microsoft.com/graph/api/resources/userregistrationdetails
 */
export interface Registration {
  /** The SSPR policy allows the user to reset. */
  readonly isSsprEnabled: boolean;
  /** Enough methods are registered, though perhaps not the allowed ones. */
  readonly isSsprRegistered: boolean;
  /** Allowed and registered: the user can reset a password today. */
  readonly isSsprCapable: boolean;
  readonly isAdmin: boolean;
  /** Microsoft's spelling: `mobilePhone`, `email`, `microsoftAuthenticatorPush`, … */
  readonly methodsRegistered: readonly string[];
}

/** One word for each row of the enabled / registered / capable table. */
export type Standing =
  'notReported' | 'notInScope' | 'registeredOutOfScope' | 'notRegistered' | 'registeredNotCapable' | 'capable';

/**
 * Names where a user stands. A row that contradicts itself (capable without being registered, say) never counts as
 * success: each flag must be there on its own.
 *
 * The report leaves out disabled accounts, so no row is "not reported" and never "not registered".
 * https://learn.microsoft.com/graph/api/authenticationmethodsroot-list-userregistrationdetails
 */
export function standingOf(registration: Registration | undefined): Standing {
  if (registration === undefined) return 'notReported';
  const { isSsprEnabled, isSsprRegistered, isSsprCapable } = registration;
  if (!isSsprEnabled) return isSsprRegistered ? 'registeredOutOfScope' : 'notInScope';
  if (!isSsprRegistered) return 'notRegistered';
  return isSsprCapable ? 'capable' : 'registeredNotCapable';
}

/**
 * How many methods a reset takes: what the tenant requires, and of an admin always two.
 *
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy#administrator-reset-policy-differences
 */
export const methodsRequiredOf = (registration: Registration | undefined, methodsRequired: 1 | 2): 1 | 2 =>
  registration?.isAdmin === true ? 2 : methodsRequired;
