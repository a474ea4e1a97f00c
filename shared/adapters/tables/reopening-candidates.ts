import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { ReopeningCandidate } from '../../campaign/reopening.ts';
import { reopeningReasons } from '../../campaign/round.ts';
import type { ReopeningCandidates } from '../../ports/reopening-candidates.ts';
import { isId } from '../../registration/pass/id-table.ts';
import { dateIn, textIn } from './cells.ts';
import { afterAll } from './keys.ts';
import { readRows, type Row } from './rows.ts';
import { readAllOrNote } from './set-aside.ts';
import { trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';
import { applyAll, deleteAll } from './write-all.ts';

const partitionKey = 'reopening';

/** By time. The person's id stands in the key, so that the row goes when they are erased. */
const keyOf = ({ userId, lookAt, because }: ReopeningCandidate) => ({
  partitionKey,
  rowKey: `${lookAt.toISOString()}|${userId.toLowerCase()}|${because}`,
});

/** Whom to look at for a new round, kept in the table `Waves`. */
export class TableReopeningCandidates implements ReopeningCandidates {
  readonly #table: TableClient;
  readonly #control: TableClient;

  /** What cannot be read is written down in `control`. */
  constructor(table: TableClient, control: TableClient) {
    this.#table = table;
    this.#control = control;
  }

  async put(candidates: readonly ReopeningCandidate[]): Promise<void> {
    const actions = candidates.map((one): TransactionAction => {
      const row = { ...keyOf(one), toldBy: one.toldBy, toldAt: one.toldAt.toISOString() };
      return ['upsert', row, 'Replace'];
    });
    await trying('put candidates for a new round into Waves', () => applyAll(this.#table, actions));
  }

  async due(now: Date, limit: number): Promise<readonly ReopeningCandidate[]> {
    return trying('list candidates for a new round in Waves', async () => {
      const to = `${now.toISOString()}|${afterAll}`;
      const filter = odata`PartitionKey eq ${partitionKey} and RowKey lt ${to}`;
      const rows = await readRows(this.#table, { filter }, limit);
      return (await readAllOrNote(this.#control, { table: tableNames.waves, rows, read: candidateIn })).values;
    });
  }

  async drop(candidates: readonly ReopeningCandidate[]): Promise<void> {
    await trying('drop candidates for a new round from Waves', () => deleteAll(this.#table, candidates.map(keyOf)));
  }
}

export function candidateIn(row: Row): ReopeningCandidate {
  const [lookAt, userId, reason] = row.rowKey!.split('|');
  const because = reopeningReasons.find((one) => one === reason);
  const at = new Date(lookAt ?? '');
  if (userId === undefined || !isId(userId) || because === undefined || Number.isNaN(at.getTime()))
    throw new Error('it names no person, no time or no reason');
  return { userId, because, toldBy: textIn(row, 'toldBy'), toldAt: dateIn(row, 'toldAt'), lookAt: at };
}
