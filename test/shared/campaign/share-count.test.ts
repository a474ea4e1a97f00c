import { describe, expect, it } from 'vitest';
import { countShares } from '../../../shared/campaign/share-count.ts';
import { noCounts, type Pass } from '../../../shared/registration/pass.ts';
import { now } from '../../builders/instants.ts';
import { aJourney } from '../../builders/journeys.ts';
import { personId, someFacts } from '../../builders/people.ts';

/** Two people in each share. */
const pass: Pass = {
  passId: 'pass',
  startedAt: now,
  state: 'complete',
  collection: 'users',
  page: 1,
  next: undefined,
  groupsLeft: [],
  progressedAt: now,
  counts: noCounts,
  because: undefined,
  peopleByShare: Array.from({ length: 16 }, () => 2),
};
const everybody = Array.from({ length: 32 }, (_, n) => personId(n)).toSorted();
const stored = (userIds: readonly string[]) => userIds.map((userId) => aJourney({ userId }));

/** How many are missing in all when the check goes over these people, so many on a page. */
function missingAmong(userIds: readonly string[], perPage: number, passOf: (page: number) => Pass | undefined) {
  let counted: Parameters<typeof countShares>[0];
  let missing = 0;
  let position: string | undefined;
  for (let from = 0, page = 0; from === 0 || position !== undefined; from += perPage, page++) {
    const some = userIds.slice(from, from + perPage);
    const next = from + perPage < userIds.length ? some.at(-1) : undefined;
    const counting = countShares(counted, { journeys: stored(some), position, next }, passOf(page));
    missing += counting.missing;
    counted = counting.counted;
    position = next;
  }
  return missing;
}

describe('counting whether everybody whom a pass found is stored (engine 10)', () => {
  it.each([1, 2, 3, 5, 31, 32, 100])('misses nobody where all are there, %i on a page', (perPage) => {
    expect(missingAmong(everybody, perPage, () => pass)).toBe(0);
  });

  it.each([1, 2, 3, 5, 31, 100])('misses one, whoever it is, %i on a page', (perPage) => {
    for (const gone of everybody) {
      const others = everybody.filter((userId) => userId !== gone);
      expect(missingAmong(others, perPage, () => pass)).toBe(1);
    }
  });

  it('misses all of them where nothing is left', () => {
    expect(countShares(undefined, { journeys: [], position: undefined, next: undefined }, pass).missing).toBe(32);
    expect(countShares(undefined, { journeys: [], position: personId(4), next: undefined }, pass).missing).toBe(22);
  });

  it.each<[string, Pass | undefined]>([
    ['before there was a pass', undefined],
    ['while one is under way', { ...pass, state: 'reading' }],
    ['after one of an earlier version', { ...pass, peopleByShare: undefined } as unknown as Pass],
  ])('compares nothing %s', (_, other) => {
    expect(missingAmong([], 1, () => other)).toBe(0);
  });

  it('compares no share during which a pass has ended', () => {
    const halfOf = everybody.filter((_, n) => n !== 1);
    const passOf = (page: number) => (page === 0 ? pass : { ...pass, passId: 'next' });
    expect(missingAmong(halfOf, 1, passOf)).toBe(0);
  });

  it('counts somebody whose head is gone as missing, and somebody whose head cannot be read as there', () => {
    const unreadableRows = [{ table: 'Recipients', partitionKey: '0', rowKey: personId(0), because: 'not JSON' }];
    const heads = [
      aJourney({ userId: personId(0), facts: undefined, unreadableRows }),
      aJourney({ userId: personId(16), facts: undefined }),
    ];
    const page = { journeys: heads, position: undefined, next: personId(1) };
    expect(countShares(undefined, page, pass).missing).toBe(1);
  });

  it('counts somebody who has left the directory as missing: a pass takes them off its count', () => {
    const journeys = [aJourney({ userId: personId(0), facts: someFacts({ isInDirectory: false }) })];
    expect(countShares(undefined, { journeys, position: undefined, next: personId(1) }, pass).missing).toBe(2);
  });
});
