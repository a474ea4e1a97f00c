import { odata, type TableClient } from '@azure/data-tables';
import type { AuditEntry, AuditPage, AuditTrail } from '../../ports/audit-trail.ts';
import type { UnreadableRow } from '../../faults/unreadable-row.ts';
import { toDate, writable } from './cells.ts';
import { afterAll } from './keys.ts';
import { readRow, readRows, type NewRow, type Row } from './rows.ts';
import { readAllOrNote } from './set-aside.ts';
import { rowRefusal, trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';
import { documentIn, documentRow } from './versioned-documents.ts';
import { deleteAll } from './write-all.ts';

type Stored = Omit<AuditEntry, 'at' | 'target'> & { readonly at: string; readonly target?: string };

const partitionKey = 'audit';

/** The time counted down, so that the newest entry lies first; an outcome before its beginning. */
const latestMs = 9_999_999_999_999;
const countedDown = (at: Date): string => String(latestMs - at.getTime()).padStart(13, '0');
const changeKeyOf = ({ at, entryId }: AuditEntry): string => `${countedDown(at)}|${entryId}`;
const rowKeyOf = (entry: AuditEntry): string => `${changeKeyOf(entry)}|${entry.outcome === 'begun' ? 'begun' : '1'}`;

/** Beginning and outcome of a change have it in common. */
const changeKeyIn = ({ rowKey }: Row): string => rowKey!.split('|', 2).join('|');
const pageSize = 400;

/** Also where it was done to several. */
const isAbout = ({ target, details }: AuditEntry, about: readonly string[]): boolean =>
  about.some(
    (one) =>
      target === one ||
      String(details['userIds'] ?? '')
        .split(' ')
        .includes(one),
  );

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

  async list(limit: number, next: string | undefined, about?: readonly string[]): Promise<AuditPage> {
    if (about === undefined) return this.#list(limit, next);
    const [found, unreadable]: [AuditEntry[], UnreadableRow[]] = [[], []];
    let from = next;
    do {
      const page = await this.#list(pageSize, from);
      found.push(...page.entries.filter((entry) => isAbout(entry, about)));
      unreadable.push(...page.unreadable);
      from = page.next;
    } while (from !== undefined && found.length <= limit);
    const entries = found.slice(0, limit);
    const isMore = found.length > limit;
    return { entries, unreadable, next: isMore ? `${changeKeyOf(entries.at(-1)!)}|~` : undefined };
  }

  async #list(limit: number, next: string | undefined): Promise<AuditPage> {
    const filter = odata`PartitionKey eq ${partitionKey} and RowKey gt ${next ?? ''} and RowKey lt ${afterAll}`;
    const twice = 2 * limit + 1;
    const rows = await trying('read the audit trail in Control', () => readRows(this.#table, { filter }, twice));
    const changes = [...Map.groupBy(rows, changeKeyIn)];
    const page = { entries: [] as AuditEntry[], unreadable: [] as UnreadableRow[] };
    for (const [, ofChange] of changes.slice(0, limit)) {
      const read = await readAllOrNote(this.#table, { table: tableNames.control, rows: ofChange, read: entryIn });
      page.entries.push(...read.values.slice(0, 1));
      if (read.values.length === 0) page.unreadable.push(...read.unreadable.slice(0, 1));
    }
    return { ...page, next: changes.length > limit ? `${changes[limit - 1]![0]}|~` : undefined };
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

export function entryIn(row: Row): AuditEntry {
  const { value } = documentIn<Stored>(row);
  const { entryId, by, action, outcome, details } = value;
  if ([entryId, by, action, outcome].some((part) => typeof part !== 'string') || typeof details !== 'object')
    throw new Error('it does not say who changed what');
  return { ...value, at: toDate(value.at), target: value.target };
}
