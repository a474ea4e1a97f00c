import type { Documentation } from './documentation.ts';
import type { Owner } from './owner.ts';

/** Why a reset does not work: a closed list. Adding one does not compile until `causes` explains it. */
export const causeIds = [
  'notInDirectory',
  'accountDisabled',
  'guest',
  'noLicence',
  'ssprDisabledForTenant',
  'noResetPolicy',
  'notInScope',
  'adminUnderTwoGatePolicy',
  'notRegistered',
  'methodsNotAllowed',
  'federatedWithoutWriteback',
  'writebackNotEnabled',
  'onPremisesProtected',
  'onPremisesUnreachable',
  'writebackServiceStopped',
  'certificateNotTrusted',
  'networkBlocked',
  'writebackConfigurationBroken',
  'cloudAccountRefused',
  'onPremisesFailure',
  'onPremisesPermission',
  'onPremisesUserNotFound',
  'onPremisesUserAmbiguous',
  'onPremisesAccountDisabled',
  'onPremisesAccountLocked',
  'wrongCurrentPassword',
  'onPremisesPasswordPolicy',
  'domainControllerTooOld',
  'passwordSyncNotEnabled',
  'connectorPasswordTooLong',
  'bannedPassword',
  'cloudWriteFailed',
  'blockedFor24Hours',
  'cookiesBlocked',
  'attemptAbandoned',
  'unknownReason',
] as const;

export type CauseId = (typeof causeIds)[number];

export interface Cause {
  /** What is wrong, for an admin. */
  readonly meaning: string;
  readonly owner: Owner;
  /** What the owner does, in this order. */
  readonly remedy: readonly string[];
  readonly documentation: Documentation;
  /** What to tell the person; no jargon, and nothing that they cannot do. */
  readonly message: string;
}

/** What is written anew in each language. */
export type CauseText = Pick<Cause, 'meaning' | 'remedy' | 'message'>;
