import { describe, expect, it } from 'vitest';
import { noFigures } from '../../shared/campaign/figures.ts';
import {
  beginCount,
  endCount,
  isSamePolicy,
  nothingCounted,
  withChanges,
  type StoredFigures,
} from '../../shared/campaign/stored-figures.ts';
import type { FiguresStore } from '../../shared/ports/figures-store.ts';
import type { RecipientStore } from '../../shared/ports/recipient-store.ts';
import type { WriteOrder } from '../../shared/ports/write-order.ts';
import { anEnrolment, aJourney, anAcceptedMessage } from '../builders/journeys.ts';
import { aCadence, anAudience } from '../builders/policies.ts';
import { minutesAfterNoon, noon, numbers, someFacts, userId } from './samples.ts';

const policy = aCadence({
  reportReadAt: minutesAfterNoon(-60),
  audience: anAudience({ federatedDomains: ['contoso.com'], writebackSwitch: { at: noon, isOn: false } }),
  haltedWaves: { paused: ['pilot'], cancelled: ['other'] },
});

/** Counted once, changed since, and being counted again. */
function someFigures(people = 1): StoredFigures {
  const counted = endCount(beginCount(policy, noon, '000'), minutesAfterNoon(1));
  const underWay = {
    ...beginCount(policy, minutesAfterNoon(2), '001'),
    cursor: userId(1),
    seen: { [userId(2)]: '002' },
  };
  const written = numbers(people).map((n) => ({
    userId: userId(n),
    order: '003',
    before: aJourney({ userId: userId(n), enrolment: undefined }),
    after: aJourney({ userId: userId(n), messages: [anAcceptedMessage('nudge', noon, { state: 'failed' })] }),
  }));
  return withChanges({ ...counted, underWay }, written, minutesAfterNoon(3));
}

const policyOf = ({ current, underWay }: StoredFigures) => (underWay ?? current!).policy;

/** What every store of figures promises. */
export function describeFiguresStore(name: string, create: () => Promise<FiguresStore>): void {
  describe(`${name}: the figures (engine 20)`, () => {
    it('are not there at first', async () => {
      expect(await (await create()).read()).toEqual({ figures: nothingCounted, version: undefined });
    });

    it.each([
      ['as they were written', someFigures()],
      ['when they are many', someFigures(800)],
      ['before the first count has ended', { current: undefined, underWay: beginCount(aCadence(), noon, '') }],
      [
        'of nobody',
        endCount({ ...beginCount(aCadence({ reportReadAt: undefined }), noon, ''), figures: noFigures }, noon),
      ],
    ])('come back %s', async (_, figures) => {
      const store = await create();
      expect(await store.write(figures, undefined)).toBe(true);
      const { figures: read, version } = await store.read();
      expect(read).toEqual(figures);
      expect(isSamePolicy(policyOf(read), policyOf(figures))).toBe(true);
      expect(await store.write(nothingCounted, version)).toBe(true);
      expect((await store.read()).figures).toEqual(nothingCounted);
    });

    it('are written by one of many that have read the same', async () => {
      const store = await create();
      await store.write(nothingCounted, undefined);
      const { version } = await store.read();
      const answers = await Promise.all(numbers(6).map(() => store.write(someFigures(), version)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await store.write(nothingCounted, undefined)).toBe(false);
    });
  });
}

interface Writes {
  readonly recipients: RecipientStore;
  readonly writeOrder: WriteOrder;
}

/** What every order of writes promises. */
export function describeWriteOrder(name: string, create: () => Promise<Writes>): void {
  describe(`${name}: the order of writes (engine 20)`, () => {
    it('grows with every write of a person, whoever wrote in between', async () => {
      const { recipients, writeOrder } = await create();
      const start = writeOrder.before(new Date());
      await recipients.writeFacts([someFacts(1)]);
      const orders: string[] = [];
      for (let round = 0; round < 8; round++) {
        const { version } = await recipients.readJourney(userId(1));
        const written = await recipients.writeJourney({ userId: userId(1), version, enrolment: anEnrolment() });
        orders.push(writeOrder.of(written.kind === 'written' ? written.version : undefined)!);
        expect(writeOrder.of((await recipients.readJourney(userId(1))).version)).toBe(orders.at(-1));
        if (round % 2 === 1) await recipients.writeFacts([someFacts(1)]);
      }
      expect([start, ...orders].toSorted()).toEqual([start, ...orders]);
      expect(new Set([start, ...orders]).size).toBe(9);
    });

    it('knows nothing of a version that is not known', async () => {
      expect((await create()).writeOrder.of(undefined)).toBeUndefined();
    });
  });
}
