import { describe, expect, it } from 'vitest';
import { createLineJournal, type WriteLine } from '../../../../shared/adapters/system/line-journal.ts';
import type { JournalFacts } from '../../../../shared/ports/journal.ts';
import { randomIds } from '../../../../shared/adapters/system/random-ids.ts';
import { systemClock } from '../../../../shared/adapters/system/system-clock.ts';

/** A journal for events that the app does not have. */
const anyJournal = (write: WriteLine) =>
  createLineJournal(write) as unknown as Record<'info' | 'warn', (event: string, facts?: JournalFacts) => void>;

describe('the journal', () => {
  it('writes one JSON line for each fact, the event first', () => {
    const lines: [string, string][] = [];
    const journal = anyJournal((level, line) => lines.push([level, line]));
    journal.info('passStarted', { passId: 'p1', users: 3, isFirst: true, groupId: undefined });
    journal.warn('gateClosed');
    journal.info('renamed', { event: 'other' });
    expect(lines).toEqual([
      ['info', '{"event":"passStarted","passId":"p1","users":3,"isFirst":true}'],
      ['warn', '{"event":"gateClosed"}'],
      ['info', '{"event":"renamed"}'],
    ]);
  });

  it('keeps a line one line', () => {
    const lines: string[] = [];
    anyJournal((_, line) => lines.push(line)).warn('failed', { because: 'two\nlines' });
    expect(lines.join('')).not.toContain('\n');
  });

  it('measures on one line, without what did not happen', () => {
    const lines: string[] = [];
    const journal = createLineJournal((_, line) => lines.push(line));
    journal.measure({ released: 3, gateClosed: 0, unknown: undefined, due: 0 });
    journal.measure({ accepted: 0 });
    expect(lines).toEqual(['{"event":"measured","released":3,"due":0}']);
  });
});

describe('ids', () => {
  it('are UUIDs that never repeat', () => {
    const ids = Array.from({ length: 1_000 }, () => randomIds.next());
    expect(new Set(ids).size).toBe(1_000);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});

describe('the clock', () => {
  it('shows the time of the machine', () => {
    const before = Date.now();
    const shown = systemClock.now().getTime();
    expect(shown).toBeGreaterThanOrEqual(before);
    expect(shown).toBeLessThanOrEqual(Date.now());
  });
});
