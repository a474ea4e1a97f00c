import { describe, expect, it } from 'vitest';
import { judgeUser } from '../../../shared/recipient/verdict.ts';
import { now } from '../../builders/instants.ts';
import { aUser, personId, someFacts } from '../../builders/people.ts';
import { anAudience } from '../../builders/policies.ts';

const people = Array.from({ length: 5_000 }, (_, n) => personId(n));

function heldOut(holdoutPercent: number): ReadonlySet<string> {
  const context = { audience: anAudience({ holdoutPercent }), now };
  return new Set(people.filter((id) => !judgeUser(someFacts({ user: aUser({ id }) }), context).selected));
}

describe('the holdout of 5,000 users', () => {
  it('is the same people each time', () => {
    expect(heldOut(10)).toEqual(heldOut(10));
  });

  it.each([1, 10, 25, 50])('is within one point of %i %%', (percent) => {
    const share = (heldOut(percent).size / people.length) * 100;
    expect(Math.abs(share - percent)).toBeLessThan(1);
  });

  it('is nobody at 0 % and everyone at 100 %', () => {
    expect(heldOut(0).size).toBe(0);
    expect(heldOut(100).size).toBe(people.length);
  });

  it('only grows with its percentage, so that nobody who was held out is written to in between', () => {
    const larger = heldOut(20);
    expect([...heldOut(10)].filter((id) => !larger.has(id))).toEqual([]);
  });
});
