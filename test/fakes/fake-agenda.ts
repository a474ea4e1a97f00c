import type { Step } from '../../shared/delivery/steps.ts';
import type { Agenda, AgendaChange, AgendaEntry, WatchEntry } from '../../shared/ports/agenda.ts';

/** An agenda in memory. */
export class FakeAgenda implements Agenda {
  readonly #due = new TimeLine();
  readonly #watched = new TimeLine();

  async put(entries: readonly AgendaEntry[]): Promise<void> {
    for (const { dueAt, userId, step } of entries) this.#due.add(dueAt, userId, step);
  }

  async readDue(now: Date, limit: number): Promise<readonly AgendaEntry[]> {
    return this.#due.until(now, limit).map(({ at, userId, step }) => ({ dueAt: at, userId, step }));
  }

  async watch(entries: readonly AgendaEntry[], watchAt: Date): Promise<void> {
    for (const { dueAt, userId, step } of entries) {
      this.#watched.add(watchAt, userId, step);
      this.#due.drop(dueAt, userId, step);
    }
  }

  async readWatched(now: Date, limit: number): Promise<readonly WatchEntry[]> {
    return this.#watched.until(now, limit).map(({ at, userId, step }) => ({ watchAt: at, userId, step }));
  }

  async replace({ put = [], putWatch = [], drop = [], dropWatch = [] }: AgendaChange): Promise<void> {
    for (const { dueAt, userId, step } of drop) this.#due.drop(dueAt, userId, step);
    for (const { watchAt, userId, step } of dropWatch) this.#watched.drop(watchAt, userId, step);
    for (const { dueAt, userId, step } of put) this.#due.add(dueAt, userId, step);
    for (const { watchAt, userId, step } of putWatch) this.#watched.add(watchAt, userId, step);
  }

  async count(limit: number): Promise<{ readonly due: number; readonly watched: number }> {
    return { due: Math.min(this.#due.size, limit), watched: Math.min(this.#watched.size, limit) };
  }

  /** When the first entry of each kind falls due, whenever that is. */
  get firstTimes(): { readonly dueAt: Date | undefined; readonly watchAt: Date | undefined } {
    return { dueAt: this.#due.first?.at, watchAt: this.#watched.first?.at };
  }
}

interface Entry {
  readonly at: Date;
  readonly atMs: number;
  readonly userId: string;
  readonly step: Step;
}

/** Entries in the order of their times, each once. */
class TimeLine {
  readonly #entries: Entry[] = [];

  get size(): number {
    return this.#entries.length;
  }

  get first(): Entry | undefined {
    return this.#entries[0];
  }

  add(at: Date, userId: string, step: Step): void {
    const entry = { at: new Date(at), atMs: at.getTime(), userId: userId.toLowerCase(), step };
    const position = this.#positionOf(entry);
    if (!this.#isAt(position, entry)) this.#entries.splice(position, 0, entry);
  }

  drop(at: Date, userId: string, step: Step): void {
    const entry = { at, atMs: at.getTime(), userId: userId.toLowerCase(), step };
    const position = this.#positionOf(entry);
    if (this.#isAt(position, entry)) this.#entries.splice(position, 1);
  }

  /** Up to `limit` entries of this moment or earlier. */
  until(now: Date, limit: number): readonly Entry[] {
    const nowMs = now.getTime();
    const found: Entry[] = [];
    for (const entry of this.#entries) {
      if (entry.atMs > nowMs || found.length >= limit) break;
      found.push(entry);
    }
    return found;
  }

  #isAt(position: number, entry: Entry): boolean {
    const found = this.#entries[position];
    return found !== undefined && order(found, entry) === 0;
  }

  /** Where the entry is or would be. */
  #positionOf(entry: Entry): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (order(this.#entries[middle]!, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const order = (a: Entry, b: Entry): number => a.atMs - b.atMs || compare(a.userId, b.userId) || compare(a.step, b.step);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
