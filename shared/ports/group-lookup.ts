import type { Throttled } from './paging.ts';

/** Which groups there are, as the directory knows them right now. */
export interface GroupLookup {
  /**
   * At most twenty groups whose name begins with a text, whatever its case. `notGranted`: the app may not read groups, so
   * nothing is known; a group can still be named by its object id.
   */
  searchGroups(beginning: string): Promise<readonly NamedGroup[] | Throttled | 'notGranted'>;
}

export interface NamedGroup {
  readonly groupId: string;
  readonly displayName: string;
}
