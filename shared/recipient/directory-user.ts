/** The part of a Graph `user` that the product reads, with Graph's spelling. */
export interface DirectoryUser {
  /** The object id in lower case. */
  readonly id: string;
  readonly userPrincipalName: string;
  /** Empty where the directory has none. */
  readonly displayName: string;
  readonly givenName: string | undefined;
  readonly mail: string | undefined;
  readonly otherMails: readonly string[];
  readonly preferredLanguage: string | undefined;
  readonly usageLocation: string | undefined;
  readonly department: string | undefined;
  readonly companyName: string | undefined;
  /** As somebody typed it: "Sweden", "SE". `usageLocation` is the one to go by for language and time. */
  readonly country: string | undefined;
  readonly employeeType: string | undefined;
  readonly accountEnabled: boolean;
  /** `guest` for whoever is at home in another organisation, whatever `userType` says of them. */
  readonly userType: 'member' | 'guest';
  readonly createdDateTime: Date | undefined;
  readonly onPremisesSyncEnabled: boolean;
  /** When the person starts to work; undefined where nobody wrote it down. */
  readonly employeeHireDate: Date | undefined;
  /** Ids of the service plans in force: those with `capabilityStatus` Enabled or Warning. */
  readonly servicePlanIds: readonly string[];
  /** Of these, the ones in their grace period: Warning. */
  readonly gracePlanIds: readonly string[];
  /** Whether there are other plans beside those in force: suspended, locked out or deleted ones. */
  readonly hasLapsedPlans: boolean;
  /** Ids of the licences that are assigned, in force or not. */
  readonly skuIds: readonly string[];
  readonly lastSignInDateTime: Date | undefined;
  /** The object id of their manager; undefined where they have none, or where it was not asked for. */
  readonly managerId?: string | undefined;
  /** True only where sign-ins were asked for and there was none. */
  readonly neverSignedIn: boolean;
  /** Not from Graph: the account was erased here, `id` is its hash, and nothing else is known of it. */
  readonly isErased?: true;
  /** Not from Graph: names and addresses were forgotten here, and this is what the addresses were good for. */
  readonly withheld?: AddressStanding;
}

/** Whether somebody can be written to by what the directory says of them: `missing` and `malformed` are for it to mend. */
export type AddressStanding = 'usable' | 'missing' | 'malformed' | 'turnedAway';

/** An account of which only the id could be read. Stored so that it is counted; the verdict looks at nothing else of it. */
export const unreadableUser = (id: string): DirectoryUser => ({
  id,
  userPrincipalName: '',
  displayName: '',
  givenName: undefined,
  mail: undefined,
  otherMails: [],
  preferredLanguage: undefined,
  usageLocation: undefined,
  department: undefined,
  companyName: undefined,
  country: undefined,
  employeeType: undefined,
  accountEnabled: false,
  userType: 'member',
  createdDateTime: undefined,
  onPremisesSyncEnabled: false,
  employeeHireDate: undefined,
  servicePlanIds: [],
  gracePlanIds: [],
  hasLapsedPlans: false,
  skuIds: [],
  lastSignInDateTime: undefined,
  neverSignedIn: false,
});

/** Whether more than the id of the account could be read, now or in an earlier pass. */
export const isKnown = ({ userPrincipalName }: DirectoryUser): boolean => userPrincipalName !== '';

/** What stands for an account that was erased, so that the places still add up to the tenant. */
export const erasedUser = (hash: string): DirectoryUser => ({ ...unreadableUser(hash), isErased: true });
