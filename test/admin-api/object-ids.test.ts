import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userShape } from '../../shared/api/user-operations.ts';
import { hours, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';

let host: AdminHost;
let person: { id: string; userPrincipalName: string };

beforeAll(async () => {
  host = await startAdminHost(30);
  await host.runFunction('refreshRegistrations');
  await host.runUntil(hours(1, startsAt));
  const headers = { authorization: 'Bearer local' };
  const listed = await fetch(`${host.simulation.origin}/v1.0/users?$select=id,userPrincipalName&$top=5`, { headers });
  person = ((await listed.json()) as { value: (typeof person)[] }).value[0]!;
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

const graphRequests = () =>
  Object.entries(host.simulation.summary().requests.byRoute).filter(([route]) => route.includes('/v1.0/'));
const advised = { status: 404, detail: expect.stringContaining('POST /api/users/find') as string };

describe('a path of the API names people by object id (guard 7, 8)', () => {
  it.each([
    'delta',
    '$count',
    'me',
    'nobody@contoso.com',
    '00000000-0000-4000-8000-00000000000g',
    '00000000-0000-4000-8000-000000000000%2Fmanager',
  ])('and refuses %s everywhere, with advice, before Graph is asked', async (word) => {
    const before = graphRequests();
    for (const [method, route] of [
      ['GET', word],
      ['GET', `${word}/diagnosis`],
      ['POST', `${word}/exclude`],
      ['POST', `${word}/resend`],
    ] as const) {
      const answer = await host.ask(method, `users/${route}`, method === 'POST' ? {} : undefined);
      expect([route, answer.status, await answer.json()]).toEqual([route, 404, expect.objectContaining(advised)]);
    }
    expect(graphRequests()).toEqual(before);
  });

  it('also the sign-in name of somebody who is there', async () => {
    const answer = await host.ask('GET', `users/${encodeURIComponent(person.userPrincipalName)}`);
    expect(await answer.json()).toMatchObject(advised);
  });

  it('and takes an id in capitals', async () => {
    expect((await host.ask('GET', `users/${person.id.toUpperCase()}`)).status).toBe(200);
  });
});

describe('POST /api/users/find (guard 7)', () => {
  it.each([() => person.userPrincipalName, () => person.userPrincipalName.toUpperCase(), () => person.id])(
    'answers what GET /api/users/{id} answers',
    async (nameOf) => {
      const found = await host.ask('POST', 'users/find', { name: nameOf() });
      expect(found.status).toBe(200);
      const shown = userShape.parse(await (await host.ask('GET', `users/${person.id}`)).json());
      expect(userShape.parse(await found.json())).toEqual(shown);
    },
  );

  it.each<[string, object, number, object]>([
    ['nobody', { name: 'nobody@contoso.com' }, 404, {}],
    ['no name', {}, 400, { faults: [{ path: 'name' }] }],
    ['a name without end', { name: 'x'.repeat(321) }, 400, { faults: [{ path: 'name' }] }],
    ['an unknown field', { name: 'x', upn: 'y' }, 400, { faults: [{ path: 'upn' }] }],
  ])('is refused for %s', async (_, body, status, problem) => {
    const answer = await host.ask('POST', 'users/find', body);
    expect([answer.status, await answer.json()]).toMatchObject([status, problem]);
  });

  it('is for the help desk and whoever may do more', async () => {
    const as = async (role: 'support' | 'stranger') => ({ authorization: `Bearer ${await host.token(role)}` });
    const ask = async (headers: Record<string, string>) =>
      (await host.ask('POST', 'users/find', { name: person.userPrincipalName }, headers)).status;
    expect([await ask(await as('support')), await ask(await as('stranger')), await ask({})]).toEqual([200, 403, 401]);
  });
});
