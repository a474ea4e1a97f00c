import type { Directory } from '../../ports/directory.ts';
import type { Page, Throttled } from '../../ports/paging.ts';
import { readPage, type Collection } from './collection-page.ts';
import type { GraphConnection } from './graph-connection.ts';
import { GraphFailure } from './graph-failure.ts';
import { memberOf, memberRow } from './member-row.ts';
import { directoryUserOf, userFields, userRow, userRowWithSignIns, withSignIns } from './user-row.ts';

export interface DirectoryOptions {
  /** Reads `signInActivity` too: needs Entra ID P1 and AuditLog.Read.All, and makes pages half as long. */
  readonly includeSignInActivity: boolean;
}

/** The tenant's users and groups over Graph. */
export function createGraphDirectory(connection: GraphConnection, options: DirectoryOptions): Directory {
  const users = options.includeSignInActivity ? usersWithSignIns : plainUsers;
  return {
    readUsers: (next, { managers }) => readPage(connection, managers ? withManagers(users) : users, next),
    readMembers: (groupId, next) => readMembers(connection, groupId, next),
  };
}

/** https://learn.microsoft.com/graph/api/user-list: pages of up to 999, or 500 with `signInActivity`. */
const plainUsers = {
  path: `/users?$select=${userFields.join(',')}&$top=999`,
  permission: 'User.Read.All',
  row: userRow,
  itemOf: directoryUserOf,
};

const usersWithSignIns = {
  path: `/users?$select=${[...userFields, 'signInActivity'].join(',')}&$top=500`,
  permission: 'User.Read.All and AuditLog.Read.All',
  row: userRowWithSignIns,
  itemOf: withSignIns,
};

/**
 * With the id of each one's manager. https://learn.microsoft.com/graph/api/user-list-manager: a `$select` of what is
 * expanded takes `$levels`. It costs the quota one unit a page more, and pages may be shorter.
 */
const withManagers = <Row, Item>(users: Collection<Row, Item>): Collection<Row, Item> => ({
  ...users,
  path: `${users.path}&$expand=manager($levels=1;$select=id)`,
});

/**
 * The plain list, of which the users are taken here. Asking for users only, with the `microsoft.graph.user` cast, is an
 * advanced query: it needs `ConsistencyLevel: eventual` and `$count=true`, and reads an index that may lag.
 *
 * https://learn.microsoft.com/graph/api/group-list-transitivemembers
 */
const membersOf = (groupId: string): Collection<ReturnType<typeof memberRow.parse>, string> => ({
  path: `/groups/${encodeURIComponent(groupId)}/transitiveMembers?$select=id&$top=999`,
  permission: 'GroupMember.Read.All',
  row: memberRow,
  itemOf: memberOf,
});

async function readMembers(
  connection: GraphConnection,
  groupId: string,
  next: string | undefined,
): Promise<Page<string> | Throttled | 'noSuchGroup'> {
  try {
    return await readPage(connection, membersOf(groupId), next);
  } catch (error) {
    if (error instanceof GraphFailure && error.status === 404 && error.code === 'Request_ResourceNotFound') {
      return 'noSuchGroup';
    }
    throw error;
  }
}
