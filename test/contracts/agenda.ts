import { describe, expect, it } from 'vitest';
import type { Agenda, AgendaEntry, WatchEntry } from '../../shared/ports/agenda.ts';
import { minutesAfterNoon, noon, numbers, userId } from './samples.ts';

const due = (n: number, minutes = 0): AgendaEntry => ({
  dueAt: minutesAfterNoon(minutes),
  userId: userId(n),
  step: 'nudge',
});

const watched = (n: number, minutes = 0): WatchEntry => ({
  watchAt: minutesAfterNoon(minutes),
  userId: userId(n),
  step: 'nudge',
});

/** What every agenda promises. */
export function describeAgenda(name: string, create: () => Promise<Agenda>): void {
  describe(`${name}: due entries`, () => {
    it('are none at first', async () => {
      const agenda = await create();
      expect(await agenda.readDue(noon, 10)).toEqual([]);
      expect(await agenda.readWatched(noon, 10)).toEqual([]);
      expect(await agenda.count(10)).toEqual({ due: 0, watched: 0 });
    });

    it('come oldest first, those of this very moment too, and none of later', async () => {
      const agenda = await create();
      await agenda.put([due(1, 1), due(2, 0), due(3, -600), due(4, -1)]);
      expect(await agenda.readDue(noon, 10)).toEqual([due(3, -600), due(4, -1), due(2, 0)]);
    });

    it('come no more of than asked for', async () => {
      const agenda = await create();
      await agenda.put([due(1, -3), due(2, -2), due(3, -1)]);
      expect(await agenda.readDue(noon, 2)).toEqual([due(1, -3), due(2, -2)]);
      expect(await agenda.readDue(noon, 0)).toEqual([]);
    });

    it('are one when they are put twice, in any spelling of the id', async () => {
      const agenda = await create();
      const entry = { ...due(10), userId: userId(10).toUpperCase() };
      await agenda.put([entry, due(10)]);
      await agenda.put([due(10)]);
      expect(await agenda.readDue(noon, 10)).toEqual([due(10)]);
    });

    it('may be thousands', async () => {
      const agenda = await create();
      const entries = numbers(1_250).map((n) => due(n, n - 2_000));
      await agenda.put(entries);
      expect(await agenda.readDue(noon, 5_000)).toEqual(entries);
      expect(await agenda.readDue(noon, 1_100)).toEqual(entries.slice(0, 1_100));
      expect(await agenda.count(1_200)).toEqual({ due: 1_200, watched: 0 });
    });
  });

  describe(`${name}: watching`, () => {
    it('turns due entries into watched ones', async () => {
      const agenda = await create();
      await agenda.put([due(1), due(2), due(3)]);
      await agenda.watch([due(1), due(2)], minutesAfterNoon(15));
      expect(await agenda.readDue(noon, 10)).toEqual([due(3)]);
      expect(await agenda.readWatched(minutesAfterNoon(14), 10)).toEqual([]);
      expect(await agenda.readWatched(minutesAfterNoon(15), 10)).toEqual([watched(1, 15), watched(2, 15)]);
      expect(await agenda.count(10)).toEqual({ due: 1, watched: 2 });
    });

    it('is not hindered by entries that are gone', async () => {
      const agenda = await create();
      const entries = numbers(120).map((n) => due(n, n - 200));
      await agenda.put(entries.filter((_, n) => n !== 60));
      await agenda.watch(entries, noon);
      expect(await agenda.count(1_000)).toEqual({ due: 0, watched: 120 });
    });

    it('makes one of two entries for the same message', async () => {
      const agenda = await create();
      await agenda.put([due(1, -2), due(1, -1)]);
      await agenda.watch([due(1, -2), due(1, -1), due(1, -1)], noon);
      expect(await agenda.count(10)).toEqual({ due: 0, watched: 1 });
    });
  });

  describe(`${name}: replacing`, () => {
    it('puts and drops entries of both kinds', async () => {
      const agenda = await create();
      await agenda.replace({ put: [due(1), due(2)], putWatch: [watched(3)] });
      await agenda.replace({ put: [due(4)], putWatch: [watched(5)], drop: [due(1)], dropWatch: [watched(3)] });
      expect(await agenda.readDue(noon, 10)).toEqual([due(2), due(4)]);
      expect(await agenda.readWatched(noon, 10)).toEqual([watched(5)]);
    });

    it.each([
      ['few', 3],
      ['many', 250],
    ])('does not mind that %s entries are gone already', async (_, count) => {
      const agenda = await create();
      await agenda.put(numbers(count).map((n) => due(n)));
      const drop = numbers(count).map((n) => due(n + 1));
      const putWatch = numbers(count).map((n) => watched(n));
      await agenda.replace({ drop, putWatch });
      expect(await agenda.readDue(noon, 1_000)).toEqual([due(0)]);
      expect(await agenda.count(1_000)).toEqual({ due: 1, watched: count });
    });

    it('keeps an entry that is put and dropped at once: nobody is lost', async () => {
      const agenda = await create();
      await agenda.put([due(1)]);
      await agenda.replace({ put: [due(1)], drop: [due(1)], putWatch: [watched(2)], dropWatch: [watched(2)] });
      expect(await agenda.count(10)).toEqual({ due: 1, watched: 1 });
    });

    it('does nothing when there is nothing to do', async () => {
      const agenda = await create();
      await agenda.replace({});
      await agenda.put([]);
      await agenda.watch([], noon);
      expect(await agenda.count(10)).toEqual({ due: 0, watched: 0 });
    });
  });
}
