import type { AgendaEntry, WatchEntry } from '../campaign/agenda-entry.ts';

export type { AgendaEntry, WatchEntry };

/**
 * What is due when. Every open message has an entry, due or watched: it is put before the message is written, and taken
 * away only once the next one is there. Putting the same entry twice leaves one.
 */
export interface Agenda {
  put(entries: readonly AgendaEntry[]): Promise<void>;

  /** Up to `limit` due entries, oldest first. One storage transaction when nothing is due. */
  readDue(now: Date, limit: number): Promise<readonly AgendaEntry[]>;

  /** Turns due entries into watched ones, each in one step: at no moment is there neither. */
  watch(entries: readonly AgendaEntry[], watchAt: Date): Promise<void>;

  /** Up to `limit` watched entries whose time has come, oldest first. */
  readWatched(now: Date, limit: number): Promise<readonly WatchEntry[]>;

  /** Puts new entries and then takes others away; entries that are gone already do not matter. */
  replace(change: AgendaChange): Promise<void>;

  /** How many entries wait, due and watched, up to `limit`: for the check that nobody is lost. */
  count(limit: number): Promise<{ readonly due: number; readonly watched: number }>;
}

export interface AgendaChange {
  readonly put?: readonly AgendaEntry[];
  readonly putWatch?: readonly WatchEntry[];
  readonly drop?: readonly AgendaEntry[];
  readonly dropWatch?: readonly WatchEntry[];
}
