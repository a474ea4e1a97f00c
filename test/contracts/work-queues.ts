import { describe, expect, it } from 'vitest';
import type { SendRequest } from '../../shared/campaign/send-request.ts';
import type { PageQueue, ReleaseCount, SendQueue } from '../../shared/ports/work-queues.ts';
import type { PageRequest } from '../../shared/registration/page-request.ts';
import { noon, numbers, userId } from './samples.ts';

/** A queue and how to see what is visible in it. */
export interface InspectedQueue<Queue, Item> {
  readonly queue: Queue;
  readonly readVisible: () => Promise<readonly Item[]>;
}

/** What every send queue promises. */
export function describeSendQueue(name: string, create: () => Promise<InspectedQueue<SendQueue, SendRequest>>): void {
  describe(`${name}: the send queue`, () => {
    it('holds every request, with its time', async () => {
      const { queue, readVisible } = await create();
      const requests = numbers(40).map((n) => ({ userId: userId(n), step: 'reminder-2' as const, watchAt: noon }));
      await queue.enqueue(requests);
      const visible = await readVisible();
      expect(visible.toSorted((a, b) => (a.userId < b.userId ? -1 : 1))).toEqual(
        requests.toSorted((a, b) => (a.userId < b.userId ? -1 : 1)),
      );
    });

    it('takes none', async () => {
      const { queue, readVisible } = await create();
      await queue.enqueue([]);
      expect(await readVisible()).toEqual([]);
    });
  });
}

/** What every count of releases promises. */
export function describeReleaseCount(name: string, create: () => Promise<ReleaseCount>): void {
  it(`${name}: the count of releases is what was written last, and nothing at first (engine 10)`, async () => {
    const count = await create();
    expect(await count.read()).toBe(0);
    for (const releases of [1, 12_345]) await count.write(releases);
    expect(await count.read()).toBe(12_345);
  });
}

/** What every page queue promises. */
export function describePageQueue(name: string, create: () => Promise<InspectedQueue<PageQueue, PageRequest>>): void {
  const request: PageRequest = { passId: 'pass-1', collection: 'users', page: 3 };

  describe(`${name}: the page queue`, () => {
    it('shows a request at once that has no delay', async () => {
      const { queue, readVisible } = await create();
      await queue.enqueue(request, 0);
      expect(await readVisible()).toEqual([request]);
    });

    it.each([1.5, 3_600, 10_000_000])('hides a request for its delay: %d seconds', async (delaySeconds) => {
      const { queue, readVisible } = await create();
      await queue.enqueue(request, delaySeconds);
      expect(await readVisible()).toEqual([]);
    });
  });
}
