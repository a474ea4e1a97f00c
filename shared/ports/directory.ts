import type { DirectoryUser } from '../recipient/directory-user.ts';
import type { Page, Throttled } from './paging.ts';

/** The tenant's users and groups. */
export interface Directory {
  /**
   * One page of all users; `next` of the page before, or undefined for the first, which decides whether the managers of
   * all are read too.
   * Throws when Graph cannot be read, with the cause; throttling is an answer.
   */
  readUsers(next: string | undefined, wanted: { readonly managers: boolean }): Promise<Page<DirectoryUser> | Throttled>;

  /** One page of the ids of a group's members, nested groups included. A group that is not there answers `noSuchGroup`. */
  readMembers(groupId: string, next: string | undefined): Promise<Page<string> | Throttled | 'noSuchGroup'>;
}
