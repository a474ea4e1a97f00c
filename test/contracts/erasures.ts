import { describe, expect, it } from 'vitest';
import type { Erasures } from '../../shared/ports/erasures.ts';
import { noon, userId } from './samples.ts';

/** What every list of the erased promises. */
export function describeErasures(name: string, create: () => Promise<Erasures>): void {
  describe(`${name}: who was erased (guard 13)`, () => {
    it('has one key, however many ask for it first', async () => {
      const erasures = await create();
      const keys = await Promise.all([1, 2, 3].map(() => erasures.readKey()));
      const [first] = keys.map((key) => Buffer.from(key).toString('hex'));
      for (const key of [...keys, await erasures.readKey()]) expect(Buffer.from(key).toString('hex')).toBe(first);
      expect(keys[0]!.byteLength).toBeGreaterThanOrEqual(32);
    });

    it('lists everybody once, and not the key', async () => {
      const erasures = await create();
      await erasures.readKey();
      for (const n of [1, 2, 1]) await erasures.add(userId(n), noon);
      expect([...(await erasures.list())].toSorted()).toEqual([userId(1), userId(2)].toSorted());
    });
  });
}
