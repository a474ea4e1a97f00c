import { countingMethods, resetMethodsOf } from './registered-ways.ts';
import { methodsRequiredOf, type Registration, type UnknownBecause } from './registration.ts';
import { administratorMethods, type SsprMethod } from './sspr-method.ts';

/** What the organisation declares of its policy, since no supported API tells it. */
export interface DeclaredPolicy {
  readonly methodsRequired: 1 | 2;
  /** Whom it covers; "selected" is taken to be the campaign's audience. Undefined as "unknown": nobody declared it. */
  readonly scope?: 'all' | 'selected' | 'none' | 'unknown' | undefined;
  /** Undefined where nobody declared it. */
  readonly allowedMethods?: readonly SsprMethod[] | undefined;
}

/** What was read of one person in a tenant that has no report. */
export interface MethodsRead {
  /** In the report's spelling; undefined where they could not be read. */
  readonly methods: readonly string[] | undefined;
  /** Undefined where roles could not be read. */
  readonly isAdmin: boolean | undefined;
}

/**
 * The registration that somebody's own methods stand for: able to reset with as many of them as the declared policy takes.
 * What the API does not show is unknown, never "no": security questions are none of its methods, and without a declared
 * policy nobody knows what counts and for whom. Administrators have one of Microsoft's own.
 *
 * https://learn.microsoft.com/graph/api/authentication-list-methods
 */
export function registrationOf({ methods, isAdmin }: MethodsRead, policy: DeclaredPolicy): Registration {
  const read = { ...nothingKnown, isAdmin: isAdmin ?? false, methodsRegistered: methods ?? [] };
  if (methods === undefined) return { ...read, unknown: 'methodsUnreadable' };
  if (isAdmin === undefined) return { ...read, unknown: 'rolesUnreadable' };
  const allowed = isAdmin ? administratorMethods : policy.allowedMethods;
  const scope = isAdmin ? 'all' : (policy.scope ?? 'unknown');
  if (allowed === undefined || scope === 'unknown') return { ...read, unknown: 'policyNotDeclared' };
  const required = methodsRequiredOf(read, policy.methodsRequired);
  const registered = { ...read, isSsprRegistered: resetMethodsOf(methods).length >= required };
  if (scope === 'none') return { ...registered, isSsprEnabled: false };
  const counting = countingMethods(methods, { required, allowed }).length;
  if (counting >= required) return { ...registered, isSsprRegistered: true, isSsprCapable: true };
  const mayBeEnough = allowed.includes('securityQuestions') && counting + 1 >= required;
  return mayBeEnough ? { ...read, unknown: 'mayHaveQuestions' } : registered;
}

/** The same methods by the policy and the roles of today. */
export function judgedAgain(known: Registration, isAdmin: boolean | undefined, policy: DeclaredPolicy): Registration {
  const wasRead = known.unknown !== ('methodsUnreadable' satisfies UnknownBecause);
  return registrationOf({ methods: wasRead ? known.methodsRegistered : undefined, isAdmin }, policy);
}

const nothingKnown = {
  isSsprEnabled: true,
  isSsprRegistered: false,
  isSsprCapable: false,
  readFrom: 'methods',
} as const;
