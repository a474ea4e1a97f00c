import type { TransactionAction } from '@azure/data-tables';
import { describe, expect, it } from 'vitest';
import { actOnEach } from '../../../../shared/adapters/tables/bounded-concurrency.ts';
import { toTransactions } from '../../../../shared/adapters/tables/write-all.ts';
import { numbers } from '../../../contracts/samples.ts';

const action = (n: number, partitionKey = 'a', columns = {}): TransactionAction => [
  'upsert',
  { partitionKey, rowKey: String(n), ...columns },
  'Replace',
];

describe('sorting actions into transactions', () => {
  it.each([
    ['none', [], []],
    ['a hundred of one partition', numbers(100).map((n) => action(n)), [100]],
    ['one more', numbers(101).map((n) => action(n)), [100, 1]],
    ['two partitions', [action(1, 'a'), action(1, 'b'), action(2, 'a')], [2, 1]],
    ['the same row twice', [action(1), action(1)], [1]],
    ['big rows', numbers(5).map((n) => action(n, 'a', { text: 'x'.repeat(1_000_000) })), [2, 2, 1]],
    ['rows of another script', numbers(5).map((n) => action(n, 'a', { text: '字'.repeat(200_000) })), [2, 2, 1]],
    ['one that is too big alone', [action(1, 'a', { text: 'x'.repeat(3_000_000) })], [1]],
  ])('makes of %s as few as possible', (_, actions, sizes) => {
    expect(toTransactions(actions).map(({ length }) => length)).toEqual(sizes);
  });

  it('keeps the last of two actions on one row', () => {
    expect(toTransactions([action(1), ['delete', { partitionKey: 'a', rowKey: '1' }]])[0]![0]![0]).toBe('delete');
  });
});

describe('acting on each', () => {
  it.each([1, 3, 100])('is done for all, never more than %i at a time', async (width) => {
    let underway = 0;
    let most = 0;
    const done: number[] = [];
    await actOnEach(numbers(10), width, async (n) => {
      most = Math.max(most, ++underway);
      await Promise.resolve();
      underway -= 1;
      done.push(n);
    });
    expect(done.toSorted((a, b) => a - b)).toEqual(numbers(10));
    expect(most).toBe(Math.min(width, 10));
  });

  it('throws the first failure once nothing is under way', async () => {
    let underway = 0;
    const started: number[] = [];
    const acting = actOnEach(numbers(10), 2, async (n) => {
      started.push(n);
      underway += 1;
      await new Promise((resolve) => setImmediate(resolve));
      underway -= 1;
      if (n === 1) throw new Error('no');
    });
    await expect(acting).rejects.toThrow('no');
    expect(underway).toBe(0);
    expect(started.length).toBeLessThan(10);
  });
});
