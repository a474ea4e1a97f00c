import { describe, expect, it } from 'vitest';
import { createLineJournal } from '../../../../shared/adapters/system/line-journal.ts';
import { randomIds } from '../../../../shared/adapters/system/random-ids.ts';
import { systemClock } from '../../../../shared/adapters/system/system-clock.ts';

describe('the journal', () => {
  it('writes one JSON line for each fact, the event first', () => {
    const lines: [string, string][] = [];
    const journal = createLineJournal((level, line) => lines.push([level, line]));
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
    createLineJournal((_, line) => lines.push(line)).warn('failed', { because: 'two\nlines' });
    expect(lines.join('')).not.toContain('\n');
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
