import type { DirectoryUser } from '../recipient/directory-user.ts';

/** One person as the directory knows them at this moment, before they are written to. Never throws. */
export interface PersonReader {
  /**
   * The person by object id, and which of these groups they are in, nested membership included. One request over the
   * network, whatever the number of groups.
   */
  readPerson(userId: string, groupIds: readonly string[]): Promise<PersonReading>;
}

export type PersonReading =
  | { readonly kind: 'read'; readonly user: DirectoryUser; readonly memberOf: readonly string[] }
  /** The directory has nobody of this id. A new account may be unknown to the server that answered. */
  | { readonly kind: 'notThere' }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }
  /** The app may not read people: nothing will change before an admin grants the permission. */
  | { readonly kind: 'refused'; readonly permission: string }
  /** No answer, or none that can be understood. */
  | { readonly kind: 'away'; readonly because: string };
