import type { TenantFacts } from '../tenant/known-tenant.ts';

/** What was last read of the tenant itself. */
export interface TenantStore {
  /** Nothing known before the first reading. */
  read(): Promise<{ readonly facts: TenantFacts; readonly version: string | undefined }>;
  /** False when somebody else wrote since the reading: nothing was written. */
  write(facts: TenantFacts, version: string | undefined): Promise<boolean>;
}
