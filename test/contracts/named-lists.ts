import { describe, expect, it } from 'vitest';
import { peopleOnPage, type NamedLists } from '../../shared/ports/named-lists.ts';
import { minutesAfterNoon, numbers, userId } from './samples.ts';

const about = (name: string) => ({ name, changedAt: minutesAfterNoon(3), changedBy: userId(99) });

async function peopleOf(store: NamedLists, name: string): Promise<readonly string[]> {
  const all: string[] = [];
  let next: string | undefined;
  do {
    const page = await store.readPeople(name, next);
    if (page.kind !== 'page') throw new Error(page.kind);
    all.push(...page.userIds);
    next = page.next;
  } while (next !== undefined);
  return all;
}

/** What every store of lists promises. */
export function describeNamedLists(name: string, create: () => Promise<NamedLists>): void {
  describe(`${name}: a list of people (issue 17)`, () => {
    it('is not there before it is saved, nor after it is removed', async () => {
      const store = await create();
      expect(await store.read('works-council')).toBeUndefined();
      expect(await store.readPeople('works-council', undefined)).toEqual({ kind: 'noSuchList' });
      await store.save(about('works-council'), numbers(3).map(userId));
      await store.remove('works-council');
      await store.remove('works-council');
      expect(await store.read('works-council')).toBeUndefined();
      expect(await store.list()).toEqual({ lists: [], unreadable: [] });
    });

    it.each([1, peopleOnPage, peopleOnPage + 1, 3 * peopleOnPage])(
      'comes back as it was saved: %i people',
      async (n) => {
        const store = await create();
        const saved = await store.save(about('pilots'), numbers(n).map(userId));
        expect(saved).toEqual({ ...about('pilots'), people: n, contentId: expect.any(String) as string });
        expect(await store.read('pilots')).toEqual(saved);
        expect(await peopleOf(store, 'pilots')).toEqual(numbers(n).map(userId));
      },
    );

    it('is replaced as a whole, and whoever was in the middle of the one before is told', async () => {
      const store = await create();
      const first = await store.save(about('pilots'), numbers(peopleOnPage + 1).map(userId));
      const page = await store.readPeople('pilots', undefined);
      const second = await store.save(about('pilots'), [userId(7)]);
      expect(second.contentId).not.toBe(first.contentId);
      expect(await store.readPeople('pilots', page.kind === 'page' ? page.next : '')).toEqual({ kind: 'replaced' });
      expect(await peopleOf(store, 'pilots')).toEqual([userId(7)]);
    });

    it('is one of two that are saved at once, never a mixture', async () => {
      const store = await create();
      const uploads = [1, 2, 3].map((one) => numbers(50).map((n) => userId(one * 100 + n)));
      await Promise.all(uploads.map((ids) => store.save(about('pilots'), ids)));
      expect(uploads).toContainEqual(await peopleOf(store, 'pilots'));
    });

    it('is listed among all, by name, and one begins as another does', async () => {
      const store = await create();
      for (const one of ['pilots-b', 'pilots', 'a']) await store.save(about(one), [userId(1)]);
      await store.remove('pilots');
      expect((await store.list()).lists.map((one) => one.name)).toEqual(['a', 'pilots-b']);
      expect(await peopleOf(store, 'pilots-b')).toEqual([userId(1)]);
    });
  });
}
