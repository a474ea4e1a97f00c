import { describe, expect, it } from 'vitest';
import type { UnreadableRow } from '../../shared/faults/unreadable-row.ts';
import type { UnreadableRows } from '../../shared/ports/unreadable-rows.ts';
import { numbers } from './samples.ts';

/** A store in which rows are damaged and read. */
interface Damaging {
  readonly rows: UnreadableRows;
  /** Damages the nth row and reads it. Answers how it is to be named. */
  readonly damage: (n: number) => Promise<Omit<UnreadableRow, 'because'>>;
  readonly mend: (n: number) => Promise<void>;
}

/** What every store of rows set aside promises. */
export function describeUnreadableRows(name: string, create: () => Promise<Damaging>): void {
  describe(`${name}: rows set aside (engine 12)`, () => {
    it('are none while all can be read', async () => {
      const { rows } = await create();
      expect(await rows.list(10)).toEqual([]);
      expect(await rows.lookAgain()).toEqual([]);
    });

    it('are named once each, however often they are read, up to a limit', async () => {
      const { rows, damage } = await create();
      const named = [await damage(1), await damage(2), await damage(1)].slice(0, 2);
      const listed = await rows.list(10);
      expect(listed).toHaveLength(2);
      for (const one of named) expect(listed).toContainEqual({ ...one, because: expect.stringMatching(/./) as string });
      expect(await rows.list(1)).toHaveLength(1);
      expect(await rows.lookAgain()).toHaveLength(2);
    });

    it('are forgotten once they are looked at again and can be read, and not before', async () => {
      const { rows, damage, mend } = await create();
      for (const n of numbers(2)) await damage(n);
      await mend(0);
      expect(await rows.list(10)).toHaveLength(2);
      const left = await rows.lookAgain();
      expect(left).toHaveLength(1);
      expect(await rows.list(10)).toEqual(left);
      await damage(0);
      expect(await rows.list(10)).toHaveLength(2);
    });
  });
}
