import type { Throttled } from './paging.ts';

/** Who people are called by, as the directory knows them right now. */
export interface UserLookup {
  /**
   * The object ids, in lower case, behind object ids or user principal names; somebody who is not in the directory is
   * missing from the map. Keys are the names as they were given.
   */
  findUsers(idsOrUpns: readonly string[]): Promise<ReadonlyMap<string, string> | Throttled>;

  /** At most twenty people whose display name or sign-in name begins with a text, whatever its case. */
  searchUsers(beginning: string): Promise<readonly NamedUser[] | Throttled>;
}

export interface NamedUser {
  readonly userId: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
}
