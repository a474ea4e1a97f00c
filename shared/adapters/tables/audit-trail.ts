import { odata, type TableClient } from '@azure/data-tables';
import type { AuditEntry, AuditPage, AuditTrail } from '../../ports/audit-trail.ts';
import { afterAll } from './keys.ts';
import { putRow, readRows } from './rows.ts';
import { trying } from './storage-errors.ts';
import { documentIn, documentRow } from './versioned-documents.ts';

type Stored = Omit<AuditEntry, 'at' | 'target'> & { readonly at: string; readonly target?: string };

const partitionKey = 'audit';

/** The time counted down, so that the newest entry lies first. */
const latestMs = 9_999_999_999_999;
const rowKeyOf = ({ at, entryId }: AuditEntry): string =>
  `${String(latestMs - at.getTime()).padStart(13, '0')}|${entryId}`;

/** Every change by whom and when, in the table `Control`. Nothing of the product deletes from it. */
export class TableAuditTrail implements AuditTrail {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  async write(entry: AuditEntry): Promise<void> {
    const row = documentRow({ partitionKey, rowKey: rowKeyOf(entry) }, entry);
    await trying('write to the audit trail in Control', () => putRow(this.#table, row));
  }

  async list(limit: number, next: string | undefined): Promise<AuditPage> {
    const filter = odata`PartitionKey eq ${partitionKey} and RowKey gt ${next ?? ''} and RowKey lt ${afterAll}`;
    const rows = await trying('read the audit trail in Control', () => readRows(this.#table, { filter }, limit + 1));
    const page = rows.slice(0, limit);
    const entries = page.map((row) => entryIn(documentIn<Stored>(row).value));
    return { entries, next: rows.length > limit ? page.at(-1)?.rowKey : undefined };
  }
}

const entryIn = (stored: Stored): AuditEntry => ({ ...stored, at: new Date(stored.at), target: stored.target });
