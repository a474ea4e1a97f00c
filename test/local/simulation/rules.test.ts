import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meetsAll, parseFilter } from '../../../local/simulation/odata-filter.ts';
import { drawsFor, guidFor, shuffled } from '../../../local/simulation/randomness.ts';
import { mailKind } from '../../../local/simulation/received-mail.ts';
import { Schedule } from '../../../local/simulation/schedule.ts';
import { Throttle } from '../../../local/simulation/throttle.ts';
import { whenAwake } from '../../../local/simulation/waking-hours.ts';

describe('what a mail asks for', () => {
  it.each([
    ['to register', 'register', { plainText: 'Type aka.ms/ssprsetup in your browser.' }],
    ['to register, in any case', 'register', { plainText: 'https://AKA.MS/SSPRSetup' }],
    ['to keep the reset address', 'ssprLink', { plainText: 'Type aka.ms/sspr.' }],
    [
      'to keep it, wherever it also mentions registration',
      'ssprLink',
      { plainText: 'To correct it: aka.ms/ssprsetup. To reset: aka.ms/sspr.' },
    ],
    ['to keep it, by its HTML alone', 'ssprLink', { html: '<p>aka.ms/sspr</p>' }],
    [
      'to register, by its HTML when the text is silent',
      'register',
      { plainText: 'Hello', html: '<p>aka.ms/ssprsetup</p>' },
    ],
    [
      'to register, by HTML that breaks up the address',
      'register',
      { html: '<p>aka<span>.</span>ms<span>/</span>ssprsetup</p>' },
    ],
    ['nothing', 'other', { plainText: 'Hello', html: '<p>aka.ms/mfasetup</p>' }],
  ])('is %s', (_what, kind, content) => {
    expect(mailKind(content)).toBe(kind);
  });
});

describe('a filter', () => {
  const operators = { name: ['eq', 'in', 'startswith', 'ne'], on: ['eq'], at: ['ge', 'le'], 'by/id': ['eq'] };
  const entity = { name: "O'Neil and Sons", on: true, at: '2026-12-01T00:00:00Z', by: { id: 'a1' } };
  it.each([
    ["name eq 'o''neil and sons'", true],
    ["name ne 'Else'", true],
    ["startswith(name,'O''N')", true],
    ["name in ('x', 'O''Neil and Sons')", true],
    ["name in ('x','y')", false],
    ['on eq true and at ge 2026-12-01T00:00:00Z', true],
    ['on eq false', false],
    ["at le 2026-11-30T23:59:59.999Z and by/id eq 'a1'", false],
    ["(by/id eq 'a1') and (on eq true)", true],
  ])('%s is %s', (filter, expected) => {
    expect(meetsAll(parseFilter(filter, operators), entity)).toBe(expected);
  });

  it.each(["name gt 'a'", 'name', "age eq '1'", "on in ('true')", 'at ge yesterday', "name eq 'a' or on eq true"])(
    'refuses %s',
    (filter) => {
      expect(() => parseFilter(filter, operators)).toThrow(/clause|value/);
    },
  );
});

const fiveNumbers = (key: string) => Array.from({ length: 5 }, drawsFor(1, key));

describe('chance', () => {
  it('depends on the keys alone', () => {
    expect(fiveNumbers('a')).toEqual(fiveNumbers('a'));
    expect(fiveNumbers('a')).not.toEqual(fiveNumbers('b'));
    expect(guidFor(1, 'a')).toBe(guidFor(1, 'a'));
  });

  it('is spread evenly between 0 and 1', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 20_000; i++) tenths[Math.floor(drawsFor('spread', i)() * 10)]!++;
    expect(tenths.every((count) => count > 1_800 && count < 2_200)).toBe(true);
  });

  it('makes GUIDs of version 4', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        expect(guidFor(key)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
  });

  it('shuffles without losing anything', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer(), (list, seed) => {
        expect(shuffled(drawsFor(seed), list).toSorted()).toEqual(list.toSorted());
      }),
    );
  });
});

describe('a schedule', () => {
  it('gives back everything in the order of time, then rank, then arrival', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ atMs: fc.nat(9), rank: fc.nat(3) })), (entries) => {
        const schedule = new Schedule<number>();
        for (const [order, { atMs, rank }] of entries.entries()) schedule.add(atMs, rank, order);
        const taken = entries.map(() => schedule.take(10)?.item);
        const expected = entries
          .map((entry, order) => ({ ...entry, order }))
          .toSorted((a, b) => a.atMs - b.atMs || a.rank - b.rank || a.order - b.order);
        expect(taken).toEqual(expected.map(({ order }) => order));
      }),
    );
  });

  it('keeps what is not due yet', () => {
    const schedule = new Schedule<string>();
    schedule.add(5, 0, 'later');
    expect(schedule.take(4)).toBeUndefined();
    expect(schedule.take(5)?.item).toBe('later');
  });
});

describe('a throttle', () => {
  it('lets as many pass as it may in any period, whenever they come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3_000), { maxLength: 60 }), (gaps) => {
        const throttle = new Throttle(3, 10_000);
        let nowMs = 0;
        const passed = gaps.flatMap((gap) => ((nowMs += gap), throttle.take(nowMs) === 0 ? [nowMs] : []));
        expect(
          passed.every((atMs) => passed.filter((other) => other > atMs - 10_000 && other <= atMs).length <= 3),
        ).toBe(true);
      }),
    );
  });

  it('lets the next one pass after the time that it told to wait', () => {
    const throttle = new Throttle(2, 60_000);
    throttle.take(0);
    throttle.take(20_000);
    const waitSeconds = throttle.take(30_000);
    expect(waitSeconds).toBe(50);
    expect(throttle.take(30_000 + waitSeconds * 1_000)).toBe(0);
  });
});

describe('waking hours', () => {
  it.each([
    ['in the day, nothing changes', '2026-12-01T09:00:00Z', 'Europe/Stockholm', '2026-12-01T09:00:00.000Z'],
    ['at night, it is the next morning', '2026-12-01T23:30:00Z', 'Europe/Stockholm', '2026-12-02T06:00:00.000Z'],
    ['before dawn, it is the same morning', '2026-12-01T03:00:00Z', 'Europe/Stockholm', '2026-12-01T06:00:00.000Z'],
    ['it is the morning of where they live', '2026-12-01T09:00:00Z', 'America/Los_Angeles', '2026-12-01T15:00:00.000Z'],
    ['the clocks may change in between', '2027-03-27T22:30:00Z', 'Europe/Stockholm', '2027-03-28T05:00:00.000Z'],
  ])('%s', (_when, at, timeZone, expected) => {
    expect(new Date(whenAwake(Date.parse(at), timeZone, () => 0)).toISOString()).toBe(expected);
  });
});
