import type { AdminRoles, HoldersReading, RoleReading } from '../../shared/ports/admin-roles.ts';

/** Nobody is an admin, but for those whom a test makes one. */
export class FakeAdminRoles implements AdminRoles {
  readonly #admins = new Set<string>();
  readonly #readings: RoleReading[] = [];
  readonly asked: string[] = [];
  /** What everybody who holds a role is answered as, where that is not the list of those whom a test made one. */
  holders: HoldersReading | undefined;

  makeAdmin(userId: string): void {
    this.#admins.add(userId);
  }

  /** The next reading is this one, and the one after that the one given next. */
  answerNext(...readings: readonly RoleReading[]): void {
    this.#readings.push(...readings);
  }

  async read(userId: string): Promise<RoleReading> {
    this.asked.push(userId);
    return this.#readings.shift() ?? { kind: this.#admins.has(userId) ? 'admin' : 'none' };
  }

  async readHolders(): Promise<HoldersReading> {
    return this.holders ?? { kind: 'read', principals: [...this.#admins], groups: [] };
  }
}
