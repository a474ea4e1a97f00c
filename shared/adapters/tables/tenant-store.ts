import type { TableClient } from '@azure/data-tables';
import type { TenantStore } from '../../ports/tenant-store.ts';
import { nothingKnown, type TenantFacts } from '../../tenant/known-tenant.ts';
import { toDate } from './cells.ts';
import type { Row } from './rows.ts';
import { trying } from './storage-errors.ts';
import { documentIn, readOrBegin, writeDocument } from './versioned-documents.ts';

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
      readOrBegin(this.#table, key, readTenantFacts),
    );
    return { facts: stored.value ?? nothingKnown, version: stored.version };
  }

  async write(facts: TenantFacts, version: string | undefined): Promise<boolean> {
    const answer = await trying('write what is known of the tenant to Control', () =>
      writeDocument(this.#table, { ...key, value: facts, version, writeId: this.#newWriteId() }),
    );
    return answer.kind === 'written';
  }
}

export function readTenantFacts(row: Row): TenantFacts {
  const { readAt, federatedDomains, writebackSwitch, refusal } = documentIn<Stored>(row).value;
  return {
    readAt: readAt === undefined ? undefined : toDate(readAt),
    federatedDomains,
    writebackSwitch: writebackSwitch && { ...writebackSwitch, at: toDate(writebackSwitch.at) },
    refusal: refusal && { ...refusal, at: toDate(refusal.at) },
  };
}
