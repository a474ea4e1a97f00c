import type { Journal, JournalEvent, JournalFacts } from '../../ports/journal.ts';
import { worthWriting } from '../../ports/metrics.ts';

export type WriteLine = (level: 'info' | 'warn', line: string) => void;

/**
 * A journal that writes one JSON line for each fact, the event's name first: readable as it stands, and
 * `parse_json(message)` takes it apart in Log Analytics.
 */
export function createLineJournal(write: WriteLine): Journal {
  return {
    info: (event, facts) => write('info', lineOf(event, facts)),
    warn: (event, facts) => write('warn', lineOf(event, facts)),
    measure: (measured) => {
      const facts = worthWriting(measured);
      if (facts) write('info', lineOf('measured', facts));
    },
  };
}

const lineOf = (event: JournalEvent, facts: JournalFacts = {}): string =>
  JSON.stringify(Object.assign({ event }, facts, { event }));
