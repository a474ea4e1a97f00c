import { describe, expect, it } from 'vitest';
import { LinkExpired } from '../../shared/ports/paging.ts';
import { aRegistration, capableRegistration, groupId, otherGroupId, personId } from '../builders/people.ts';
import { aTenant, PassWorld, registrationOf, userNumber } from './pass-world.ts';

const factsOf = async (world: PassWorld, n: number) => (await world.ports.recipients.readJourney(personId(n))).facts;
const lastPass = async (world: PassWorld) => (await world.ports.passes.readCurrent())!.pass;
const warnings = (world: PassWorld) =>
  world.ports.journal.lines.filter(({ level }) => level === 'warn').map(({ event }) => event);

function tenantOf(count: number, pageSize = 10, change: ConstructorParameters<typeof PassWorld>[0] = {}): PassWorld {
  const world = new PassWorld(change);
  aTenant(world, count, pageSize);
  return world;
}

describe('a tenant', () => {
  it.each([0, 1, 9, 10, 11, 250])('of %i users is read page by page, everybody once', async (count) => {
    const world = tenantOf(count);
    expect(await world.pass()).toBe('complete');
    const people = await world.people();
    expect(people).toHaveLength(count);
    for (const { userId, facts } of people) {
      expect(facts?.registration).toEqual(registrationOf(Number.parseInt(userId.slice(-12), 16)));
    }
    expect((await lastPass(world)).counts).toMatchObject({
      users: count,
      reportRows: count,
      changed: count,
      absent: 0,
    });
    expect(world.reads).toHaveLength(2 * Math.max(1, Math.ceil(count / 10)));
  });

  it.each([
    ['everybody', aRegistration()],
    ['nobody', capableRegistration],
  ])('may be one where %s still has to register', async (_who, registration) => {
    const world = tenantOf(25);
    world.ports.report.rows = world.ports.report.rows.map((row) => ({ ...row, registration }));
    expect(await world.pass()).toBe('complete');
    const read = (await world.people()).map(({ facts }) => facts?.registration);
    expect(read).toEqual(Array.from({ length: 25 }, () => registration));
  });

  it('is written again only where it has changed', async () => {
    const world = tenantOf(100);
    await world.pass();
    const before = await world.people();
    world.ports.directory.users[42] = userNumber(42, { mail: 'new@contoso.com' });
    world.ports.report.rows[7] = { userId: personId(7), registration: aRegistration({ isAdmin: true }) };
    world.ports.clock.advance({ days: 1 });
    expect(await world.pass()).toBe('complete');
    expect((await lastPass(world)).counts.changed).toBe(2);
    const touched = (await world.people()).filter(({ rowReadAt }, i) => rowReadAt !== before[i]!.rowReadAt);
    expect(touched.map(({ userId }) => userId).toSorted()).toEqual([personId(42), personId(7)].toSorted());
  });

  it('may be known differently to report and directory: the directory says who there is', async () => {
    const world = tenantOf(3);
    world.ports.report.rows = [1, 2, 3].map((n) => ({ userId: personId(n), registration: capableRegistration }));
    await world.pass();
    expect((await world.people()).map(({ userId }) => userId)).toEqual([0, 1, 2].map(personId));
    expect((await factsOf(world, 0))?.registration).toBeUndefined();
    expect((await factsOf(world, 1))?.registration).toEqual(capableRegistration);
  });

  it('may name a user twice: the later row holds, in this pass and in the next', async () => {
    const world = tenantOf(12, 5);
    const { directory, report } = world.ports;
    report.rows.push({ userId: personId(3), registration: aRegistration({ isAdmin: true }) });
    directory.users.push(userNumber(4, { mail: 'later@contoso.com' }));
    for (const day of [1, 2]) {
      world.ports.clock.advance({ days: day });
      expect(await world.pass()).toBe('complete');
      expect(await world.people()).toHaveLength(12);
      expect((await factsOf(world, 3))?.registration).toEqual(aRegistration({ isAdmin: true }));
      expect((await factsOf(world, 4))?.user.mail).toBe('later@contoso.com');
    }
  });

  it('may spell ids in any case', async () => {
    const world = tenantOf(2, 10, { audience: { excludeGroups: [groupId] } });
    world.ports.report.rows = world.ports.report.rows.map((row) => ({ ...row, userId: row.userId.toUpperCase() }));
    world.ports.directory.members.set(groupId, [personId(1).toUpperCase()]);
    await world.pass();
    expect(await factsOf(world, 0)).toMatchObject({ registration: aRegistration(), memberOf: [] });
    expect(await factsOf(world, 1)).toMatchObject({ registration: capableRegistration, memberOf: [groupId] });
  });

  it('has its groups joined over several pages, sorted', async () => {
    const world = tenantOf(30, 10, { audience: { includeGroups: [otherGroupId], excludeGroups: [groupId] } });
    world.ports.directory.members.set(
      otherGroupId,
      Array.from({ length: 25 }, (_, n) => personId(n)),
    );
    world.ports.directory.members.set(groupId, [personId(24), personId(25)]);
    await world.pass();
    const groups = await Promise.all([0, 24, 25, 26].map(async (n) => (await factsOf(world, n))?.memberOf));
    expect(groups).toEqual([[otherGroupId], [groupId, otherGroupId].toSorted(), [groupId], []]);
  });
});

describe('pages that have no end', () => {
  it.each([1, 2, 5])('are found when the links go round after %i pages', async (length) => {
    const world = tenantOf(100);
    const { report } = world.ports;
    const readRows = report.readRows.bind(report);
    report.readRows = async (next) => {
      const page = await readRows(next);
      const isLast = 'next' in page && page.next === String(30 + 10 * length);
      return isLast ? { ...page, next: '30' } : page;
    };
    expect(await world.pass()).toBe('distrusted');
    expect((await lastPass(world)).because).toContain('a link came again');
    expect(world.reads.length).toBeLessThan(3 * (3 + length) + 4);
    expect(await world.people()).toEqual([]);
  });
});

describe('a link that Graph no longer follows', () => {
  function expiring(times: number): PassWorld {
    const world = tenantOf(50);
    const { directory } = world.ports;
    const readUsers = directory.readUsers.bind(directory);
    let left = times;
    directory.readUsers = async (next, wanted) => {
      if (next === '20' && left-- > 0) throw new LinkExpired('gone');
      return readUsers(next, wanted);
    };
    return world;
  }

  it('makes the collection be read again from its start', async () => {
    const world = expiring(1);
    expect(await world.pass()).toBe('complete');
    expect(await world.people()).toHaveLength(50);
    expect((await lastPass(world)).counts).toMatchObject({ users: 50, absent: 0 });
    expect(warnings(world)).toEqual(['collectionRestarted']);
  });

  it('makes the pass distrusted when it keeps happening, so that nobody is judged by half a directory', async () => {
    const world = expiring(9);
    expect(await world.pass()).toBe('distrusted');
    expect(warnings(world)).toEqual([...Array<string>(4).fill('collectionRestarted'), 'passDistrusted']);
  });
});

describe('the minute of work in one message', () => {
  it('is followed by another message, from where it stood', async () => {
    const world = tenantOf(100);
    const { directory, clock, pageQueue } = world.ports;
    const readUsers = directory.readUsers.bind(directory);
    directory.readUsers = (next, wanted) => {
      clock.advance({ seconds: 25 });
      return readUsers(next, wanted);
    };
    const handedOn: number[] = [];
    const enqueue = pageQueue.enqueue.bind(pageQueue);
    pageQueue.enqueue = (request, delay) => {
      handedOn.push(request.page);
      return enqueue(request, delay);
    };
    expect(await world.pass()).toBe('complete');
    expect(handedOn).toEqual([1, 4, 7, 10]);
    expect(world.reads).toHaveLength(20);
  });
});
