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

  it(`${name}: everybody who holds an admin role can be listed`, async () => {
    const { roles, userId, makeAdmin } = await create();
    const before = await roles.readHolders();
    expect(before).toMatchObject({ kind: 'read', groups: expect.any(Array) as unknown });
    expect(before).not.toMatchObject({ principals: expect.arrayContaining([userId]) as unknown });
    await makeAdmin();
    expect(await roles.readHolders()).toMatchObject({ principals: expect.arrayContaining([userId]) as unknown });
  });
}
