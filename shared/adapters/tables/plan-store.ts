import { odata, type TableClient } from '@azure/data-tables';
import type { PlanDraft } from '../../campaign/plan-draft.ts';
import type { PlanStore } from '../../ports/plan-store.ts';
import { encodeKey } from './keys.ts';
import { deleteRow, putRow, readRows, type Row } from './rows.ts';
import { trying } from './storage-errors.ts';
import { documentIn, documentRow, readDocument } from './versioned-documents.ts';
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
  readonly #newWriteId: () => string;

  constructor(table: TableClient, newWriteId: () => string) {
    this.#table = table;
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
      const stored = await readDocument<Stored>(this.#table, keyOf(confirm));
      if (stored === undefined) return undefined;
      const userIds = await readWaveMembers(this.#table, membersOf(confirm));
      return { ...stored.value, plannedAt: new Date(stored.value.plannedAt), userIds };
    });
  }

  async #forgetOldest(): Promise<void> {
    const rows = await readRows(this.#table, { filter: odata`PartitionKey eq ${partitionKey}` });
    const oldest = rows.toSorted((a, b) => plannedAt(a) - plannedAt(b)).slice(0, -draftsKept);
    for (const row of oldest) await this.#forget(documentIn<Stored>(row).value.confirm);
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

const plannedAt = (row: Row): number => new Date(documentIn<Stored>(row).value.plannedAt).getTime();
