import { odata, type TableClient } from '@azure/data-tables';
import type { AuditEntry, AuditPage, AuditTrail } from '../../ports/audit-trail.ts';
import { writable } from './cells.ts';
import { afterAll } from './keys.ts';
import { readRow, readRows, type NewRow } from './rows.ts';
import { rowRefusal, trying } from './storage-errors.ts';
import { documentIn, documentRow } from './versioned-documents.ts';
import { deleteAll } from './write-all.ts';

type Stored = Omit<AuditEntry, 'at' | 'target'> & { readonly at: string; readonly target?: string };

const partitionKey = 'audit';

/** The time counted down, so that the newest entry lies first; an outcome before its beginning. */
const latestMs = 9_999_999_999_999;
const countedDown = (at: Date): string => String(latestMs - at.getTime()).padStart(13, '0');
const changeKeyOf = ({ at, entryId }: AuditEntry): string => `${countedDown(at)}|${entryId}`;
const rowKeyOf = (entry: AuditEntry): string => `${changeKeyOf(entry)}|${entry.outcome === 'begun' ? 'begun' : '1'}`;

/** Every change by whom and when, in the table `Control`. Rows are only ever inserted, and deleted by their age alone. */
export class TableAuditTrail implements AuditTrail {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  async write(entry: AuditEntry): Promise<void> {
    const row = documentRow({ partitionKey, rowKey: rowKeyOf(entry) }, entry);
    await trying('write to the audit trail in Control', () => insertRow(this.#table, row));
  }

  async list(limit: number, next: string | undefined): Promise<AuditPage> {
    const filter = odata`PartitionKey eq ${partitionKey} and RowKey gt ${next ?? ''} and RowKey lt ${afterAll}`;
    const twice = 2 * limit + 1;
    const rows = await trying('read the audit trail in Control', () => readRows(this.#table, { filter }, twice));
    const all = new Map<string, AuditEntry>();
    for (const row of rows) {
      const entry = entryIn(documentIn<Stored>(row).value);
      if (!all.has(entry.entryId)) all.set(entry.entryId, entry);
    }
    const entries = [...all.values()].slice(0, limit);
    return { entries, next: all.size > limit ? `${changeKeyOf(entries.at(-1)!)}|~` : undefined };
  }

  async forgetBefore(before: Date, atMost: number): Promise<number> {
    const filter = odata`PartitionKey eq ${partitionKey} and RowKey gt ${`${countedDown(before)}|~`} and RowKey lt ${afterAll}`;
    return trying('delete old rows of the audit trail in Control', async () => {
      const rows = await readRows(this.#table, { filter, select: ['PartitionKey', 'RowKey'] }, atMost);
      await deleteAll(
        this.#table,
        rows.map(({ partitionKey: partition, rowKey }) => ({ partitionKey: partition!, rowKey: rowKey! })),
      );
      return rows.length;
    });
  }
}

/** A row that is there already is our own of a request whose answer was lost, or the trail is not what it was. */
async function insertRow(table: TableClient, row: NewRow): Promise<void> {
  try {
    await table.createEntity(writable(row));
  } catch (error) {
    if (rowRefusal(error) !== 409) throw error;
    const there = await readRow(table, row.partitionKey, row.rowKey);
    const isOurs = there && JSON.stringify(documentIn(there).value) === JSON.stringify(documentIn(asRead(row)).value);
    if (!isOurs) throw new Error('The audit trail has another entry in the place of this one', { cause: error });
  }
}

const asRead = (row: NewRow) => ({ ...row, etag: '' }) as Parameters<typeof documentIn>[0];

const entryIn = (stored: Stored): AuditEntry => ({ ...stored, at: new Date(stored.at), target: stored.target });
