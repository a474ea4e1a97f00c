/**
 * Why somebody is in the organisation: every case that a campaign must judge, each with at least one person.
 * A `hiddenMailbox` is nobody's, and looks in every field of the directory as if it were somebody's.
 * `eligible`, `pilot`, `otherMailOnly` and `newJoiner` are the ones whom a nudge is for.
 */
export type PersonCase =
  | 'eligible'
  | 'pilot'
  | 'otherMailOnly'
  | 'newJoiner'
  | 'registeredNotCapable'
  | 'capable'
  | 'fieldStaff'
  | 'executive'
  | 'admin'
  | 'guest'
  | 'disabled'
  | 'unlicensed'
  | 'outOfScope'
  | 'noAddress'
  | 'inactive'
  | 'sharedMailbox'
  | 'serviceAccount'
  | 'hiddenMailbox'
  | 'malformedRow';

/** What Exchange Online says that a mailbox is for. */
export type MailboxPurpose = 'user' | 'shared' | 'room' | 'equipment';

/** What happens to mail for this address. */
export type MailboxHealth = 'works' | 'bounces' | 'quarantines' | 'filters' | 'fails';

/** What is wrong with this person's row of the registration report. */
export type RowFault = 'isSsprRegisteredMissing' | 'isSsprCapableNull' | 'methodsRegisteredNull';

/**
 * What real directories hold and no documentation shows: an account from before there was a `userType`, a licence in its
 * grace period, somebody of another organisation who is a member, a row that holds nothing where a list should be.
 */
export type Oddity = 'noUserType' | 'gracePeriod' | 'externalMember' | 'assignedPlansNull';

/** One account of the directory as it was made; what happens to it later is in `PersonState`. */
export interface Person {
  readonly index: number;
  readonly id: string;
  readonly personCase: PersonCase;
  readonly displayName: string;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly userPrincipalName: string;
  readonly mail: string | null;
  readonly otherMails: readonly string[];
  readonly preferredLanguage: string | null;
  readonly countryCode: string;
  readonly city: string;
  readonly timeZone: string;
  readonly department: string | null;
  readonly jobTitle: string | null;
  readonly isGuest: boolean;
  readonly isAdmin: boolean;
  readonly isSynced: boolean;
  readonly isFederated: boolean;
  readonly isLicensed: boolean;
  /** The licence includes Entra ID P1: Microsoft 365 Business Premium, else Business Standard. */
  readonly isPremium: boolean;
  readonly isSsprEnabled: boolean;
  readonly isEnabledAtStart: boolean;
  readonly methodsAtStart: readonly string[];
  readonly createdAtMs: number;
  readonly lastSignInAtMs: number | null;
  readonly mailbox: MailboxHealth;
  /** Undefined without a mailbox in the cloud. */
  readonly mailboxPurpose: MailboxPurpose | undefined;
  /** The chance that one mail makes this person register. */
  readonly readiness: number;
  readonly rowFault: RowFault | undefined;
  readonly oddity: Oddity | undefined;
}

export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  /** Ids of groups directly inside this one. */
  readonly groupIds: readonly string[];
  /** Direct members, by index. */
  readonly memberIndexes: readonly number[];
}

export interface Domain {
  readonly id: string;
  readonly authenticationType: 'Managed' | 'Federated';
  readonly isDefault: boolean;
  readonly isInitial: boolean;
}

export interface Organisation {
  readonly tenantId: string;
  readonly displayName: string;
  readonly domains: readonly Domain[];
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
  readonly startsAtMs: number;
  readonly withoutP1: boolean;
}

/** The cases whom the campaign of `campaignDocument` is for. */
export const NUDGED_CASES: ReadonlySet<PersonCase> = new Set([
  'eligible',
  'pilot',
  'otherMailOnly',
  'newJoiner',
  'registeredNotCapable',
]);
