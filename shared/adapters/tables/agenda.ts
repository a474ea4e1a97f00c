import type { TableClient } from '@azure/data-tables';
import type { Agenda, AgendaChange, AgendaEntry, WatchEntry } from '../../ports/agenda.ts';
import { GatheredWrites } from './gathered-writes.ts';
import { afterAll } from './keys.ts';
import { maxPageSize, readPages, readRows, type RowQuery } from './rows.ts';
import { readAllOrNote } from './set-aside.ts';
import { trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';
import { dueRow, entryIn, keysOf, kinds, watchRow, type Entry, type Kind } from './agenda-row.ts';
import { applyChanges, moveAll, toMove, type RowChange } from './agenda-changes.ts';

/** What is due when, kept in the table `Agenda`: a row is all key, `<kind>|<instant>|<userId>|<step>`. */
export class TableAgenda implements Agenda {
  readonly #table: TableClient;
  readonly #control: TableClient;
  readonly #changes: GatheredWrites<RowChange>;

  /** What cannot be read is written down in `control`. */
  constructor(table: TableClient, control: TableClient) {
    this.#table = table;
    this.#control = control;
    this.#changes = new GatheredWrites((changes) => applyChanges(table, changes));
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
    await trying('watch entries of Agenda', () => moveAll(this.#table, moves));
  }

  async replace({ put = [], putWatch = [], drop = [], dropWatch = [] }: AgendaChange): Promise<void> {
    const puts = [...put.map(dueRow), ...putWatch.map(watchRow)];
    const drops = [...drop.map(dueRow), ...dropWatch.map(watchRow)];
    await trying('change entries of Agenda', () => this.#changes.add({ puts, drops }));
  }

  async count(limit: number): Promise<{ readonly due: number; readonly watched: number }> {
    const [due = [], watched = []] = await trying('count entries of Agenda', () =>
      Promise.all(kinds.map((kind) => readRows(this.#table, keysOf(kind, `${kind}|${afterAll}`), limit))),
    );
    return { due: due.length, watched: watched.length };
  }
}
