/** The part of a Graph `user` that the product reads, with Graph's spelling. */
export interface DirectoryUser {
  /** The object id in lower case. */
  readonly id: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly givenName: string | undefined;
  readonly mail: string | undefined;
  readonly otherMails: readonly string[];
  readonly preferredLanguage: string | undefined;
  readonly usageLocation: string | undefined;
  readonly accountEnabled: boolean;
  readonly userType: 'member' | 'guest';
  readonly createdDateTime: Date | undefined;
  readonly onPremisesSyncEnabled: boolean;
  /** Ids of the service plans that are assigned with `capabilityStatus` Enabled. */
  readonly servicePlanIds: readonly string[];
  readonly lastSignInDateTime: Date | undefined;
}
