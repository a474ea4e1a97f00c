import type { Journal, JournalFacts } from '../../shared/ports/journal.ts';

export interface JournalLine {
  readonly level: 'info' | 'warn';
  readonly event: string;
  readonly facts: JournalFacts;
}

/** A journal that remembers its lines. */
export class FakeJournal implements Journal {
  readonly lines: JournalLine[] = [];

  info(event: string, facts: JournalFacts = {}): void {
    this.lines.push({ level: 'info', event, facts: { ...facts } });
  }

  warn(event: string, facts: JournalFacts = {}): void {
    this.lines.push({ level: 'warn', event, facts: { ...facts } });
  }

  /** The facts of every line of an event. */
  factsOf(event: string): readonly JournalFacts[] {
    return this.lines.filter((line) => line.event === event).map(({ facts }) => facts);
  }
}
