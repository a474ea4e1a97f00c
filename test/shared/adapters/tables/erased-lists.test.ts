import { describe, expect, it } from 'vitest';
import { createTableStores } from '../../../../shared/adapters/tables/table-stores.ts';
import { beginCount, endCount, withChanges } from '../../../../shared/campaign/stored-figures.ts';
import { aJourney } from '../../../builders/journeys.ts';
import { aUser, someFacts as factsOf } from '../../../builders/people.ts';
import { aPersonLine } from '../../../builders/person-lines.ts';
import { aCadence } from '../../../builders/policies.ts';
import { minutesAfterNoon, noon, numbers } from '../../../contracts/samples.ts';
import { freshTables } from './azurite-tables.ts';
import { textOf } from './text-of-tables.ts';

const lines = numbers(3)
  .map((n) => aPersonLine(n))
  .toSorted((a, b) => (a.userId < b.userId ? -1 : 1));

/** The last one of the pack, whose id is in its key, and one in the middle. */
const erased = [lines[2]!, lines[1]!];

const hashFor = (id: string) => id.replace(/^./, 'f');

describe('whoever is erased, in lists (guard 13, everyone 9)', () => {
  it('is taken out of packs, sheets and the figures, and nobody else is', async () => {
    const tables = await freshTables();
    const stores = createTableStores(tables);
    await stores.packs.write('g', 'p', [
      { list: 'all', lines },
      { list: 'alone', lines: lines.slice(2) },
    ]);
    const changed = lines.map((line) => ({ userId: line.userId, order: '1', line }));
    await stores.packs.writeSheet('g', { sheetId: 's', lines: changed });
    const counted = endCount(beginCount(aCadence(), noon, '000'), noon);
    const underWay = beginCount(aCadence(), minutesAfterNoon(1), '001');
    const written = lines.map(({ userId: id, name }) => {
      const journey = aJourney({ userId: id, facts: factsOf({ user: aUser({ id, displayName: name }) }) });
      return { userId: id, order: '002', before: journey, after: journey };
    });
    await stores.figures.write(withChanges({ ...counted, underWay }, written, noon), undefined);
    expect(await textOf(tables)).toContain(erased[0]!.name.toLowerCase());

    await stores.traces.remove(
      erased.map((line) => ({ userId: line.userId, hash: hashFor(line.userId), messageIds: [], texts: [] })),
    );

    const left = await stores.packs.read('g', 'all', undefined, 5);
    expect(left.packs.map((pack) => pack.lines)).toEqual([[lines[0]]]);
    expect((await stores.packs.read('g', 'alone', undefined, 5)).packs).toEqual([]);
    expect(await stores.packs.readSheets('g')).toEqual([{ sheetId: 's', lines: [changed[0]] }]);
    const { current, underWay: counting } = (await stores.figures.read()).figures;
    expect(Object.keys(current!.lists!.changed)).toEqual([lines[0]!.userId]);
    expect(counting!.changes.filter(({ line }) => line !== undefined).map(({ userId: id }) => id)).toEqual([
      lines[0]!.userId,
    ]);
    const everything = await textOf(tables);
    for (const { userId: id, name } of erased) {
      expect(everything).not.toContain(id);
      expect(everything).not.toContain(name.toLowerCase());
    }
    expect(everything).toContain(lines[0]!.userId);
  });
});
