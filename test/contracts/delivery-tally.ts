import { describe, expect, it } from 'vitest';
import type { DeliveryTally } from '../../shared/ports/delivery-tally.ts';
import { minutesAfterNoon, numbers, userId } from './samples.ts';

/** What every delivery tally promises. */
export function describeDeliveryTally(name: string, create: () => Promise<DeliveryTally>): void {
  describe(`${name}: the delivery tally`, () => {
    it('is empty at first', async () => {
      expect(await (await create()).since(new Date(0))).toEqual({ delivered: 0, failed: 0, filtered: 0 });
    });

    it('counts every mail by what became of it', async () => {
      const tally = await create();
      for (const fate of ['delivered', 'failed', 'delivered', 'filtered'] as const) {
        await tally.add(fate, userId(1), minutesAfterNoon(5));
      }
      await tally.add('delivered', userId(2), minutesAfterNoon(500));
      expect(await tally.since(new Date(0))).toEqual({ delivered: 3, failed: 1, filtered: 1 });
    });

    it.each([
      ['the step began before it', 1, 0],
      ['the step begins with it', 0, 1],
      ['the step begins later', -5, 1],
    ])('counts from a time on: when %s', async (_, minutes, expected) => {
      const tally = await create();
      await tally.add('failed', userId(1), minutesAfterNoon(0));
      const from = new Date(Date.UTC(2026, 11, 1, 12, minutes));
      expect((await tally.since(from)).failed).toBe(expected);
    });

    it('loses nothing when many count at once', async () => {
      const tally = await create();
      await Promise.all(numbers(12).map(() => tally.add('delivered', userId(3), minutesAfterNoon(1))));
      expect((await tally.since(new Date(0))).delivered).toBe(12);
    });
  });
}
