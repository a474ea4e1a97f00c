import { HOUR_MS } from './durations.ts';
import type { Person } from './person.ts';
import { drawsFor } from './randomness.ts';

export type RegisteredBy = 'before' | 'user' | 'admin';

/** From this instant on the person has exactly these authentication methods. */
export interface SecurityInfoChange {
  readonly atMs: number;
  readonly methods: readonly string[];
  readonly by: RegisteredBy;
}

/** What the tenant's SSPR policy accepts, one method being enough. */
const SSPR_METHODS: ReadonlySet<string> = new Set([
  'mobilePhone',
  'email',
  'softwareOneTimePasscode',
  'securityQuestion',
]);
/** Registered for SSPR once, but no longer allowed by the policy. */
const RETIRED_SSPR_METHODS: ReadonlySet<string> = new Set(['officePhone']);
const MFA_METHODS: ReadonlySet<string> = new Set([
  'mobilePhone',
  'microsoftAuthenticatorPush',
  'softwareOneTimePasscode',
  'fido2',
]);
const PASSWORDLESS_METHODS: ReadonlySet<string> = new Set(['windowsHelloForBusiness', 'fido2']);

export interface Standing {
  readonly isSsprEnabled: boolean;
  readonly isSsprRegistered: boolean;
  readonly isSsprCapable: boolean;
  readonly isMfaRegistered: boolean;
  readonly isMfaCapable: boolean;
  readonly isPasswordlessCapable: boolean;
}

/** The report's flags for somebody with these methods, as Microsoft defines them. */
export function standingWith(person: Person, methods: readonly string[]): Standing {
  const has = (kinds: ReadonlySet<string>) => methods.some((method) => kinds.has(method));
  return {
    isSsprEnabled: person.isSsprEnabled,
    isSsprRegistered: has(SSPR_METHODS) || has(RETIRED_SSPR_METHODS),
    isSsprCapable: person.isSsprEnabled && has(SSPR_METHODS),
    isMfaRegistered: has(MFA_METHODS),
    isMfaCapable: has(MFA_METHODS),
    isPasswordlessCapable: has(PASSWORDLESS_METHODS),
  };
}

/** Signs in, and resets nobody's password, today or later. */
const NEVER_RESETS: ReadonlySet<string> = new Set(['windowsHelloForBusiness', 'fido2', 'temporaryAccessPass']);

/** Whether a reset hangs on a phone: there is one, and nothing else that may do. */
export const isByPhoneAlone = (methods: readonly string[]): boolean =>
  methods.includes('mobilePhone') &&
  methods.every((method) => method === 'mobilePhone' || method === 'officePhone' || NEVER_RESETS.has(method));

/** The last change at or before an instant; the first one stands for everything before it. */
export function changeInForce(changes: readonly SecurityInfoChange[], atMs: number): SecurityInfoChange {
  const inForce = changes.findLast((change) => change.atMs <= atMs) ?? changes[0];
  if (inForce === undefined) throw new Error('A person has no security info history.');
  return inForce;
}

/** How much later than the truth this person's row of the report is: one to eight hours. */
export function reportLagMs(seed: number, person: Person): number {
  return HOUR_MS + Math.floor(drawsFor(seed, 'report-lag', person.index)() * 7 * HOUR_MS);
}
