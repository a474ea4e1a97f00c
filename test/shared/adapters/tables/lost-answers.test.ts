import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openGate, passThrough } from '../../../../shared/delivery/rate-gate.ts';
import { packFingerprints } from '../../../../shared/registration/pass/packed-rows.ts';
import {
  aBody,
  aClaimedMessage,
  aDocument,
  aMessage,
  aPass,
  aWave,
  minutesAfterNoon,
  noon,
  numbers,
  someEvidence,
  someFacts,
  userId,
} from '../../../contracts/samples.ts';
import { storesBehindProxy } from './azurite-tables.ts';

const isWrite = ({ method }: { readonly method: string }): boolean => method !== 'GET';
const me = userId(1);
const running = { document: aDocument(), state: { status: 'running', because: undefined, changedAt: noon } } as const;

/** The service carries a request out and the answer is lost; the SDK asks again and is refused by its own doing. */
describe('after a lost answer', () => {
  let world: Awaited<ReturnType<typeof storesBehindProxy>>;

  beforeEach(async () => {
    world = await storesBehindProxy();
  });
  afterEach(async () => {
    await world.proxy.close();
    if (world.proxy.lost() === 0) throw new Error('No answer was lost');
  });

  it.each(['the first', 'a later'])('%s write of a journey is known for our own', async (which) => {
    const { stores, direct, proxy } = world;
    if (which === 'a later') await direct.recipients.writeFacts([someFacts(1)]);
    const { version } = await direct.recipients.readJourney(me);
    proxy.loseAnswer(isWrite);
    const write = { messages: [aClaimedMessage(1)], bodies: [aBody(1)], evidence: [someEvidence(1)] };
    const answer = await stores.recipients.writeJourney({ userId: me, version, ...write });
    const journey = await direct.recipients.readJourney(me);
    expect(answer).toEqual({ kind: 'written', version: journey.version });
    expect(journey.messages).toEqual([aClaimedMessage(1)]);
  });

  it('a write of a journey that releases a body is known for our own', async () => {
    const { stores, direct, proxy } = world;
    const { messageId } = aBody(1);
    await direct.recipients.writeJourney({ userId: me, version: undefined, bodies: [aBody(1)] });
    const { version } = await direct.recipients.readJourney(me);
    proxy.loseAnswer(isWrite);
    const answer = await stores.recipients.writeJourney({ userId: me, version, releaseBodyOf: [messageId] });
    expect(answer.kind).toBe('written');
    expect(await direct.recipients.readBody(me, messageId)).toBeUndefined();
  });

  it('a write of a journey is a conflict when it was refused before its answer was lost', async () => {
    const { stores, direct, proxy } = world;
    const { version } = await direct.recipients.readJourney(me);
    await direct.recipients.writeJourney({ userId: me, version: undefined, excludedByOperator: true });
    proxy.loseAnswer(isWrite);
    const answer = await stores.recipients.writeJourney({ userId: me, version, messages: [aMessage(1)] });
    expect(answer).toEqual({ kind: 'conflict' });
    expect((await direct.recipients.readJourney(me)).messages).toEqual([]);
  });

  it('a write of a journey is known for our own though somebody wrote right after it, and binds to no version', async () => {
    const { stores, direct, proxy } = world;
    const somebodyElse = async () => {
      const { version } = await direct.recipients.readJourney(me);
      await direct.recipients.writeJourney({ userId: me, version, excludedByOperator: true });
    };
    proxy.loseAnswer(isWrite, somebodyElse);
    const answer = await stores.recipients.writeJourney({ userId: me, version: undefined, messages: [aMessage(1)] });
    expect(answer.kind).toBe('written');
    const version = answer.kind === 'written' ? answer.version : undefined;
    const next = await stores.recipients.writeJourney({ userId: me, version, excludedByOperator: false });
    expect(next).toEqual({ kind: 'conflict' });
    expect((await direct.recipients.readJourney(me)).messages).toEqual([aMessage(1)]);
  });

  it('facts of many people are there once', async () => {
    const { stores, direct, proxy } = world;
    for (const _ of numbers(3)) proxy.loseAnswer(isWrite);
    await stores.recipients.writeFacts(numbers(150).map((n) => someFacts(n)));
    expect((await direct.recipients.readHeads(undefined, 1_000)).journeys).toHaveLength(150);
  });

  it('the campaign is written once, the first time and later', async () => {
    const { stores, direct, proxy } = world;
    proxy.loseAnswer(isWrite);
    expect((await stores.campaigns.write(running, undefined)).kind).toBe('written');
    proxy.loseAnswer(isWrite);
    const answer = await stores.campaigns.write(running, (await direct.campaigns.read())?.version);
    expect(answer).toEqual({ kind: 'written', version: (await direct.campaigns.read())?.version });
  });

  it('the rate gate is written', async () => {
    const { stores, direct, proxy } = world;
    proxy.loseAnswer(isWrite);
    expect(await stores.gates.write(passThrough(openGate, 3, noon), undefined)).toBe(true);
    expect((await direct.gates.read()).gate.releases).toHaveLength(1);
  });

  it("the day's places are taken once", async () => {
    const { stores, direct, proxy } = world;
    await direct.budget.take('2026-12-01', 10, 100);
    proxy.loseAnswer(isWrite);
    expect(await stores.budget.take('2026-12-01', 50, 100)).toBe(50);
    expect(await direct.budget.take('2026-12-01', 100, 100)).toBe(40);
  });

  it('a wave is created by us', async () => {
    const { stores, proxy } = world;
    proxy.loseAnswer(isWrite);
    expect(await stores.waves.create(aWave())).toBe('created');
    expect(await stores.waves.create(aWave())).toBe('exists');
  });

  it('the members of a wave are whole', async () => {
    const { stores, direct, proxy } = world;
    const members = numbers(20_000).map(userId);
    await direct.waves.saveMembers('pilot', members.toReversed());
    for (const _ of numbers(3)) proxy.loseAnswer(isWrite);
    await stores.waves.saveMembers('pilot', members);
    expect(await direct.waves.readMembers('pilot')).toMatchObject({ userIds: members });
  });

  it('a pass is written and kept as complete', async () => {
    const { stores, direct, proxy } = world;
    proxy.loseAnswer(isWrite);
    expect((await stores.passes.write(aPass({ state: 'complete' }), undefined)).kind).toBe('written');
    const { version } = (await direct.passes.readCurrent())!;
    proxy.loseAnswer(isWrite);
    expect((await stores.passes.write(aPass({ passId: 'pass-2' }), version)).kind).toBe('written');
    expect((await direct.passes.readLastComplete())?.passId).toBe('pass-1');
  });

  it('the pages of a pass are saved once and forgotten', async () => {
    const { stores, direct, proxy } = world;
    const pagesOf = async (passId: string) => {
      const pages: Uint8Array[] = [];
      for await (const page of direct.passes.readRows(passId, 'users')) pages.push(page);
      return pages;
    };
    proxy.loseAnswer(isWrite);
    await stores.passes.saveRows('pass-1', 'users', 1, packFingerprints([me], [1]));
    expect(await pagesOf('pass-1')).toHaveLength(1);
    proxy.loseAnswer(isWrite);
    await stores.passes.forgetOthers([]);
    expect(await pagesOf('pass-1')).toEqual([]);
  });

  it('entries of the agenda are put, watched and replaced once', async () => {
    const { stores, direct, proxy } = world;
    const entry = { dueAt: noon, userId: me, step: 'nudge' } as const;
    const watchAt = minutesAfterNoon(15);
    proxy.loseAnswer(isWrite);
    await stores.agenda.put([entry]);
    expect(await direct.agenda.count(10)).toEqual({ due: 1, watched: 0 });
    proxy.loseAnswer(isWrite);
    await stores.agenda.watch([entry], watchAt);
    expect(await direct.agenda.count(10)).toEqual({ due: 0, watched: 1 });
    proxy.loseAnswer(isWrite);
    await stores.agenda.replace({ put: [entry], dropWatch: [{ ...entry, watchAt }] });
    expect(await direct.agenda.count(10)).toEqual({ due: 1, watched: 0 });
  });

  it('a reading is simply made again', async () => {
    const { stores, direct, proxy } = world;
    await direct.recipients.writeFacts([someFacts(1)]);
    proxy.loseAnswer(({ method }) => method === 'GET');
    expect((await stores.recipients.readJourney(me)).facts).toBeDefined();
  });
});
