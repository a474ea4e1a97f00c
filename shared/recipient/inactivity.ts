import type { DirectoryUser } from './directory-user.ts';

type Presence = Pick<DirectoryUser, 'lastSignInDateTime' | 'neverSignedIn' | 'createdDateTime' | 'employeeHireDate'>;

/**
 * Whether somebody has not signed in for so many days, or never since there was an account for a person who works here.
 * Unknown is not inactive: without `signInActivity` (it needs a premium licence) nobody is left out for it.
 *
 * https://learn.microsoft.com/graph/api/resources/signinactivity
 */
export function isInactive(user: Presence, skipInactiveForDays: number, now: Date): boolean {
  const since = user.lastSignInDateTime ?? (user.neverSignedIn ? couldSignInSince(user) : undefined);
  if (since === undefined || skipInactiveForDays === 0) return false;
  return now.getTime() - since.getTime() > skipInactiveForDays * 86_400_000;
}

/** Accounts are often made long before the first day. Without a date of its making nothing is known of an account. */
export function couldSignInSince({
  createdDateTime,
  employeeHireDate,
}: Omit<Presence, 'lastSignInDateTime' | 'neverSignedIn'>) {
  if (createdDateTime === undefined || employeeHireDate === undefined) return createdDateTime;
  return employeeHireDate > createdDateTime ? employeeHireDate : createdDateTime;
}
