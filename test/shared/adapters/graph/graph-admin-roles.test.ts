import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSimulation, type Simulation } from '../../../../local/simulation/simulation.ts';
import { createGraphAdminRoles } from '../../../../shared/adapters/graph/graph-admin-roles.ts';
import { personId } from '../../../builders/people.ts';
import { describeAdminRoles } from '../../../contracts/admin-roles.ts';
import { FakeAdminRoles } from '../../../fakes/fake-admin-roles.ts';
import { json, serve, unusedOrigin } from '../local-server.ts';
import { connectTo } from './graph-setup.ts';

const permission = 'RoleManagement.Read.Directory';
const rolesAt = (origin: string) => createGraphAdminRoles(connectTo(origin));

let simulation: Simulation;
let people: { readonly id: string; readonly isAdmin: boolean }[];
beforeAll(async () => {
  simulation = await startSimulation({ users: 60, seed: 7, port: 0, startsAt: new Date('2026-11-30T00:00:00Z') });
  const path = '/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=60';
  const answer = await fetch(simulation.origin + path, { headers: { authorization: 'Bearer local' } });
  people = ((await answer.json()) as { value: typeof people }).value;
});
afterAll(() => simulation.close());
afterEach(() => control('preconditions', { broken: [] }));

const control = async (route: string, body: unknown) => {
  const answer = await fetch(`${simulation.origin}/simulation/${route}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
};
/** Each is used once. */
const nobodys = () =>
  people.splice(
    people.findIndex(({ isAdmin }) => !isAdmin),
    1,
  )[0]!.id;
const read = (userId: string) => rolesAt(simulation.origin).read(userId);

describeAdminRoles('in memory', async () => {
  const roles = new FakeAdminRoles();
  const makeAdmin = async () => roles.makeAdmin(personId(1));
  return {
    roles: { read: (userId) => roles.read(userId.toLowerCase()), readHolders: () => roles.readHolders() },
    userId: personId(1),
    makeAdmin,
  };
});

describeAdminRoles('over Graph', async () => {
  const userId = nobodys();
  return { roles: rolesAt(simulation.origin), userId, makeAdmin: () => control(`people/${userId}/giveRole`, {}) };
});

describe('admin roles over Graph (guard 1)', () => {
  it.each(['giveRole', 'giveEligibleRole', 'joinRoleGroup', 'joinEligibleRoleGroup'])(
    'are seen after %s',
    async (how) => {
      const userId = nobodys();
      expect(await read(userId)).toEqual({ kind: 'none' });
      await control(`people/${userId}/${how}`, {});
      expect(await read(userId)).toEqual({ kind: 'admin' });
    },
  );

  it('are held by those whom the report calls admins', async () => {
    expect(await read(people.find(({ isAdmin }) => isAdmin)!.id)).toEqual({ kind: 'admin' });
  });

  it('are of nobody unless Graph says so: somebody who is not there is not cleared', async () => {
    expect(await read(personId(1))).toEqual({ kind: 'unreadable' });
  });

  it('cannot be eligible in a tenant without Entra ID P2', async () => {
    await control('preconditions', { broken: ['eligibleRoles'] });
    const [userId, active] = [nobodys(), nobodys()];
    await control(`people/${active}/giveRole`, {});
    expect([await read(userId), await read(active)]).toEqual([{ kind: 'none' }, { kind: 'admin' }]);
  });

  it('are not cleared where nobody can tell whether there is Entra ID P2', async () => {
    await control('preconditions', { broken: ['eligibleRoles', 'Organization.Read.All'] });
    const code = 'Authorization_RequestDenied';
    expect(await read(nobodys())).toEqual({ kind: 'refused', permission: 'Organization.Read.All', code });
  });

  it('name the permission that is missing', async () => {
    await control('preconditions', { broken: [permission] });
    expect(await read(nobodys())).toEqual({ kind: 'refused', permission, code: 'Authorization_RequestDenied' });
  });
});

describe('admin roles that cannot be read (guard 1)', () => {
  it.each([
    ['429', json(429, {}, { 'retry-after': '7' }), { kind: 'throttled', retryAfterSeconds: 7 }],
    ['500', json(500, {}), { kind: 'unreadable' }],
    ['400, with Entra ID P2 or without', json(400, { error: { code: 'BadRequest' } }), { kind: 'unreadable' }],
    ['a list that is none', json(200, {}), { kind: 'unreadable' }],
    ['a row that names nobody', json(200, { value: [{ principalId: null }] }), { kind: 'unreadable' }],
  ])('after %s are no "none"', async (_, answer, reading) => {
    await using graph = await serve(answer);
    expect(await rolesAt(graph.origin).read(personId(1))).toEqual(reading);
  });

  it('for want of a connection are no "none"', async () => {
    expect(await rolesAt(await unusedOrigin()).read(personId(1))).toEqual({ kind: 'unreadable' });
  });
});

describe('groups that hold roles (guard 1)', () => {
  const row = (n: number) => ({ principalId: personId(n), principal: { '@odata.type': '#microsoft.graph.group' } });

  it('are asked about twenty at a time, and so is what Graph does not tell the kind of', async () => {
    const groups = Array.from({ length: 24 }, (_, i) => row(i + 100));
    const others = [
      { principalId: personId(200) },
      { ...row(201), principal: { '@odata.type': '#microsoft.graph.user' } },
    ];
    await using graph = await serve((request, response) =>
      json(200, { value: request.url.includes('roleAssignments') ? [...groups, ...others] : [] })(request, response),
    );
    expect(await rolesAt(graph.origin).read(personId(1))).toEqual({ kind: 'none' });
    const asked = graph.requests
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => JSON.parse(body) as { groupIds: string[] });
    expect(asked.map(({ groupIds }) => groupIds.length)).toEqual([20, 5]);
  });
});
