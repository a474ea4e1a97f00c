import { describe, expect, it } from 'vitest';
import type { PersonLine } from '../../shared/campaign/person-line.ts';
import type { PeoplePacks } from '../../shared/ports/people-packs.ts';
import { aPersonLine } from '../builders/person-lines.ts';
import { noon, numbers } from './samples.ts';

const inOrder = (count: number, change: Partial<PersonLine> = {}): readonly PersonLine[] =>
  numbers(count)
    .map((n) => aPersonLine(n, change))
    .toSorted((a, b) => (a.userId < b.userId ? -1 : 1));

const trouble: PersonLine['trouble'] = {
  kind: 'resetFailed',
  cause: 'notRegistered',
  since: noon,
  lastAttemptAt: undefined,
  attempts: 2,
  reason: 'the “reset” failed',
};

/** What every store of lists promises. */
export function describePeoplePacks(name: string, create: () => Promise<PeoplePacks>): void {
  describe(`${name}: lists of people (everyone 9)`, () => {
    it('are empty at first', async () => {
      const packs = await create();
      expect(await packs.read('g', 'people///', undefined, 5)).toEqual({ packs: [], readUpTo: undefined });
      expect(await packs.readSheets('g')).toEqual([]);
    });

    it('come back as they were written, with their instants and whatever stands in a name', async () => {
      const packs = await create();
      const lines = [
        aPersonLine(1, { trouble, place: { kind: 'leftOut', because: 'guest' }, name: '/\\#?\u0007|~ 🙂' }),
        aPersonLine(2, { lastMail: undefined, nextMail: undefined, signInName: undefined, waves: [] }),
      ];
      await packs.write('g', 'part', [{ list: 'name/å|', lines }]);
      const { packs: read } = await packs.read('g', 'name/å|', undefined, 5);
      expect(read).toEqual([{ list: 'name/å|', part: 'part', lines }]);
    });

    it('are read from one person on, so many packs at once', async () => {
      const packs = await create();
      const lines = inOrder(7);
      await packs.write('g', 'p', [
        { list: 'one', lines: lines.slice(0, 3) },
        { list: 'one', lines: lines.slice(3, 5) },
        { list: 'one', lines: lines.slice(5) },
        { list: 'one/more', lines: lines.slice(0, 1) },
      ]);
      const first = await packs.read('g', 'one', undefined, 2);
      expect(first.packs.map((pack) => pack.lines.length)).toEqual([3, 2]);
      expect(first.readUpTo).toBe(lines[4]!.userId);
      const rest = await packs.read('g', 'one', first.readUpTo, 2);
      expect(rest.packs.flatMap((pack) => pack.lines)).toEqual(lines.slice(5));
      expect(rest.readUpTo).toBeUndefined();
      // From the middle of a pack: the whole of it.
      expect((await packs.read('g', 'one', lines[3]!.userId, 1)).packs[0]!.lines).toEqual(lines.slice(3, 5));
    });

    it('keep what different parts of a count have written apart', async () => {
      const packs = await create();
      const lines = inOrder(2);
      for (const part of ['a', 'b']) await packs.write('g', part, [{ list: 'one', lines }]);
      const { packs: read } = await packs.read('g', 'one', undefined, 5);
      expect(read.map(({ part }) => part)).toEqual(['a', 'b']);
    });

    it('hold hundreds of packs, written at once', async () => {
      const packs = await create();
      const lines = inOrder(50);
      const some = numbers(250).map((n) => ({ list: `list ${n}`, lines }));
      await packs.write('g', 'p', some);
      expect((await packs.read('g', 'list 249', undefined, 5)).packs[0]!.lines).toHaveLength(50);
    });

    it('are read list by list, none of them cut in two', async () => {
      const packs = await create();
      const lines = inOrder(6);
      const listOf = (list: string, from: number, to: number) => ({ list, lines: lines.slice(from, to) });
      await packs.write('g', 'p', [listOf('team/b', 0, 2), listOf('team/b', 2, 4), listOf('team/b', 4, 6)]);
      await packs.write('g', 'p', [
        listOf('team/a', 0, 1),
        listOf('team/c', 1, 2),
        listOf('teams', 0, 6),
        listOf('tea', 0, 6),
      ]);
      const named = async (after: string | undefined, limit: number) => {
        const { packs: read, readUpTo } = await packs.readLists('g', 'team/', after, limit);
        return [read.map((pack) => `${pack.list} ${pack.lines.length}`), readUpTo];
      };
      const all = ['team/a 1', 'team/b 2', 'team/b 2', 'team/b 2', 'team/c 1'];
      expect(await named(undefined, 10)).toEqual([all, undefined]);
      expect(await named(undefined, 3)).toEqual([['team/a 1'], 'team/a']);
      expect(await named('team/a', 2)).toEqual([['team/b 2', 'team/b 2', 'team/b 2'], 'team/b']);
      expect(await named('team/b', 2)).toEqual([['team/c 1'], undefined]);
      expect(await named('team/c', 2)).toEqual([[], undefined]);
    });

    it('have sheets of those who have changed', async () => {
      const packs = await create();
      const lines = inOrder(300).map((line, n) => ({
        userId: line.userId,
        order: `00${n}`,
        line: n === 0 ? undefined : line,
      }));
      await packs.writeSheet('g', { sheetId: 's1', lines });
      await packs.writeSheet('g', { sheetId: 's2', lines: [] });
      await packs.writeSheet('other', { sheetId: 's3', lines: [] });
      expect(await packs.readSheets('g')).toEqual([
        { sheetId: 's1', lines },
        { sheetId: 's2', lines: [] },
      ]);
    });

    it('are forgotten by generation, and no later one with them', async () => {
      const packs = await create();
      const generations = ['2026-12-01T12:00:00.000Z 1', '2026-12-02T12:00:00.000Z 1', '2026-12-02T12:00:00.000Z 2'];
      for (const generation of generations) {
        await packs.write(generation, 'p', [{ list: 'one', lines: inOrder(2) }]);
        await packs.writeSheet(generation, { sheetId: 's', lines: [] });
      }
      await packs.forgetBefore(generations[1]!);
      await packs.forgetBefore(generations[1]!);
      const left = await Promise.all(generations.map((one) => packs.read(one, 'one', undefined, 5)));
      expect(left.map((page) => page.packs.length)).toEqual([0, 1, 1]);
      expect(await packs.readSheets(generations[0]!)).toEqual([]);
      expect(await packs.readSheets(generations[2]!)).toHaveLength(1);
    });
  });
}
