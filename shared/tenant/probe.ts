/** What came of trying to read something of the tenant. */
export type Probe<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  /** Graph's status and error code, such as 403 `Authorization_RequestDenied`. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'unreachable' }
  /** The app has no token for Graph, so nothing was asked. */
  | { readonly kind: 'noToken' };

/** Graph's code where the tenant has neither Entra ID P1 nor P2. */
export const nonPremium = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant';

export const isNonPremium = (probe: Probe<unknown>): boolean => probe.kind === 'refused' && probe.code === nonPremium;
