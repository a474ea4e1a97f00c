import { odata, type TableClient } from '@azure/data-tables';
import type { PlanDraft } from '../../campaign/plan-draft.ts';
import type { PlanStore } from '../../ports/plan-store.ts';
import { toDate } from './cells.ts';
import { decodeKey, encodeKey } from './keys.ts';
import { deleteRow, putRow, readRow, readRows, type Row } from './rows.ts';
import { attempt } from './set-aside.ts';
import { trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';
import { documentIn, documentRow } from './versioned-documents.ts';
import { readWaveMembers, saveWaveMembers } from './wave-members.ts';
import { deleteAll } from './write-all.ts';

type Stored = Omit<PlanDraft, 'userIds' | 'plannedAt'> & { readonly plannedAt: string };

const partitionKey = 'plan';
/** A dry run is followed by its launch within minutes. */
const draftsKept = 30;

const keyOf = (confirm: string) => ({ partitionKey, rowKey: encodeKey(confirm) });
/** No wave is called so: a wave's id has no blanks. */
const membersOf = (confirm: string): string => `plan ${confirm}`;

/** Drafts of waves in the table `Waves`, their people beside those of the waves. */
export class TablePlanStore implements PlanStore {
  readonly #table: TableClient;
  readonly #control: TableClient;
  readonly #newWriteId: () => string;

  /** What cannot be read of a draft's people is written down in `control`. */
  constructor(table: TableClient, control: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#control = control;
    this.#newWriteId = newWriteId;
  }

  /** The people first: a draft that is found is whole. */
  async keep({ userIds, ...draft }: PlanDraft): Promise<void> {
    await trying('keep a draft in Waves', async () => {
      await saveWaveMembers(this.#table, membersOf(draft.confirm), userIds, this.#newWriteId());
      await putRow(this.#table, documentRow(keyOf(draft.confirm), draft));
      await this.#forgetOldest();
    });
  }

  async find(confirm: string): Promise<PlanDraft | undefined> {
    return trying('find a draft in Waves', async () => {
      const { rowKey } = keyOf(confirm);
      const row = await readRow(this.#table, partitionKey, rowKey);
      const made = row && attempt(tableNames.waves, row, draftIn);
      if (made === undefined || 'unreadable' in made) return undefined;
      const { at, ...draft } = made.value;
      const tables = { waves: this.#table, control: this.#control };
      const { userIds, isWhole } = await readWaveMembers(tables, membersOf(confirm));
      return isWhole ? { ...draft, plannedAt: at, userIds } : undefined;
    });
  }

  async forgetBefore(before: Date): Promise<number> {
    return trying('forget old drafts in Waves', async () => {
      const old = (await this.#readAll()).filter((row) => plannedAt(row) < before.getTime());
      for (const row of old) await this.#forget(decodeKey(row.rowKey!));
      return old.length;
    });
  }

  async #forgetOldest(): Promise<void> {
    const rows = await this.#readAll();
    const oldest = rows.toSorted((a, b) => plannedAt(a) - plannedAt(b)).slice(0, -draftsKept);
    for (const row of oldest) await this.#forget(decodeKey(row.rowKey!));
  }

  #readAll(): Promise<readonly Row[]> {
    return readRows(this.#table, { filter: odata`PartitionKey eq ${partitionKey}` });
  }

  async #forget(confirm: string): Promise<void> {
    await deleteRow(this.#table, keyOf(confirm));
    const members = `members|${encodeKey(membersOf(confirm))}`;
    const filter = odata`PartitionKey eq ${members}`;
    const rows = await readRows(this.#table, { filter, select: ['PartitionKey', 'RowKey'] });
    await deleteAll(
      this.#table,
      rows.map(({ rowKey }) => ({ partitionKey: members, rowKey: rowKey! })),
    );
  }
}

export const draftIn = (row: Row): Stored & { readonly at: Date } => {
  const { value } = documentIn<Stored>(row);
  return { ...value, at: toDate(value.plannedAt) };
};

/** A draft that cannot be read is the first to go. */
function plannedAt(row: Row): number {
  const made = attempt(tableNames.waves, row, draftIn);
  return 'value' in made ? made.value.at.getTime() : 0;
}
