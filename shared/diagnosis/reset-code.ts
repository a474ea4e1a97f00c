import type { CauseId } from './cause.ts';

/**
 * The codes that the reset page shows to the person.
 * https://learn.microsoft.com/entra/identity/authentication/troubleshoot-sspr
 */
export const causesByCode = {
  SSPR_0009: 'ssprDisabledForTenant',
  SSPR_0010: 'writebackNotEnabled',
  SSPR_0011: 'noResetPolicy',
  SSPR_0012: 'noLicence',
  SSPR_0013: 'notInScope',
  SSPR_0014: 'notRegistered',
  SSPR_0029: 'onPremisesFailure',
  SSPR_0030: 'onPremisesUnreachable',
} as const satisfies Readonly<Record<string, CauseId>>;

export type ResetCode = keyof typeof causesByCode;

export const resetCodes = Object.keys(causesByCode) as readonly ResetCode[];

/** The code that the page shows for a cause, where there is one. */
export const codeOf = (cause: CauseId): ResetCode | undefined =>
  resetCodes.find((code) => causesByCode[code] === cause);
