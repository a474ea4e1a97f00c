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
  /** Not from the report: read from the person's own methods, in a tenant that has no report. It is as old as that reading. */
  readonly readFrom?: 'methods';
  /** Why such a reading does not tell whether they can reset. The flags say nothing then. */
  readonly unknown?: UnknownBecause;
}

/**
 * What a person's own methods leave open: they could not be read, nobody declared which of them the policy allows, security
 * questions may be what is missing (they are no method of the API), or roles could not be read and admins need more.
 */
export type UnknownBecause = 'methodsUnreadable' | 'policyNotDeclared' | 'mayHaveQuestions' | 'rolesUnreadable';

/** One word for each row of the enabled / registered / capable table. */
export type Standing =
  | 'notReported'
  | 'unknown'
  | 'notInScope'
  | 'registeredOutOfScope'
  | 'notRegistered'
  | 'registeredNotCapable'
  | 'capable';

/**
 * Names where a user stands. A row that contradicts itself (capable without being registered, say) never counts as
 * success: each flag must be there on its own.
 *
 * The report leaves out disabled accounts, so no row is "not reported" and never "not registered".
 * https://learn.microsoft.com/graph/api/authenticationmethodsroot-list-userregistrationdetails
 */
export function standingOf(registration: Registration | undefined): Standing {
  if (registration === undefined) return 'notReported';
  if (registration.unknown) return 'unknown';
  const { isSsprEnabled, isSsprRegistered, isSsprCapable } = registration;
  if (!isSsprEnabled) return isSsprRegistered ? 'registeredOutOfScope' : 'notInScope';
  if (!isSsprRegistered) return 'notRegistered';
  return isSsprCapable ? 'capable' : 'registeredNotCapable';
}

/**
 * How many methods a reset takes: what the tenant requires, and of an admin, or whoever may be one, always two.
 *
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy#administrator-reset-policy-differences
 */
export const methodsRequiredOf = (registration: Registration | undefined, methodsRequired: 1 | 2): 1 | 2 =>
  registration?.isAdmin === true || registration?.unknown === 'rolesUnreadable' ? 2 : methodsRequired;
