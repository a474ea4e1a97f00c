import type { UnreadableRow } from '../../shared/faults/unreadable-row.ts';
import type { UnreadableRows } from '../../shared/ports/unreadable-rows.ts';

const nameOf = ({ table, partitionKey, rowKey }: UnreadableRow): string => [table, partitionKey, rowKey].join('|');

/** Rows set aside, in memory. */
export class FakeUnreadableRows implements UnreadableRows {
  readonly #noted = new Map<string, UnreadableRow>();
  readonly #mended = new Set<string>();

  /** As if somebody had read a row that cannot be read. */
  note(row: UnreadableRow): void {
    this.#noted.set(nameOf(row), row);
  }

  /** As if somebody had put the row right, or deleted it. */
  mend(row: UnreadableRow): void {
    this.#mended.add(nameOf(row));
  }

  async list(limit: number): Promise<readonly UnreadableRow[]> {
    return [...this.#noted.values()].slice(0, limit);
  }

  async lookAgain(): Promise<readonly UnreadableRow[]> {
    for (const name of this.#mended) this.#noted.delete(name);
    this.#mended.clear();
    return [...this.#noted.values()];
  }
}
