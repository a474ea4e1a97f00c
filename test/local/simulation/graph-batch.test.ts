import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Simulation, startSimulation } from '../../../local/simulation/simulation.ts';
import { getGraph } from './sending.ts';

const partsSchema = z.object({
  responses: z.array(z.looseObject({ id: z.string(), status: z.int(), headers: z.record(z.string(), z.string()) })),
});
let simulation: Simulation;
let someone: string;

beforeAll(async () => {
  const startsAt = new Date('2026-11-30T00:00:00Z');
  simulation = await startSimulation({ users: 60, seed: 7, port: 0, startsAt });
  someone = String((await getGraph(simulation, '/users?$top=1&$select=id')).body.value[0]!['id']);
});
afterAll(() => simulation.close());

const post = (body: unknown, headers: Record<string, string> = { authorization: 'Bearer local' }) =>
  fetch(`${simulation.origin}/v1.0/$batch`, { method: 'POST', headers, body: JSON.stringify(body) });

async function partsOf(requests: readonly object[]) {
  const response = await post({ requests });
  expect(response.status).toBe(200);
  const { responses } = partsSchema.parse(await response.json());
  return new Map(responses.map((part) => [part.id, part]));
}

const get = (id: string, url: string) => ({ id, method: 'GET', url });
const check = (id: string, userId: string, groupIds: readonly string[]) => ({
  id,
  method: 'POST',
  url: `/users/${userId}/checkMemberGroups`,
  headers: { 'Content-Type': 'application/json' },
  body: { groupIds },
});

/** https://learn.microsoft.com/graph/json-batching */
describe('a simulated $batch (truth 23)', () => {
  it('answers each part by itself, whatever becomes of the others', async () => {
    const parts = await partsOf([
      get('a', `/users/${someone}?$select=id`),
      get('b', `/users/${crypto.randomUUID()}`),
      get('c', '/nothing/like/this'),
      check('d', someone, [crypto.randomUUID()]),
    ]);
    const statuses = ['a', 'b', 'c', 'd'].map((id) => parts.get(id)?.status);
    expect(statuses).toEqual([200, 404, 404, 200]);
    expect(parts.get('a')).toMatchObject({ body: { id: someone } });
    expect(parts.get('d')).toMatchObject({ body: { value: [] } });
  });

  it('finds the groups of somebody, and those that they join', async () => {
    const { id } = simulation.groups['Executives']!;
    const members = `/groups/${id}/transitiveMembers/microsoft.graph.user?$select=id&$top=999`;
    const isMember = (await getGraph(simulation, members)).body.value.some((member) => member['id'] === someone);
    expect((await partsOf([check('0', someone, [id])])).get('0')).toMatchObject({
      body: { value: isMember ? [id] : [] },
    });
    await fetch(`${simulation.origin}/simulation/people/${someone}/joinExecutives`, { method: 'POST', body: '{}' });
    expect((await partsOf([check('0', someone, [id])])).get('0')).toMatchObject({ body: { value: [id] } });
    expect((await getGraph(simulation, members)).body.value).toContainEqual(expect.objectContaining({ id: someone }));
  });

  it.each([
    ['21 requests', Array.from({ length: 21 }, (_, n) => get(String(n), '/users'))],
    ['an id twice', [get('1', '/users'), get('1', '/users')]],
    ['a method that is not simulated', [{ id: '1', method: 'DELETE', url: '/users' }]],
  ])('refuses %s as a whole', async (_what, requests) => {
    expect((await post({ requests })).status).toBe(400);
  });

  it('refuses 21 groups in its part, and the whole without a token', async () => {
    const groups = Array.from({ length: 21 }, () => crypto.randomUUID());
    expect((await partsOf([check('0', someone, groups)])).get('0')).toMatchObject({ status: 400 });
    expect((await post({ requests: [] }, {})).status).toBe(401);
  });
});
