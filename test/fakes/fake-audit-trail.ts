import type { AuditEntry, AuditPage, AuditTrail } from '../../shared/ports/audit-trail.ts';
import { kept } from './kept.ts';

/** An audit trail in memory. */
export class FakeAuditTrail implements AuditTrail {
  readonly #begun = new Map<string, AuditEntry>();
  readonly #ended = new Map<string, AuditEntry>();

  async write(entry: AuditEntry): Promise<void> {
    const rows = entry.outcome === 'begun' ? this.#begun : this.#ended;
    const there = rows.get(entry.entryId);
    if (there && JSON.stringify(there) !== JSON.stringify(entry))
      throw new Error('The audit trail has another entry in the place of this one');
    rows.set(entry.entryId, kept(entry));
  }

  async list(limit: number, next: string | undefined, about?: readonly string[]): Promise<AuditPage> {
    const newestFirst = [...new Map([...this.#begun, ...this.#ended]).values()]
      .filter(({ target }) => about === undefined || (target !== undefined && about.includes(target)))
      .toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.entryId < b.entryId ? -1 : 1));
    const from = next === undefined ? 0 : newestFirst.findIndex(({ entryId }) => entryId === next) + 1;
    const entries = newestFirst.slice(from, from + limit);
    return { entries, unreadable: [], next: from + limit < newestFirst.length ? entries.at(-1)?.entryId : undefined };
  }

  async forgetBefore(before: Date, atMost: number): Promise<number> {
    let forgotten = 0;
    for (const rows of [this.#begun, this.#ended])
      for (const [id, { at }] of rows)
        if (at < before && forgotten < atMost) {
          rows.delete(id);
          forgotten += 1;
        }
    return forgotten;
  }
}
