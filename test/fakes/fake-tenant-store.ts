import type { TenantStore } from '../../shared/ports/tenant-store.ts';
import { nothingKnown, type TenantFacts } from '../../shared/tenant/known-tenant.ts';
import { VersionedCell } from './versioned-cell.ts';

/** What is known of the tenant, in memory. */
export class FakeTenantStore implements TenantStore {
  readonly #cell = new VersionedCell<TenantFacts>();

  async read(): Promise<{ readonly facts: TenantFacts; readonly version: string | undefined }> {
    return { facts: this.#cell.value ?? nothingKnown, version: this.#cell.version };
  }

  async write(facts: TenantFacts, version: string | undefined): Promise<boolean> {
    return this.#cell.write(facts, version).kind === 'written';
  }
}
