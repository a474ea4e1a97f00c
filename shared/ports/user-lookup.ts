import type { Throttled } from './paging.ts';

/** Who people are called by, as the directory knows them right now. */
export interface UserLookup {
  /**
   * The object ids, in lower case, behind object ids or user principal names; somebody who is not in the directory is
   * missing from the map. Keys are the names as they were given.
   */
  findUsers(idsOrUpns: readonly string[]): Promise<ReadonlyMap<string, string> | Throttled>;
}
