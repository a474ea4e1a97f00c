import type { Throttled } from '../ports/paging.ts';
import type { NamedUser, UserLookup } from '../ports/user-lookup.ts';
import type { ListReader } from './read-lists.ts';

export interface SearchPorts {
  readonly lists: Pick<ListReader, 'named'>;
  readonly users: Pick<UserLookup, 'searchUsers'>;
}

/**
 * At most twenty people whose name or sign-in name begins so, by the lists that are kept. The directory is asked where these
 * know nobody: whoever has joined or was renamed since the last pass, a text of one letter, or before the first count.
 */
export async function searchPeople(
  beginning: string,
  { lists, users }: SearchPorts,
): Promise<readonly NamedUser[] | Throttled> {
  const found = (await lists.named(beginning)) ?? [];
  if (found.length === 0) return users.searchUsers(beginning);
  return found.map(({ userId, name, signInName }) => ({
    userId,
    displayName: name,
    userPrincipalName: signInName ?? '',
  }));
}
