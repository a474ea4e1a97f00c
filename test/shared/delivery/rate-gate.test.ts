import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askGate,
  closeGate,
  giveBack,
  openGate,
  passThrough,
  type Capacity,
  type RateGate,
} from '../../../shared/delivery/rate-gate.ts';
import { after, now } from '../../builders/instants.ts';

/** What the mail service grants at first. */
const quota: Capacity = { mailsPerMinute: 30, mailsPerHour: 100 };

const admitted = (gate: RateGate, moment: Date, capacity = quota): number => {
  const admission = askGate(gate, capacity, moment);
  return admission.open ? admission.count : 0;
};

/** A quota whose hour is no tighter than its minutes, so that each minute is counted by itself. */
const steady: Capacity = { mailsPerMinute: 30, mailsPerHour: 1_800 };

describe('an open gate', () => {
  it('lets the quota of a minute through, and then no more in it', () => {
    expect(admitted(openGate, now, steady)).toBe(30);
    const passed = passThrough(openGate, 30, now);
    expect(admitted(passed, after({ seconds: 59 }), steady)).toBe(0);
    expect(admitted(passed, after({ minutes: 1 }), steady)).toBe(30);
  });

  it('lets the rest of a minute through', () => {
    expect(admitted(passThrough(openGate, 12, now), after({ seconds: 30 }))).toBe(18);
  });

  it('takes two minutes for one where the hour is the tighter limit, which costs nothing then', () => {
    const passed = passThrough(openGate, 30, after({ seconds: 59 }));
    expect(admitted(passed, after({ minutes: 1 }))).toBe(0);
    expect(admitted(passed, after({ minutes: 2 }))).toBe(30);
  });

  it('lets the quota of an hour through and no more, until the first of it is surely an hour old', () => {
    const gate = [0, 2, 4, 6].reduce((open, minute) => {
      const moment = after({ minutes: minute });
      return passThrough(open, admitted(open, moment), moment);
    }, openGate);
    expect(gate.releases.map(({ count }) => count)).toEqual([30, 30, 30, 10]);
    expect(admitted(gate, after({ minutes: 60 }))).toBe(0);
    expect(admitted(gate, after({ minutes: 61 }))).toBe(30);
  });

  it('goes by the minute, so that a tick a moment late or early changes nothing', () => {
    const late = passThrough(openGate, 30, after({ seconds: 59 }));
    expect(admitted(late, after({ minutes: 1 }), steady)).toBe(30);
  });

  it('forgets what is older than two hours', () => {
    const gate = passThrough(passThrough(openGate, 5, now), 5, after({ minutes: 130 }));
    expect(gate.releases).toHaveLength(1);
  });

  it('is rather too slow than too fast when the clock went back', () => {
    const gate = passThrough(openGate, 30, after({ minutes: 20 }));
    expect(admitted(gate, now)).toBe(0);
  });

  it('never answers less than nothing when the quota was lowered', () => {
    const gate = passThrough(openGate, 30, now);
    expect(admitted(gate, now, { mailsPerMinute: 5, mailsPerHour: 10 })).toBe(0);
  });
});

describe('a closed gate', () => {
  it('lets nothing through, and says until when and why', () => {
    const gate = closeGate(openGate, 120, now, '429');
    expect(askGate(gate, quota, after({ seconds: 119 }))).toEqual({
      open: false,
      until: after({ seconds: 120 }),
      because: '429',
    });
    expect(askGate(gate, quota, after({ seconds: 120 })).open).toBe(true);
  });

  it.each<[number | undefined, number, string]>([
    [undefined, 60, 'the short window of the service, where it names no time'],
    [17, 17, 'what the service asks for'],
    [0, 1, 'never no time at all'],
    [-5, 1, 'never a time in the past'],
    [3_600, 3_600, 'an hour'],
    [86_400, 3_600, 'never more than the longest window of the service'],
  ])('Retry-After %s closes for %i seconds: %s', (retryAfter, seconds) => {
    expect(closeGate(openGate, retryAfter, now, '429').closedUntil).toEqual(after({ seconds }));
  });

  it('is never opened sooner by a shorter wait', () => {
    const gate = closeGate(openGate, 600, now, '429');
    expect(closeGate(gate, 10, now, '401')).toBe(gate);
  });

  it('stays closed longer when asked to', () => {
    const gate = closeGate(closeGate(openGate, 10, now, '401'), 600, now, '429');
    expect(gate).toMatchObject({ closedUntil: after({ seconds: 600 }), closedBecause: '429' });
  });

  it('keeps what was let through before', () => {
    const gate = closeGate(passThrough(openGate, 30, now), 10, now, '429');
    expect(admitted(gate, after({ seconds: 30 }))).toBe(0);
  });
});

describe('after a closure the pace', () => {
  const gate = closeGate(openGate, 60, now, '429');

  it.each([
    [0, 3, 'an eighth'],
    [1, 7, 'a quarter'],
    [2, 15, 'a half'],
    [3, 30, 'all'],
    [10, 30, 'never more than all'],
  ])('is after %i minutes %i of 30: %s', (minutes, count) => {
    expect(admitted(gate, after({ minutes: minutes + 1 }))).toBe(count);
  });

  it('is nothing at first for a quota below eight, and then something', () => {
    const small = { mailsPerMinute: 5, mailsPerHour: 10 };
    expect(admitted(gate, after({ minutes: 1 }), small)).toBe(0);
    expect(admitted(gate, after({ minutes: 2 }), small)).toBe(1);
    expect(admitted(gate, after({ minutes: 4 }), small)).toBe(5);
  });

  it('starts again from an eighth after the next closure', () => {
    const again = closeGate(gate, 60, after({ minutes: 30 }), '429');
    expect(admitted(again, after({ minutes: 31 }))).toBe(3);
  });
});

type Act =
  | { readonly kind: 'ask'; readonly share: number }
  | { readonly kind: 'close'; readonly seconds: number }
  | { readonly kind: 'move'; readonly seconds: number };

const ask = fc.record({ kind: fc.constant('ask' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) });
const close = fc.record({ kind: fc.constant('close' as const), seconds: fc.integer({ min: -10, max: 10_000 }) });
const move = (least: number) =>
  fc.record({
    kind: fc.constant('move' as const),
    seconds: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: least, max: 8_000 })),
  });
const capacities = fc.record({
  mailsPerMinute: fc.integer({ min: 1, max: 60 }),
  mailsPerHour: fc.integer({ min: 1, max: 300 }),
});

interface Departure {
  readonly at: Date;
  readonly count: number;
}

/** Plays a story and answers how many mails left when. */
function play(story: readonly Act[], capacity: Capacity): readonly Departure[] {
  const left: Departure[] = [];
  let gate: RateGate = openGate;
  let moment = now;
  for (const act of story) {
    if (act.kind === 'move') moment = after({ seconds: act.seconds }, moment);
    else if (act.kind === 'close') gate = closeGate(gate, act.seconds, moment, '429');
    else {
      const count = Math.ceil(admitted(gate, moment, capacity) * act.share);
      gate = passThrough(gate, count, moment);
      left.push({ at: moment, count });
    }
  }
  return left;
}

const byMinute = (departures: readonly Departure[]): readonly Departure[] =>
  departures.map(({ at, count }) => ({ at: new Date(Math.floor(at.getTime() / 60_000) * 60_000), count }));

/** The most that left in any stretch of so many seconds. */
function mostWithin(seconds: number, departures: readonly Departure[]): number {
  const sums = departures.map(({ at: last }) =>
    departures
      .filter(({ at }) => at <= last && at > after({ seconds: -seconds }, last))
      .reduce((sum, { count }) => sum + count, 0),
  );
  return Math.max(0, ...sums);
}

describe('no window ever holds more than its quota, whatever the sequence of asks, closures and leaps of the clock', () => {
  const stories = fc.array(fc.oneof(ask, ask, move(0), close), { maxLength: 60 });
  const check = (rule: (departures: readonly Departure[], capacity: Capacity) => void) =>
    fc.assert(
      fc.property(stories, capacities, (story, capacity) => {
        rule(play(story, capacity), capacity);
      }),
      { numRuns: 400 },
    );

  it('no hour, to the second', () => {
    check((left, { mailsPerHour }) => expect(mostWithin(3_600, left)).toBeLessThanOrEqual(mailsPerHour));
  });

  it('no minute of the clock', () => {
    check((left, { mailsPerMinute }) => expect(mostWithin(60, byMinute(left))).toBeLessThanOrEqual(mailsPerMinute));
  });

  it('no minute, to the second, where the hour is the tighter limit', () => {
    check((left, { mailsPerMinute, mailsPerHour }) => {
      const isTight = mailsPerHour <= 30 * mailsPerMinute;
      expect(isTight ? mostWithin(60, left) : 0).toBeLessThanOrEqual(mailsPerMinute);
    });
  });

  it('not even when the clock goes back over what was forgotten', () => {
    const capacity = { mailsPerMinute: 100, mailsPerHour: 100 };
    const minutes = (count: number): Act => ({ kind: 'move', seconds: count * 60 });
    const all: Act = { kind: 'ask', share: 1 };
    const little: Act = { kind: 'ask', share: 0.01 };
    const left = play([all, minutes(62), little, minutes(-4), all], capacity);
    expect(mostWithin(3_600, left)).toBeLessThanOrEqual(capacity.mailsPerHour);
  });
});

describe('a place that is given back', () => {
  it('may be taken again, in the minute in which it was given', () => {
    const passed = passThrough(openGate, 30, now);
    expect(admitted(giveBack(passed, after({ seconds: 20 })), after({ seconds: 30 }))).toBe(1);
  });

  it('is never one that was not given', () => {
    const passed = passThrough(openGate, 1, now);
    const given = giveBack(passed, now);
    expect(giveBack(given, now)).toBe(given);
    expect(giveBack(passed, after({ minutes: -3 }))).toBe(passed);
    expect(admitted(given, now)).toBe(30);
  });
});

describe('a gate that was written by a clock a day ahead, which was set back since (engine 15)', () => {
  const ahead = after({ hours: 24 });

  it('opens: what it let through cannot have left yet', () => {
    expect(admitted(passThrough(openGate, 100, ahead), now)).toBe(30);
  });

  it('opens at the full pace where the service had closed it', () => {
    expect(admitted(closeGate(openGate, 3_600, ahead, '429'), now)).toBe(30);
  });

  it('counts and closes from then on as ever', () => {
    const stale = closeGate(passThrough(openGate, 100, ahead), 3_600, ahead, '429');
    const passed = passThrough(stale, 30, now);
    expect(passed.releases).toHaveLength(1);
    expect(admitted(passed, now)).toBe(0);
    expect(askGate(closeGate(stale, 60, now, '429'), quota, now)).toMatchObject({
      open: false,
      until: after({ minutes: 1 }),
    });
  });

  it('stays as it is where the clock was ahead by no more than the longest window: rather too slow than too fast', () => {
    expect(admitted(passThrough(openGate, 100, after({ minutes: 59 })), now)).toBe(0);
    expect(askGate(closeGate(openGate, 3_600, now, '429'), quota, now)).toMatchObject({ open: false });
  });
});
