/** Facts that may be written down with a log line: ids, counts, reasons. Never names, addresses or mail text. */
export type JournalFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/** The app's log: a fixed event name and its facts, so that lines group. */
export interface Journal {
  info(event: string, facts?: JournalFacts): void;
  warn(event: string, facts?: JournalFacts): void;
}
