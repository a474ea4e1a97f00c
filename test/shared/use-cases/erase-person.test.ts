import { describe, expect, it } from 'vitest';
import { messageIdOf } from '../../../shared/delivery/plan-message.ts';
import type { RemovedPerson, Traces } from '../../../shared/ports/traces.ts';
import {
  directoryWithoutErased,
  lookupWithoutErased,
  reportWithoutErased,
} from '../../../shared/use-cases/erased-inlets.ts';
import { erasePerson, sweepErased, tracesOf } from '../../../shared/use-cases/erase-person.ts';
import { JoinTableCache } from '../../../shared/use-cases/join-table-cache.ts';
import { RecipientsWithoutErased } from '../../../shared/use-cases/recipients-without-erased.ts';
import { refreshPage } from '../../../shared/use-cases/refresh-page.ts';
import { startPass } from '../../../shared/use-cases/start-pass.ts';
import { erasedUser } from '../../../shared/recipient/directory-user.ts';
import { aDocument } from '../../builders/documents.ts';
import { aRegistration } from '../../builders/people.ts';
import { someRules } from '../../builders/policies.ts';
import { aClaimedMessage, someFacts, aMessage, noon, userId } from '../../contracts/samples.ts';
import { fakePorts } from '../../fakes/ports.ts';

const deploymentId = '3f0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a10';

function aWorld() {
  const ports = fakePorts(noon);
  const removed: RemovedPerson[] = [];
  const inTables = new Set<string>();
  let swept = 0;
  const traces: Traces = {
    remove: async (people) => {
      removed.push(...people);
      for (const person of people) {
        ports.recipients.loseRows(person.userId, 'all');
        inTables.delete(person.userId);
      }
    },
    find: async () => [],
    among: async (isWanted) => new Set([...inTables].filter(isWanted)),
    readSwept: async () => swept,
    writeSwept: async (erasures) => void (swept = erasures),
  };
  const figureKeeper = { add: async () => undefined, noteUnknown: () => undefined };
  const erasing = { ...ports, storedRecipients: ports.recipients, traces, figureKeeper };
  const recipients = new RecipientsWithoutErased(ports.recipients, ports.erasedPeople);
  const eraseId = (id: string) => erasePerson(id, { deploymentId, now: noon, ports: erasing });
  const erase = (n: number) => eraseId(userId(n));
  const sweep = () => sweepErased({ deploymentId, now: noon, ports: erasing });
  return { ports, removed, inTables, recipients, erase, eraseId, sweep, restore: () => (swept = 0) };
}

const write = (world: ReturnType<typeof aWorld>, n: number, message = aMessage(n)) =>
  world.ports.recipients.writeJourney({ userId: userId(n), version: undefined, messages: [message] });

describe('whoever is erased (guard 13)', () => {
  it('is not, as long as a mail of theirs is claimed', async () => {
    const world = aWorld();
    await write(world, 1, aClaimedMessage(1));
    expect(await world.erase(1)).toEqual({ kind: 'claimed' });
    expect(await world.ports.erasures.list()).toEqual([]);
    expect(world.removed).toEqual([]);
  });

  it('leaves a hash that is an account without anything, in one place and written to never', async () => {
    const world = aWorld();
    await world.ports.recipients.writeFacts([someFacts(1)]);
    const hash = await world.ports.erasedPeople.hashOf(userId(1));
    expect(await world.erase(1)).toEqual({ kind: 'erased', hash });
    const { journeys } = await world.recipients.readHeads(undefined, 10);
    expect(journeys.map(({ userId: id }) => id)).toEqual([hash]);
    expect((await world.recipients.readJourney(userId(1))).facts).toMatchObject({
      user: { id: hash, isErased: true, displayName: '', mail: undefined },
    });
    expect(await world.erase(1)).toEqual({ kind: 'erased', hash });
    // The account that stands for them cannot be erased once more.
    expect(await world.eraseId(hash)).toEqual({ kind: 'erased', hash });
    expect(await world.ports.erasures.list()).toEqual([hash]);
  });

  it('is looked for under every id that a mail of theirs may have, and by names and addresses', async () => {
    const world = aWorld();
    await world.ports.recipients.writeFacts([someFacts(1)]);
    const bounced = aMessage(1, 'nudge', { state: 'bounced', address: 'old@contoso.com', epoch: 4 });
    const before = await world.ports.recipients.readJourney(userId(1));
    const { messageIds, texts } = tracesOf({ ...before, messages: [bounced] }, deploymentId);
    for (const [step, epoch] of [
      ['nudge', 4],
      ['sspr-link', 0],
      ['phone-only', 6],
      ['reminder-99', 0],
    ] as const)
      expect(messageIds).toContain(messageIdOf(deploymentId, userId(1), step, epoch));
    expect(texts).toEqual(expect.arrayContaining(['old@contoso.com', before.facts!.user.userPrincipalName]));
  });

  it('comes in from Graph as the hash and nothing else', async () => {
    const world = aWorld();
    await world.erase(1);
    const hash = await world.ports.erasedPeople.hashOf(userId(1));
    const { user } = someFacts(1);
    const report = { ...someFacts(3).user, managerId: userId(1) };
    const bad = { id: userId(1), reason: 'mail' };
    const inner = {
      readUsers: async () => ({ items: [user, someFacts(2).user, report], setAside: [bad], next: undefined }),
      readMembers: async () => ({ items: [userId(2), userId(1)], setAside: [], next: undefined }),
    };
    const directory = directoryWithoutErased(inner, world.ports.erasedPeople);
    const stands = { id: hash, isErased: true, displayName: '', userPrincipalName: '', mail: undefined };
    expect(await directory.readUsers(undefined, { managers: false })).toMatchObject({
      items: [stands, { id: userId(2) }, { id: userId(3), managerId: undefined }, stands],
      setAside: [],
    });
    expect(await directory.readMembers('g', undefined)).toMatchObject({ items: [userId(2), hash] });
    const users = lookupWithoutErased(
      {
        findUsers: async () => new Map([['ada', userId(1)]]),
        searchUsers: async () =>
          [1, 2].map((n) => ({ userId: userId(n), displayName: 'Ada', userPrincipalName: 'ada' })),
      },
      world.ports.erasedPeople,
    );
    expect(await users.findUsers(['ada'])).toEqual(new Map([['ada', hash]]));
    expect(await users.searchUsers('a')).toMatchObject([{ userId: userId(2) }]);
  });

  it('is neither read nor written where a restored table has them again', async () => {
    const world = aWorld();
    await world.erase(1);
    await world.ports.recipients.writeFacts([someFacts(1), someFacts(2)]);
    await write(world, 3);
    const ids = (await world.recipients.readJourneys(undefined)).journeys.map(({ userId: id }) => id);
    expect(ids).not.toContain(userId(1));
    expect(ids).toEqual(expect.arrayContaining([userId(2), userId(3)]));
    const { version } = await world.ports.recipients.readJourney(userId(1));
    await world.recipients.writeJourney({ userId: userId(1), version: undefined, messages: [aMessage(1)] });
    await world.recipients.markAbsent([userId(1)], noon);
    expect((await world.ports.recipients.readJourney(userId(1))).version).toBe(version);
  });

  it('is brought back by no pass that heals a table, whatever is gone from it or restored to it', async () => {
    const { ports, recipients, erase } = aWorld();
    const ids = [1, 2, 3].map(userId);
    ports.directory.users = [1, 2, 3].map((n) => someFacts(n).user);
    ports.report.rows = ids.map((id) => ({ userId: id, registration: aRegistration() }));
    const people = ports.erasedPeople;
    const directory = directoryWithoutErased(ports.directory, people);
    const report = reportWithoutErased(ports.report, people);
    const inlets = { ...ports, recipients, directory, report };
    const pass = { ...inlets, tables: new JoinTableCache(inlets) };
    const readAll = async () => {
      ports.clock.advance({ days: 1 });
      await startPass(aDocument(), ports.clock.now(), pass);
      for (let queued = ports.pageQueue.takeAll(); queued.length > 0; queued = ports.pageQueue.takeAll())
        for (const { request } of queued)
          await refreshPage(request, { rules: someRules(), enrolNewJoiners: true }, pass);
      return (await ports.passes.readLastComplete())!.counts;
    };
    await readAll();
    const mail = aMessage(1);
    await ports.messageIndex.enter(mail, { indexedAs: 'claim', plannedAt: noon });
    const hash = await people.hashOf(userId(1));
    expect(await erase(1)).toEqual({ kind: 'erased', hash });
    await readAll();

    for (const id of [hash, userId(2)]) ports.recipients.loseRows(id, 'all');
    await ports.recipients.writeFacts([someFacts(1)]);
    const { version } = await ports.recipients.readJourney(userId(1));
    await ports.recipients.writeMark('none');
    expect(await readAll()).toMatchObject({ lost: 2 });

    const { journeys } = await recipients.readHeads(undefined, 10);
    expect(journeys.map((journey) => journey.userId).toSorted()).toEqual([hash, userId(2), userId(3)].toSorted());
    expect((await recipients.readJourney(userId(1))).facts?.user).toEqual(erasedUser(hash));
    expect((await recipients.readJourney(hash)).messages).toEqual([]);
    // What was restored lies there untouched until the night removes it.
    expect((await ports.recipients.readJourney(userId(1))).version).toBe(version);
  });

  it('is removed again in the night after, and after a restore, and in no other', async () => {
    const world = aWorld();
    expect(await world.sweep()).toBe(0);
    await world.erase(1);
    world.inTables.add(userId(1)).add(userId(2));
    expect(await world.sweep()).toBe(1);
    world.inTables.add(userId(1));
    expect(await world.sweep()).toBe(0);
    world.restore();
    expect(await world.sweep()).toBe(1);
    expect([...world.inTables]).toEqual([userId(2)]);
  });
});
