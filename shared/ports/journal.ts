import type { FactsOf, JournalEvent } from './journal-events.ts';
import type { Measured } from './metrics.ts';

export type { JournalEvent };

/** Facts that may be written down with a log line: ids, counts, reasons. Never names, addresses or mail text. */
export type JournalFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/** The app's log: a fixed event name and its facts, so that lines group. */
export interface Journal {
  info<Event extends Exclude<JournalEvent, 'measured'>>(event: Event, facts?: FactsOf<Event>): void;
  warn<Event extends Exclude<JournalEvent, 'measured'>>(event: Event, facts?: FactsOf<Event>): void;
  /** Writes down counts that must be exact, on one line. Counts that are nothing are left out, and with them the line. */
  measure(measured: Measured): void;
}
