import type { PassRowsOf, PassStore } from '../../shared/ports/pass-store.ts';
import type { Pass } from '../../shared/registration/pass.ts';
import { kept } from './kept.ts';
import { VersionedCell } from './versioned-cell.ts';

interface SavedPage {
  readonly passId: string;
  readonly collection: PassRowsOf;
  readonly page: number;
  readonly rows: Uint8Array;
}

/** Passes and their pages in memory. */
export class FakePassStore implements PassStore {
  readonly #current = new VersionedCell<Pass>();
  readonly #pages = new Map<string, SavedPage>();
  readonly #seen = new Map<string, Date>();
  #lastComplete: Pass | undefined;

  async readCurrent(): Promise<{ readonly pass: Pass; readonly version: string } | undefined> {
    const { value, version } = this.#current;
    return value && version !== undefined ? { pass: value, version } : undefined;
  }

  async readLastComplete(): Promise<Pass | undefined> {
    return this.#lastComplete;
  }

  async write(pass: Pass, version: string | undefined) {
    const answer = this.#current.write(pass, version ?? this.#current.version);
    if (answer.kind === 'written' && pass.state === 'complete') this.#lastComplete = kept(pass);
    return answer;
  }

  async saveRows(passId: string, collection: PassRowsOf, page: number, rows: Uint8Array): Promise<void> {
    this.#pages.set(`${passId}|${collection}|${page}`, { passId, collection, page, rows: rows.slice() });
  }

  async *readRows(passId: string, collection: PassRowsOf, _skipped?: () => void): AsyncIterable<Uint8Array> {
    const pages = [...this.#pages.values()].filter(
      (saved) => saved.passId === passId && saved.collection === collection,
    );
    for (const { rows } of pages.toSorted((a, b) => a.page - b.page)) yield rows.slice();
  }

  async noteSeen(userId: string, at: Date): Promise<void> {
    this.#seen.set(userId.toLowerCase(), at);
  }

  async readSeen(): Promise<ReadonlySet<string>> {
    return new Set(this.#seen.keys());
  }

  async forgetSeen(before: Date): Promise<void> {
    for (const [userId, at] of this.#seen) if (at < before) this.#seen.delete(userId);
  }

  async forgetOthers(passIds: readonly string[]): Promise<void> {
    for (const [key, { passId }] of this.#pages) if (!passIds.includes(passId)) this.#pages.delete(key);
  }
}
