import type { TableClient } from '@azure/data-tables';
import type { DriftStore } from '../../ports/drift-store.ts';
import type { MassDrift } from '../../registration/mass-drift.ts';
import { toDate } from './cells.ts';
import type { Row } from './rows.ts';
import { trying } from './storage-errors.ts';
import { documentIn, readOrBegin, writeDocument } from './versioned-documents.ts';

const key = { partitionKey: 'drifts', rowKey: 'all' };

type Stored = Omit<MassDrift, 'foundAt'> & { readonly foundAt: string };

/** The mass drifts, one row of the table `Control`. */
export class TableDriftStore implements DriftStore {
  readonly #table: TableClient;
  readonly #newWriteId: () => string;

  constructor(table: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#newWriteId = newWriteId;
  }

  async read(): Promise<{ readonly drifts: readonly MassDrift[]; readonly version: string | undefined }> {
    const stored = await trying('read mass drifts from Control', () => readOrBegin(this.#table, key, readDrifts));
    return { drifts: stored.value ?? [], version: stored.version };
  }

  async write(drifts: readonly MassDrift[], version: string | undefined): Promise<boolean> {
    const answer = await trying('write mass drifts to Control', () =>
      writeDocument(this.#table, { ...key, value: drifts, version, writeId: this.#newWriteId() }),
    );
    return answer.kind === 'written';
  }
}

export const readDrifts = (row: Row): readonly MassDrift[] =>
  documentIn<readonly Stored[]>(row).value.map((drift) => ({ ...drift, foundAt: toDate(drift.foundAt) }));
