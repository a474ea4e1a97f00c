import { describe, expect, it } from 'vitest';
import type { PassStore } from '../../shared/ports/pass-store.ts';
import { pack } from '../../shared/registration/pass/packed-rows.ts';
import { aPass, minutesAfterNoon, numbers, userId } from './samples.ts';

const rowOf = (n: number): Uint8Array => new Uint8Array(pack({}, [userId(n)]));

/** What every pass store promises. */
export function describePassStore(name: string, create: () => Promise<PassStore>): void {
  describe(`${name}: the pass`, () => {
    it('is not there at first', async () => {
      const store = await create();
      expect(await store.readCurrent()).toBeUndefined();
      expect(await store.readLastComplete()).toBeUndefined();
      expect(await pagesOf(store, 'pass-1')).toEqual([]);
    });

    it('comes back as it was written', async () => {
      const store = await create();
      const next = `https://graph.microsoft.com/v1.0/users?$skiptoken=${'x'.repeat(40_000)}`;
      const pass = aPass({ next, groupsLeft: ['a', 'b'], progressedAt: minutesAfterNoon(1), because: 'ojsan' });
      const answer = await store.write(pass, undefined);
      expect(await store.readCurrent()).toEqual({ pass, version: answer.kind === 'written' && answer.version });
    });

    it('replaces whatever is there when it is started', async () => {
      const store = await create();
      await store.write(aPass(), undefined);
      await store.write(aPass({ passId: 'pass-2' }), undefined);
      expect((await store.readCurrent())?.pass.passId).toBe('pass-2');
    });

    it('is not written over by who has read an older one', async () => {
      const store = await create();
      await store.write(aPass(), undefined);
      const { version } = (await store.readCurrent())!;
      const answers = await Promise.all(numbers(5).map((n) => store.write(aPass({ page: n + 2 }), version)));
      expect(answers.filter(({ kind }) => kind === 'written')).toHaveLength(1);
    });

    it('is kept as the last complete one, until the next', async () => {
      const store = await create();
      const complete = aPass({ state: 'complete' });
      await store.write(complete, undefined);
      await store.write(aPass({ passId: 'pass-2' }), undefined);
      await store.write(aPass({ passId: 'pass-2', state: 'distrusted' }), (await store.readCurrent())!.version);
      expect(await store.readLastComplete()).toEqual(complete);
      expect((await store.readCurrent())?.pass.passId).toBe('pass-2');
    });
  });

  describe(`${name}: the rows of a pass`, () => {
    it.each([0, 1, 3_700, 3_800, 12_500])('come back byte for byte: %i of them', async (length) => {
      const store = await create();
      const rows = pack({}, numbers(length).map(userId));
      await store.saveRows('pass-1', 'users', 1, rows);
      const [read] = await pagesOf(store, 'pass-1');
      expect(Buffer.compare(read!, rows)).toBe(0);
    });

    it('come in page order, each page once, apart from other collections and passes', async () => {
      const store = await create();
      for (const page of [10, 2, 1, 2]) await store.saveRows('pass-1', 'users', page, rowOf(page));
      await store.saveRows('pass-1', 'report', 3, rowOf(3));
      await store.saveRows('pass/2', 'users', 4, rowOf(4));
      expect(await pagesOf(store, 'pass-1')).toEqual([1, 2, 10].map((page) => rowOf(page)));
      expect(await pagesOf(store, 'pass/2')).toEqual([rowOf(4)]);
    });

    it('are replaced when the page is saved again', async () => {
      const store = await create();
      await store.saveRows('pass-1', 'users', 1, pack({}, numbers(7_000).map(userId)));
      await store.saveRows('pass-1', 'users', 1, rowOf(7));
      expect(await pagesOf(store, 'pass-1')).toEqual([rowOf(7)]);
    });

    it('are not changed through what was handed in', async () => {
      const store = await create();
      const rows = rowOf(1);
      await store.saveRows('pass-1', 'users', 1, rows);
      rows[rows.length - 1] = 2;
      expect(await pagesOf(store, 'pass-1')).toEqual([rowOf(1)]);
    });

    it('are forgotten for all passes but some', async () => {
      const store = await create();
      for (const passId of ['pass-1', 'pass/2', 'pass-3']) {
        for (const page of numbers(3)) await store.saveRows(passId, 'users', page + 1, rowOf(page));
      }
      await store.forgetOthers(['pass/2', 'pass-3', 'pass-9']);
      const lengths = await Promise.all(['pass-1', 'pass/2', 'pass-3'].map((id) => pagesOf(store, id)));
      expect(lengths.map(({ length }) => length)).toEqual([0, 3, 3]);
      await store.forgetOthers([]);
      expect(await pagesOf(store, 'pass-3')).toEqual([]);
    });
  });

  describe(`${name}: who was seen since the pass (truth 23)`, () => {
    it('is nobody at first, and everybody once, in lower case', async () => {
      const store = await create();
      expect(await store.readSeen()).toEqual(new Set());
      for (const n of [1, 10, 1]) await store.noteSeen(userId(n).toUpperCase(), minutesAfterNoon(n));
      expect(await store.readSeen()).toEqual(new Set([userId(1), userId(10)]));
    });

    it('is forgotten where it was before a time, the last time counts', async () => {
      const store = await create();
      for (const n of numbers(3)) await store.noteSeen(userId(n), minutesAfterNoon(n));
      await store.noteSeen(userId(0), minutesAfterNoon(5));
      await store.forgetSeen(minutesAfterNoon(2));
      expect(await store.readSeen()).toEqual(new Set([userId(0), userId(2)]));
    });

    it('stays when pages are forgotten, and is no page', async () => {
      const store = await create();
      await store.noteSeen(userId(1), minutesAfterNoon(1));
      await store.forgetOthers([]);
      expect(await store.readSeen()).toEqual(new Set([userId(1)]));
      expect(await store.readCurrent()).toBeUndefined();
    });
  });
}

async function pagesOf(store: PassStore, passId: string): Promise<Uint8Array[]> {
  const pages: Uint8Array[] = [];
  for await (const page of store.readRows(passId, 'users')) pages.push(page);
  return pages;
}
