import { describe, expect, it } from 'vitest';
import { judgeDetection, readAgain, type LogReading } from '../../../shared/registration/detection.ts';
import { after, now } from '../../builders/instants.ts';

const hoursAgo = (hours: number): Date => after({ hours: -hours });
const aReading = (change: Partial<LogReading> = {}): LogReading => ({
  readAt: hoursAgo(0.1),
  wholeSince: after({ days: -60 }),
  hasTold: true,
  ...change,
});

const judge = (reportReadAt: Date | undefined, logReading?: LogReading) =>
  judgeDetection({ reportReadAt, logReading, staleAfterHours: 26 }, now);

describe('whether registrations are seen (engine 2)', () => {
  it.each<[string, Date | undefined, LogReading | undefined]>([
    ['before the first pass, when nobody is written to', undefined, undefined],
    ['by a pass of last night', hoursAgo(25.9), undefined],
    ['by a log that is read, however quiet it is, while no pass is believed', hoursAgo(200), aReading()],
    ['by a log that was read a day ago', hoursAgo(200), aReading({ readAt: hoursAgo(25.9) })],
    ['by a pass of last night while the log is refused', hoursAgo(10), aReading({ readAt: hoursAgo(100) })],
  ])('is current %s', (_how, reportReadAt, logReading) => {
    expect(judge(reportReadAt, logReading)).toEqual({ kind: 'current' });
  });

  it.each<[string, Date, LogReading | undefined, Date]>([
    ['both have been silent', hoursAgo(40), aReading({ readAt: hoursAgo(26) }), hoursAgo(26)],
    ['there is no log', hoursAgo(26), undefined, hoursAgo(26)],
    ['the log has never told of anything', hoursAgo(30), aReading({ hasTold: false }), hoursAgo(30)],
    ['the log has a gap after the last pass', hoursAgo(300), aReading({ wholeSince: hoursAgo(168) }), hoursAgo(300)],
  ])('is stale when %s, since the last that is known', (_why, reportReadAt, logReading, since) => {
    expect(judge(reportReadAt, logReading)).toEqual({ kind: 'stale', since });
  });
});

describe('reading the log once more (engine 2)', () => {
  it('covers a week at first', () => {
    expect(readAgain(undefined, { readAt: now, hasTold: false })).toEqual({
      readAt: now,
      wholeSince: after({ days: -7 }),
      hasTold: false,
    });
  });

  it('leaves no gap after a silence shorter than the log keeps its events', () => {
    const before = aReading({ readAt: after({ days: -7 }) });
    expect(readAgain(before, { readAt: now, hasTold: false })).toEqual({ ...before, readAt: now });
  });

  it('leaves one after a longer silence, which only a pass that began after it closes', () => {
    const before = aReading({ readAt: after({ days: -7, minutes: -1 }) });
    const again = readAgain(before, { readAt: now, hasTold: false });
    expect(again).toEqual({ readAt: now, wholeSince: after({ days: -7 }), hasTold: true });
    expect(judge(after({ days: -8 }), again)).toMatchObject({ kind: 'stale' });
    expect(judge(after({ days: -7 }), again)).toEqual({ kind: 'current' });
  });
});
