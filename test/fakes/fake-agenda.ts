import type { Step } from '../../shared/delivery/message.ts';
import type { Agenda, AgendaChange, AgendaEntry, WatchEntry } from '../../shared/ports/agenda.ts';
import { SortedKeys } from './sorted-keys.ts';

type Kind = 'due' | 'watch';

interface Entry {
  readonly at: Date;
  readonly userId: string;
  readonly step: Step;
}

const afterAll = '~';

/** An agenda in memory, by keys that sort by kind and time. */
export class FakeAgenda implements Agenda {
  readonly #entries = new Map<string, Entry>();
  readonly #keys = new SortedKeys();

  async put(entries: readonly AgendaEntry[]): Promise<void> {
    for (const entry of entries) this.#put('due', fromDue(entry));
  }

  async readDue(now: Date, limit: number): Promise<readonly AgendaEntry[]> {
    return this.#readUntil('due', now, limit).map(({ at, userId, step }) => ({ dueAt: at, userId, step }));
  }

  async watch(entries: readonly AgendaEntry[], watchAt: Date): Promise<void> {
    for (const entry of entries) {
      this.#put('watch', fromWatch({ ...entry, watchAt }));
      this.#drop('due', fromDue(entry));
    }
  }

  async readWatched(now: Date, limit: number): Promise<readonly WatchEntry[]> {
    return this.#readUntil('watch', now, limit).map(({ at, userId, step }) => ({ watchAt: at, userId, step }));
  }

  async replace({ put = [], putWatch = [], drop = [], dropWatch = [] }: AgendaChange): Promise<void> {
    for (const entry of drop) this.#drop('due', fromDue(entry));
    for (const entry of dropWatch) this.#drop('watch', fromWatch(entry));
    for (const entry of put) this.#put('due', fromDue(entry));
    for (const entry of putWatch) this.#put('watch', fromWatch(entry));
  }

  async count(limit: number): Promise<{ readonly due: number; readonly watched: number }> {
    const countOf = (kind: Kind) => this.#keys.range(`${kind}|`, `${kind}|${afterAll}`, limit).length;
    return { due: countOf('due'), watched: countOf('watch') };
  }

  #put(kind: Kind, entry: Entry): void {
    const key = keyOf(kind, entry);
    this.#entries.set(key, entry);
    this.#keys.add(key);
  }

  #drop(kind: Kind, entry: Entry): void {
    const key = keyOf(kind, entry);
    this.#entries.delete(key);
    this.#keys.delete(key);
  }

  #readUntil(kind: Kind, now: Date, limit: number): readonly Entry[] {
    const keys = this.#keys.range(`${kind}|`, `${kind}|${now.toISOString()}${afterAll}`, limit);
    return keys.map((key) => this.#entries.get(key)!);
  }
}

const fromDue = ({ dueAt, userId, step }: AgendaEntry): Entry => toEntry(dueAt, userId, step);
const fromWatch = ({ watchAt, userId, step }: WatchEntry): Entry => toEntry(watchAt, userId, step);

const toEntry = (at: Date, userId: string, step: Step): Entry => ({
  at: new Date(at),
  userId: userId.toLowerCase(),
  step,
});

const keyOf = (kind: Kind, { at, userId, step }: Entry): string => `${kind}|${at.toISOString()}|${userId}|${step}`;
