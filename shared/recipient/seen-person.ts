import { isDeepStrictEqual } from 'node:util';
import type { DirectoryUser } from './directory-user.ts';
import type { UserFacts } from './verdict.ts';

/** What was read of somebody just now: undefined where the directory has nobody of this id. */
export interface SeenPerson {
  readonly user: DirectoryUser;
  /** Of the groups that were asked about. */
  readonly memberOf: readonly string[];
}

/**
 * The facts as they are after a look at one person, or undefined where everything is as it was known. Sign-ins and groups
 * that were not asked about stay as the last pass knew them, and so does the manager.
 */
export function factsAsSeen(
  known: UserFacts,
  seen: SeenPerson | undefined,
  askedGroups: readonly string[],
): UserFacts | undefined {
  const facts = seen ? withSeen(known, seen, askedGroups) : { ...known, isInDirectory: false };
  return isDeepStrictEqual(comparable(facts), comparable(known)) ? undefined : facts;
}

function withSeen(known: UserFacts, { user, memberOf }: SeenPerson, askedGroups: readonly string[]): UserFacts {
  const asked = new Set(askedGroups.map((groupId) => groupId.toLowerCase()));
  const others = known.memberOf.filter((groupId) => !asked.has(groupId.toLowerCase()));
  const { lastSignInDateTime, neverSignedIn, managerId } = known.user;
  const merged = { ...user, lastSignInDateTime, neverSignedIn, ...(managerId && { managerId }) };
  return { ...known, user: merged, isInDirectory: true, memberOf: [...others, ...memberOf] };
}

/** Graph lists plans and groups in any order, and what is undefined may as well be missing. */
function comparable({ user, isInDirectory, memberOf }: UserFacts): unknown {
  const plain = { isInDirectory, memberOf: memberOf.toSorted(), user: sorted(user) };
  return JSON.parse(JSON.stringify(plain)) as unknown;
}

const sorted = (user: DirectoryUser): object =>
  Object.fromEntries(
    Object.entries(user).map(([name, value]: [string, unknown]) => [
      name,
      Array.isArray(value) ? value.map((one) => JSON.stringify(one)).toSorted() : value,
    ]),
  );
