import type { Journal, JournalEvent, JournalFacts } from '../../shared/ports/journal.ts';
import { type Measured, worthWriting } from '../../shared/ports/metrics.ts';

export interface JournalLine {
  readonly level: 'info' | 'warn';
  readonly event: JournalEvent;
  readonly facts: JournalFacts;
}

/** A journal that remembers its lines. */
export class FakeJournal implements Journal {
  readonly lines: JournalLine[] = [];

  info(event: JournalEvent, facts: JournalFacts = {}): void {
    this.lines.push({ level: 'info', event, facts: { ...facts } });
  }

  warn(event: JournalEvent, facts: JournalFacts = {}): void {
    this.lines.push({ level: 'warn', event, facts: { ...facts } });
  }

  measure(measured: Measured): void {
    const facts = worthWriting(measured);
    if (facts) this.lines.push({ level: 'info', event: 'measured', facts });
  }

  /** The facts of every line of an event. */
  factsOf(event: JournalEvent): readonly JournalFacts[] {
    return this.lines.filter((line) => line.event === event).map(({ facts }) => facts);
  }
}
