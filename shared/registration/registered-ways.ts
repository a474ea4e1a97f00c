import { resetMethodOf } from './report-method.ts';
import { passkeys, type SsprMethod } from './sspr-method.ts';

/** What a reset takes from one person. */
export interface Demand {
  readonly required: 1 | 2;
  /** Undefined where nobody declared it. */
  readonly allowed: readonly SsprMethod[] | undefined;
}

/** What somebody has registered, as far as a mail may speak of it. */
export interface RegisteredWays {
  readonly counting: readonly SsprMethod[];
  readonly notCounting: readonly SsprMethod[];
  /** Nobody declared what counts, or what was declared cannot be right: these are there, and are not enough. */
  readonly unclear: readonly SsprMethod[];
}

/**
 * Tells what counts of what the report lists, for somebody who is asked for more. Such a person is not capable: where
 * everything that is needed seems to be there, what was declared is not what Entra has set, and nothing is said to count.
 */
export function registeredWays(reported: readonly string[], demand: Demand): RegisteredWays {
  const methods = resetMethodsOf(reported);
  const counting = methods.filter((method) => counts(method, reported, demand));
  if (demand.allowed === undefined || counting.length >= demand.required) {
    return { counting: [], notCounting: [], unclear: methods };
  }
  return { counting, notCounting: methods.filter((method) => !counting.includes(method)), unclear: [] };
}

/** What may count for a reset of what the report lists. Codes of Microsoft's own app are a part of that app. */
export function resetMethodsOf(reported: readonly string[]): readonly SsprMethod[] {
  const hasApp = reported.includes('microsoftAuthenticatorPush');
  const known = reported.flatMap((name) => (name === code && hasApp ? [] : (resetMethodOf(name) ?? [])));
  return [...new Set(known)];
}

/**
 * Whether the report lists a passkey: it signs in, and resets nothing.
 *
 * https://learn.microsoft.com/entra/identity/authentication/concept-authentication-methods
 */
export const hasPasskey = (reported: readonly string[]): boolean => reported.some((name) => passkeys.includes(name));

/** What the report lists that counts for a reset by a policy that was declared. */
export const countingMethods = (
  reported: readonly string[],
  demand: Demand & { readonly allowed: readonly SsprMethod[] },
): readonly SsprMethod[] => resetMethodsOf(reported).filter((method) => counts(method, reported, demand));

/** Where one method is required, the app's notification does not count, only its code. */
function counts(method: SsprMethod, reported: readonly string[], { required, allowed }: Demand): boolean {
  if (allowed?.includes(method) !== true) return false;
  return method !== 'authenticatorApp' || required === 2 || reported.includes(code);
}

const code = 'softwareOneTimePasscode';
