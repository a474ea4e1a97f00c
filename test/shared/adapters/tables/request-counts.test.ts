import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  aBody,
  aClaimedMessage,
  aMessage,
  noon,
  numbers,
  someEvidence,
  someFacts,
  userId,
} from '../../../contracts/samples.ts';
import { storesBehindProxy } from './azurite-tables.ts';

const me = userId(1);

describe('the number of requests', () => {
  let world: Awaited<ReturnType<typeof storesBehindProxy>>;

  beforeEach(async () => {
    world = await storesBehindProxy();
  });
  afterEach(() => world.proxy.close());

  /** How many requests an act takes. */
  async function countDuring(act: () => Promise<unknown>): Promise<number> {
    const before = world.proxy.seen.length;
    await act();
    return world.proxy.seen.length - before;
  }

  it('is one for reading a person, and brings no pinned body along', async () => {
    const { direct, stores, proxy } = world;
    const html = numbers(60_000)
      .map((n) => Math.imul(n, 2_654_435_761) >>> 0)
      .join('');
    await direct.recipients.writeFacts([someFacts(1)]);
    const { version } = await direct.recipients.readJourney(me);
    await direct.recipients.writeJourney({
      userId: me,
      version,
      messages: [aClaimedMessage(1)],
      bodies: [aBody(1, { html })],
      evidence: [someEvidence(1)],
    });
    expect(await countDuring(() => stores.recipients.readJourney(me))).toBe(1);
    expect(proxy.seen.at(-1)!.answeredBytes).toBeLessThan(10_000);
  });

  it('is one for everybody of a small tenant, and one for each thousand rows of a larger one', async () => {
    const { direct, stores } = world;
    await direct.recipients.writeFacts(numbers(60).map((n) => someFacts(n)));
    const read = async (next?: string) => {
      const page = await stores.recipients.readJourneys(next);
      return { people: page.journeys.length, next: page.next };
    };
    expect(await countDuring(async () => expect(await read()).toEqual({ people: 60, next: undefined }))).toBe(1);
    await direct.recipients.writeFacts(numbers(1_100).map((n) => someFacts(n)));
    expect(await countDuring(async () => expect((await read()).people).toBe(999))).toBe(1);
  });

  it('is one for each write of a person, in a row without reading again', async () => {
    const { recipients } = world.stores;
    let version: string | undefined;
    const write = async () => {
      const change = {
        messages: [aMessage(1), aMessage(1, 'reminder-1')],
        bodies: [aBody(1)],
        evidence: [someEvidence(1)],
      };
      const answer = await recipients.writeJourney({ userId: me, version, ...change });
      version = answer.kind === 'written' ? answer.version : undefined;
    };
    for (const _ of numbers(3)) expect(await countDuring(write)).toBe(1);
    const release = () => recipients.writeJourney({ userId: me, version, releaseBodyOf: [aBody(1).messageId] });
    expect(await countDuring(release)).toBe(1);
  });

  it('is one for the agenda when nothing is due', async () => {
    const { agenda } = world.stores;
    expect(await countDuring(() => agenda.readDue(noon, 100))).toBe(1);
  });

  it.each([
    [
      'facts of a full transaction',
      1,
      () => world.stores.recipients.writeFacts(oneShare(100).map((n) => someFacts(n))),
    ],
    ['facts of one more', 2, () => world.stores.recipients.writeFacts(oneShare(101).map((n) => someFacts(n)))],
    ['entries of the agenda, a hundred', 1, () => world.stores.agenda.put(numbers(100).map(due))],
    ['a small wave list', 1, () => world.stores.waves.list()],
  ])('is as small as it can be for %s: %i', async (_, count, act) => {
    expect(await countDuring(act)).toBe(count);
  });

  it('is two for watching a hundred entries, and two for a change of as many', async () => {
    const { agenda } = world.stores;
    await agenda.put(numbers(100).map(due));
    expect(await countDuring(() => agenda.watch(numbers(100).map(due), noon))).toBe(2);
    expect(await countDuring(() => agenda.replace({ put: numbers(101).map(due) }))).toBe(2);
  });

  it('is one for the agenda when twenty mails get there at once', async () => {
    const { agenda } = world.stores;
    const entries = numbers(20).map(due);
    expect(await countDuring(() => Promise.all(entries.map((entry) => agenda.put([entry]))))).toBe(1);
    expect(await agenda.readDue(noon, 100)).toHaveLength(20);
  });
});

/** People of one partition. */
const oneShare = (count: number): readonly number[] => numbers(count).map((n) => n * 16);

const due = (n: number) => ({ dueAt: noon, userId: userId(n), step: 'nudge' as const });
