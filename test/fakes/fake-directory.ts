import type { Directory } from '../../shared/ports/directory.ts';
import type { Page, SetAsideRow, Throttled } from '../../shared/ports/paging.ts';
import type { DirectoryUser } from '../../shared/recipient/directory-user.ts';
import { pageOf, Throttle } from './paged-array.ts';

/** A directory of the users and groups a test puts in. */
export class FakeDirectory extends Throttle implements Directory {
  users: DirectoryUser[] = [];
  /** Ids of the members by group id. */
  members = new Map<string, readonly string[]>();
  setAside: SetAsideRow[] = [];
  pageSize = 100;

  async readUsers(
    next: string | undefined,
    { managers } = { managers: false },
  ): Promise<Page<DirectoryUser> | Throttled> {
    const users = managers ? this.users : this.users.map((user) => ({ ...user, managerId: undefined }));
    return this.takeThrottled() ?? pageOf(users, next, this.pageSize, this.setAside);
  }

  async readMembers(groupId: string, next: string | undefined): Promise<Page<string> | Throttled | 'noSuchGroup'> {
    const members = this.members.get(groupId);
    if (members === undefined) return 'noSuchGroup';
    return this.takeThrottled() ?? pageOf(members, next, this.pageSize);
  }
}
