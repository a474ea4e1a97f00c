import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashFraction } from '../../../shared/recipient/hash-fraction.ts';
import { personId } from '../../builders/people.ts';

describe('the fraction of a text', () => {
  it('is in [0, 1) and always the same, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const fraction = hashFraction(text);
        expect(fraction).toBe(hashFraction(text));
        expect(fraction).toBeGreaterThanOrEqual(0);
        expect(fraction).toBeLessThan(1);
      }),
    );
  });

  it('never changes between versions, since the holdout would be other people', () => {
    // Computed by an independent FNV-1a (32 bits) with murmur3's fmix32.
    expect(hashFraction('')).toBeCloseTo(0.668922188, 9);
    expect(hashFraction('a')).toBeCloseTo(0.103526217, 9);
    expect(hashFraction(`holdout|${personId(1)}`)).toBeCloseTo(0.413985265, 9);
  });

  it.each([
    ['object ids that count up', (n: number) => personId(n)],
    ['short texts', (n: number) => String(n)],
    ['texts with a long common beginning', (n: number) => `${'holdout|'.repeat(10)}${n}`],
    ['a person and a step', (n: number) => `spread|${personId(n)}|reminder-1`],
  ])('is evenly spread over %s', (_what, textOf) => {
    const people = 20_000;
    const buckets = Array.from({ length: 20 }, () => 0);
    for (let n = 0; n < people; n++) buckets[Math.floor(hashFraction(textOf(n)) * buckets.length)]!++;
    const expected = people / buckets.length;
    const chiSquare = buckets.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 19 degrees of freedom: an even spread exceeds 43.8 once in a thousand times.
    expect(chiSquare).toBeLessThan(43.8);
  });

  it('of one purpose says nothing about that of another', () => {
    const ids = Array.from({ length: 5_000 }, (_, n) => personId(n));
    const both = ids.filter((id) => hashFraction(`holdout|${id}`) < 0.5 && hashFraction(`spread|${id}`) < 0.5);
    expect(Math.abs(both.length / ids.length - 0.25)).toBeLessThan(0.03);
  });
});
