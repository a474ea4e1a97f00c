import type { TableClient } from '@azure/data-tables';
import type { TenantStore } from '../../ports/tenant-store.ts';
import { nothingKnown, type TenantFacts } from '../../tenant/known-tenant.ts';
import { trying } from './storage-errors.ts';
import { readDocument, writeDocument } from './versioned-documents.ts';

const key = { partitionKey: 'tenant', rowKey: 'facts' };

interface Stored {
  readonly readAt?: string;
  readonly federatedDomains?: readonly string[];
  readonly writebackSwitch?: { readonly at: string; readonly isOn: boolean };
  readonly refusal?: { readonly permission: string; readonly at: string };
}

/** What is known of the tenant, one row of the table `Control`. */
export class TableTenantStore implements TenantStore {
  readonly #table: TableClient;
  readonly #newWriteId: () => string;

  constructor(table: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#newWriteId = newWriteId;
  }

  async read(): Promise<{ readonly facts: TenantFacts; readonly version: string | undefined }> {
    const stored = await trying('read what is known of the tenant from Control', () =>
      readDocument<Stored>(this.#table, key),
    );
    return stored
      ? { facts: factsIn(stored.value), version: stored.version }
      : { facts: nothingKnown, version: undefined };
  }

  async write(facts: TenantFacts, version: string | undefined): Promise<boolean> {
    const answer = await trying('write what is known of the tenant to Control', () =>
      writeDocument(this.#table, { ...key, value: facts, version, writeId: this.#newWriteId() }),
    );
    return answer.kind === 'written';
  }
}

const factsIn = ({ readAt, federatedDomains, writebackSwitch, refusal }: Stored): TenantFacts => ({
  readAt: readAt === undefined ? undefined : new Date(readAt),
  federatedDomains,
  writebackSwitch: writebackSwitch && { ...writebackSwitch, at: new Date(writebackSwitch.at) },
  refusal: refusal && { ...refusal, at: new Date(refusal.at) },
});
