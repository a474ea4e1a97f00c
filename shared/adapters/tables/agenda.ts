import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import { stepText, type Step } from '../../delivery/steps.ts';
import type { Agenda, AgendaChange, AgendaEntry, WatchEntry } from '../../ports/agenda.ts';
import { isId } from '../../registration/pass/id-table.ts';
import { toDate } from './cells.ts';
import { actOnEach } from './bounded-concurrency.ts';
import { GatheredWrites } from './gathered-writes.ts';
import { afterAll } from './keys.ts';
import { deleteRow, maxPageSize, readPages, readRows, type NewRow, type Row, type RowQuery } from './rows.ts';
import { readAllOrNote } from './set-aside.ts';
import { rowRefusal, trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';
import { submit } from './transaction.ts';
import { applyAll, deleteAll } from './write-all.ts';

/** One partition, so that entries can be moved in transactions and lie in the order of their times. */
const partitionKey = 'agenda';
const rowsPerTransaction = 100;
const inFlight = 8;

const kinds = ['due', 'watch'] as const;
type Kind = (typeof kinds)[number];

/** What is due when, kept in the table `Agenda`: a row is all key, `<kind>|<instant>|<userId>|<step>`. */
export class TableAgenda implements Agenda {
  readonly #table: TableClient;
  readonly #control: TableClient;
  readonly #changes: GatheredWrites<RowChange>;

  /** What cannot be read is written down in `control`. */
  constructor(table: TableClient, control: TableClient) {
    this.#table = table;
    this.#control = control;
    this.#changes = new GatheredWrites((changes) => this.#apply(changes));
  }

  put(entries: readonly AgendaEntry[]): Promise<void> {
    return this.replace({ put: entries });
  }

  async readDue(now: Date, limit: number): Promise<readonly AgendaEntry[]> {
    const rows = await this.#readUntil('due', now, limit);
    return rows.map(({ at, userId, step }) => ({ dueAt: at, userId, step }));
  }

  async readWatched(now: Date, limit: number): Promise<readonly WatchEntry[]> {
    const rows = await this.#readUntil('watch', now, limit);
    return rows.map(({ at, userId, step }) => ({ watchAt: at, userId, step }));
  }

  async #readUntil(kind: Kind, now: Date, limit: number): Promise<readonly Entry[]> {
    const end = `${kind}|${now.toISOString()}${afterAll}`;
    return trying(`read ${kind} entries of Agenda`, () => this.#entries(keysOf(kind, end), limit));
  }

  /** A row that cannot be read takes nobody's place: those behind it are read. */
  async #entries(query: RowQuery, limit: number): Promise<readonly Entry[]> {
    const entries: Entry[] = [];
    if (limit <= 0) return entries;
    for await (const rows of readPages(this.#table, { ...query, pageSize: Math.min(limit, maxPageSize) })) {
      const read = await readAllOrNote(this.#control, { table: tableNames.agenda, rows, read: entryIn });
      entries.push(...read.values);
      if (entries.length >= limit) break;
    }
    return entries.slice(0, limit);
  }

  async watch(entries: readonly AgendaEntry[], watchAt: Date): Promise<void> {
    const moves = [...new Map(entries.map((entry) => [dueRow(entry).rowKey, toMove(entry, watchAt)])).values()];
    await trying('watch entries of Agenda', () =>
      actOnEach(inGroupsOf(rowsPerTransaction / 2, moves), inFlight, (group) => this.#move(group)),
    );
  }

  /** One entry that is gone would refuse the whole group; then each goes by itself, watched before it is taken away. */
  async #move(moves: readonly Move[]): Promise<void> {
    const actions = [...new Map(moves.map(({ put }) => [put.rowKey, upsert(put)])).values()];
    try {
      await submit(this.#table, [...actions, ...moves.map(({ drop }) => deletion(drop))]);
    } catch (error) {
      if (rowRefusal(error) !== 404) throw error;
      await applyAll(this.#table, actions);
      await actOnEach(moves, inFlight, ({ drop }) => deleteRow(this.#table, drop));
    }
  }

  async replace({ put = [], putWatch = [], drop = [], dropWatch = [] }: AgendaChange): Promise<void> {
    const puts = [...put.map(dueRow), ...putWatch.map(watchRow)];
    const drops = [...drop.map(dueRow), ...dropWatch.map(watchRow)];
    await trying('change entries of Agenda', () => this.#changes.add({ puts, drops }));
  }

  /** Of several changes to one entry the last one holds, and within a change what is put stays. */
  #apply(changes: readonly RowChange[]): Promise<void> {
    const actions = changes.flatMap(({ puts, drops }) => [...drops.map(deletion), ...puts.map(upsert)]);
    const last = [...new Map(actions.map((action) => [action[1].rowKey, action])).values()];
    const rowsOf = (kind: TransactionAction[0]) => last.filter(([one]) => one === kind).map(([, row]) => row);
    return this.#replace(rowsOf('upsert'), rowsOf('delete'));
  }

  async #replace(puts: readonly NewRow[], drops: readonly NewRow[]): Promise<void> {
    const isOneTransaction = puts.length + drops.length <= rowsPerTransaction;
    if (isOneTransaction && puts.length > 0 && (await this.#submitted(puts, drops))) return;
    await applyAll(this.#table, puts.map(upsert));
    await deleteAll(this.#table, drops);
  }

  /** False when an entry to be dropped is gone already: nothing was done then. */
  async #submitted(puts: readonly NewRow[], drops: readonly NewRow[]): Promise<boolean> {
    try {
      await submit(this.#table, [...puts.map(upsert), ...drops.map(deletion)]);
      return true;
    } catch (error) {
      if (rowRefusal(error) === 404) return false;
      throw error;
    }
  }

  async count(limit: number): Promise<{ readonly due: number; readonly watched: number }> {
    const [due = [], watched = []] = await trying('count entries of Agenda', () =>
      Promise.all(kinds.map((kind) => readRows(this.#table, keysOf(kind, `${kind}|${afterAll}`), limit))),
    );
    return { due: due.length, watched: watched.length };
  }
}

interface RowChange {
  readonly puts: readonly NewRow[];
  readonly drops: readonly NewRow[];
}

interface Move {
  readonly put: NewRow;
  readonly drop: NewRow;
}

const toMove = (entry: AgendaEntry, watchAt: Date): Move => ({
  put: watchRow({ ...entry, watchAt }),
  drop: dueRow(entry),
});

const dueRow = ({ dueAt, userId, step }: AgendaEntry): NewRow => rowOf('due', dueAt, userId, step);
const watchRow = ({ watchAt, userId, step }: WatchEntry): NewRow => rowOf('watch', watchAt, userId, step);

const rowOf = (kind: Kind, at: Date, userId: string, step: Step): NewRow => ({
  partitionKey,
  rowKey: [kind, at.toISOString(), userId.toLowerCase(), step].join('|'),
});

interface Entry {
  readonly at: Date;
  readonly userId: string;
  readonly step: Step;
}

/** An entry from its key, which is all there is. */
export function entryIn({ rowKey }: Pick<Row, 'rowKey'>): Entry {
  const [, at = '', userId = '', step] = rowKey!.split('|');
  const known = stepText.safeParse(step);
  if (!isId(userId) || !known.success) throw new Error('its key names no person or no step');
  return { at: toDate(at), userId, step: known.data };
}

function keysOf(kind: Kind, end: string): RowQuery {
  const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${`${kind}|`} and RowKey lt ${end}`;
  return { filter, select: ['PartitionKey', 'RowKey'] };
}

const upsert = (row: NewRow): TransactionAction => ['upsert', row, 'Replace'];
const deletion = (row: NewRow): TransactionAction => ['delete', row];

function inGroupsOf<Item>(size: number, items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
