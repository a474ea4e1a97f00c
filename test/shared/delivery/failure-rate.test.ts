import { describe, expect, it } from 'vitest';
import { fateOf, judgeFailureRate, stretchOf } from '../../../shared/delivery/failure-rate.ts';
import { messageStates } from '../../../shared/delivery/message.ts';

/** https://learn.microsoft.com/azure/communication-services/concepts/email/email-quota-increase */
describe('the breaker, at 2 %', () => {
  it.each([
    ['nothing was reported', 0, 0, 0, false],
    ['everything arrived', 1000, 0, 0, false],
    ['a few failed among few: bad luck', 10, 4, 0, false],
    ['five failed among few', 10, 5, 0, true],
    ['two of a hundred failed, which is the limit', 980, 20, 0, false],
    ['more than two of a hundred failed', 979, 21, 0, true],
    ['two were filtered', 10, 0, 2, false],
    ['three were filtered, which is rarely bad luck', 10, 0, 3, true],
    ['three of thousands were filtered', 5000, 0, 3, false],
    ['failed and filtered together are too many', 100, 3, 2, true],
    ['all failed', 0, 5, 0, true],
  ])('when %s (%i delivered, %i failed, %i filtered): pauses %s', (_when, delivered, failed, filtered, pauses) => {
    expect(judgeFailureRate({ delivered, failed, filtered }, 0.02) !== undefined).toBe(pauses);
  });

  it('says why, in numbers', () => {
    expect(judgeFailureRate({ delivered: 10, failed: 5, filtered: 0 }, 0.02)).toBe(
      'breaker: 5 of 15 mails were not delivered',
    );
    expect(judgeFailureRate({ delivered: 7, failed: 0, filtered: 3 }, 0.02)).toMatch(
      /^breaker: 3 of 10 mails were quarantined/,
    );
  });
});

describe('the fate of a message', () => {
  it('is known in the states that a delivery report makes, and in no other', () => {
    const known = messageStates.filter((state) => fateOf(state) !== undefined);
    expect(known).toEqual(['delivered', 'bounced', 'suppressed', 'filtered', 'failed']);
  });
});

describe('the stretch in which a mail is counted (engine 4)', () => {
  const at = (time: string) => new Date(`2026-12-01T${time}Z`);
  const resumedAt = at('10:03:17');

  it.each([
    ['before the resumption', at('10:03:16'), at('10:00:00')],
    ['at the resumption', resumedAt, resumedAt],
    ['in the same ten minutes as the resumption', at('10:09:59'), resumedAt],
    ['in the next ten minutes', at('10:10:00'), at('10:10:00')],
    ['days later', at('23:59:59'), at('23:50:00')],
  ])('of a mail that left %s', (_when, leftAt, stretch) => {
    expect(stretchOf(leftAt, resumedAt)).toEqual(stretch);
  });
});
