import type { ContactFailure } from './authentication-methods.ts';

/** Who has power over the tenant at this moment. */
export interface AdminRoles {
  /**
   * Whether somebody holds an admin role, or may take one up whenever they want, by themselves or by a group. Everything is
   * read anew each time: Graph lets an app enter security info for anybody, so that this is the only guard.
   */
  read(userId: string): Promise<RoleReading>;

  /** Everybody who holds an admin role or may take one up, to judge a whole tenant by. Never throws. */
  readHolders(): Promise<HoldersReading>;
}

export type HoldersReading =
  /** Object ids of people and apps, and of the groups whose members hold what the group does. */
  | { readonly kind: 'read'; readonly principals: readonly string[]; readonly groups: readonly string[] }
  | Exclude<RoleReading, { readonly kind: 'none' | 'admin' }>;

export type RoleReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'admin' }
  /** No answer that could be understood: that is no "none". */
  | { readonly kind: 'unreadable' }
  | ContactFailure;
