import { resetMethodsOf } from '../registration/registered-ways.ts';
import { standingOf, type Registration } from '../registration/registration.ts';
import { chooseAddress, domainOf, hasAddress } from './address.ts';
import { isInOneOf, isOutside } from './attributes.ts';
import type { AudiencePolicy } from './audience.ts';
import type { AddressStanding, DirectoryUser } from './directory-user.ts';
import { exclusionReasons, type ExclusionReason } from './exclusion.ts';
import { hasStarted } from './first-day.ts';
import { hashFraction } from './hash-fraction.ts';
import { looksImpersonal } from './impersonal.ts';
import { isInactive } from './inactivity.ts';
import { licenceGround } from './licence.ts';
import { isNobodysMailbox, type KnownMailbox } from './mailbox-purpose.ts';
import { listKeyOf } from './named-list.ts';

/** Everything the verdict on one user is drawn from. */
export interface UserFacts {
  readonly user: DirectoryUser;
  /** False once a complete pass no longer found the user. */
  readonly isInDirectory: boolean;
  /** Since when a pass has not found them; undefined where none has looked since, or an earlier version wrote the row. */
  readonly absentSince?: Date | undefined;
  readonly registration: Registration | undefined;
  /** When a pass found that they can reset no more, after one that had found them able to. */
  readonly infoLostAt?: Date | undefined;
  /** Of the groups that the campaign names, those the user is in, nested membership included; lists by `listKeyOf`. */
  readonly memberOf: readonly string[];
  readonly excludedByOperator: boolean;
  /** Where mail bounced or was suppressed: nothing is sent there by itself. */
  readonly suppressedAddresses: readonly string[];
  /** A row of theirs could not be read in the last pass. What was known before stands; else nothing is known. */
  readonly unreadable?: boolean | undefined;
  /** The account that the mailbox belongs to, where it is another one. */
  readonly mailboxOf?: string | undefined;
  /** What the mailbox is for, where that was asked for. */
  readonly mailbox?: KnownMailbox | undefined;
}

export type Verdict =
  /** Without an address where theirs was forgotten: the look before a mail reads it again. */
  | { readonly selected: true; readonly address: string | undefined; readonly variant: Variant }
  | { readonly selected: false; readonly because: ExclusionReason };

/** Which mails fit: most register from nothing, some only lack a method, admins have rules of their own. */
export type Variant = 'register' | 'oneMoreMethod' | 'admin';

export interface VerdictContext {
  readonly audience: AudiencePolicy;
  readonly now: Date;
  /** A wave that names groups or users is its own audience: `includeGroups` does not hold it back. */
  readonly namedByWave?: boolean;
}

/**
 * Judges whether one user is written to in the campaign, or why not. Pure: the same facts give the same verdict, and an
 * unknown (no report row, no address) is never a yes.
 */
export function judgeUser(facts: UserFacts, context: VerdictContext): Verdict {
  const because = exclusionReasons.find((reason) => applies[reason](facts, context));
  if (because) return { selected: false, because };
  return {
    selected: true,
    address: addressOf(facts, context.audience),
    variant: variantFor(facts),
  };
}

/** Everything that keeps somebody out, in the order of the list: whoever mends the first should know the next. */
export function reasonsAgainst(facts: UserFacts, context: VerdictContext): readonly ExclusionReason[] {
  return exclusionReasons.filter((reason) => applies[reason](facts, context));
}

/** The address that the campaign may write to, or undefined. */
export const addressOf = ({ user, suppressedAddresses }: UserFacts, audience: AddressRules): string | undefined =>
  chooseAddress(user, audience.addressFallback, suppressedAddresses);

/** What somebody's addresses are good for; of whoever's were forgotten, what they were good for then. */
export function addressStandingOf(facts: UserFacts, audience: AddressRules): AddressStanding {
  const { user } = facts;
  if (user.withheld) return user.withheld;
  if (!hasAddress(user, audience.addressFallback)) return 'missing';
  if (chooseAddress(user, audience.addressFallback) === undefined) return 'malformed';
  return addressOf(facts, audience) === undefined ? 'turnedAway' : 'usable';
}

type AddressRules = Pick<AudiencePolicy, 'addressFallback'>;

/** Which mails fit somebody who is selected. Whoever holds one of two ways has begun, and is not told to begin. */
export function variantFor({ registration }: UserFacts): Variant {
  if (registration?.isAdmin) return 'admin';
  const hasBegun = registration !== undefined && resetMethodsOf(registration.methodsRegistered).length > 0;
  return hasBegun || standingOf(registration) === 'registeredNotCapable' ? 'oneMoreMethod' : 'register';
}

/** Whether somebody is in the random share that is left alone: the same people for as long as the share stays. */
export const isHoldout = (userId: string, holdoutPercent: number): boolean =>
  holdoutPercent > 0 && hashFraction(`holdout|${userId}`) < holdoutPercent / 100;

type Rule = (facts: UserFacts, context: VerdictContext) => boolean;

const applies: Readonly<Record<ExclusionReason, Rule>> = {
  erased: ({ user }) => user.isErased === true,
  notInDirectory: ({ isInDirectory }) => !isInDirectory,
  unreadable: ({ unreadable, registration }) => unreadable === true && registration === undefined,
  accountDisabled: ({ user }) => !user.accountEnabled,
  guest: ({ user }, { audience }) => user.userType === 'guest' && !audience.guests,
  notStartedYet: ({ user }, { audience, now }) => !hasStarted(user, audience.timeZone ?? 'UTC', now),
  excludedByOperator: ({ excludedByOperator }) => excludedByOperator,
  inExcludedGroup: ({ memberOf }, { audience }) => intersects(memberOf, audience.excludeGroups),
  outsideIncludedGroups: ({ memberOf }, { audience, namedByWave = false }) =>
    !namedByWave && audience.includeGroups.length > 0 && !intersects(memberOf, audience.includeGroups),
  inDenyList: ({ memberOf }, { audience }) => isOnOneOf(memberOf, audience.excludeLists),
  outsideAllowLists: ({ memberOf }, { audience, namedByWave = false }) =>
    !namedByWave && (audience.includeLists ?? []).length > 0 && !isOnOneOf(memberOf, audience.includeLists),
  withExcludedAttribute: ({ user }, { audience }) => isInOneOf(user, audience.exclude ?? {}),
  outsideAttributes: ({ user }, { audience, namedByWave = false }) => !namedByWave && isOutside(user, audience),
  sharedOrServiceAccount: ({ user }) => looksImpersonal(user),
  sharedMailbox: ({ mailbox }) => isNobodysMailbox(mailbox),
  notReported: ({ registration }) => standingOf(registration) === 'notReported',
  registrationUnknown: ({ registration }) => standingOf(registration) === 'unknown',
  alreadyCapable: ({ registration }) => standingOf(registration) === 'capable',
  adminUnderTwoGatePolicy: ({ registration }, { audience }) =>
    audience.admins === 'exclude' && registration?.isAdmin === true,
  notInSsprScope: ({ registration }) => registration?.isSsprEnabled !== true,
  noQualifyingLicence: ({ user }, { audience }) =>
    audience.requireLicence && licenceGround(user, audience) === undefined,
  writebackNotEnabled: ({ user }, { audience }) => needsWriteback(user, audience) && isWritebackOff(audience),
  // https://learn.microsoft.com/entra/identity/authentication/concept-sspr-writeback: protected groups cannot be reset.
  onPremisesProtected: ({ user, memberOf }, { audience }) =>
    user.onPremisesSyncEnabled && intersects(memberOf, audience.onPremisesProtectedGroups ?? []),
  inactive: ({ user }, { audience, now }) => isInactive(user, audience.skipInactiveForDays, now),
  noUsableAddress: (facts, { audience }) => addressStandingOf(facts, audience) === 'missing',
  addressMalformed: (facts, { audience }) => addressStandingOf(facts, audience) === 'malformed',
  addressSuppressed: (facts, { audience }) => addressStandingOf(facts, audience) === 'turnedAway',
  mailboxOfAnother: ({ mailboxOf }) => mailboxOf !== undefined,
  holdout: ({ user }, { audience }) => isHoldout(user.id, audience.holdoutPercent),
};

/** A new password has to reach another place than Entra ID. */
function needsWriteback(
  { onPremisesSyncEnabled, userPrincipalName }: DirectoryUser,
  audience: AudiencePolicy,
): boolean {
  const domain = domainOf(userPrincipalName);
  return onPremisesSyncEnabled || audience.federatedDomains?.includes(domain) === true;
}

/** No supported API tells: a switch in the audit log goes before what is declared, and "unknown" is not off. */
const isWritebackOff = ({ writebackSwitch, passwordWriteback }: AudiencePolicy): boolean =>
  writebackSwitch ? !writebackSwitch.isOn : passwordWriteback === 'disabled';

const isOnOneOf = (memberOf: readonly string[], lists: readonly string[] = []): boolean =>
  lists.some((name) => memberOf.includes(listKeyOf(name)));

const intersects = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((one) => others.includes(one));
