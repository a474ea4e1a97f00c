import { expect, it } from 'vitest';
import type { AdminRoles } from '../../shared/ports/admin-roles.ts';

export interface RolesUnderTest {
  readonly roles: AdminRoles;
  /** Somebody who is no admin. */
  readonly userId: string;
  readonly makeAdmin: () => Promise<void>;
}

/** What every adapter for admin roles promises. */
export function describeAdminRoles(name: string, create: () => Promise<RolesUnderTest>): void {
  it(`${name}: admin roles are read anew each time`, async () => {
    const { roles, userId, makeAdmin } = await create();
    expect(await roles.read(userId)).toEqual({ kind: 'none' });
    await makeAdmin();
    expect(await roles.read(userId)).toEqual({ kind: 'admin' });
    expect(await roles.read(userId.toUpperCase())).toEqual({ kind: 'admin' });
  });
}
