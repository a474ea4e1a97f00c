import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulation, type Simulation } from '../../../../local/simulation/simulation.ts';
import { createGraphPersonReader } from '../../../../shared/adapters/graph/graph-person-reader.ts';
import { aUser, groupId, otherGroupId, personId } from '../../../builders/people.ts';
import { describePersonReader } from '../../../contracts/person-reader.ts';
import { FakePersonReader } from '../../../fakes/fake-person-reader.ts';
import { json, serve, unusedOrigin } from '../local-server.ts';
import { connectTo } from './graph-setup.ts';

const readerAt = (origin: string) => createGraphPersonReader(connectTo(origin));

let simulation: Simulation;
beforeAll(async () => {
  simulation = await startSimulation({ users: 60, seed: 7, port: 0, startsAt: new Date('2026-11-30T00:00:00Z') });
});
afterAll(() => simulation.close());

describePersonReader('in memory', async () => {
  const people = new FakePersonReader();
  people.put(aUser(), [groupId]);
  return { people, userId: personId(1), groupId, otherGroupId, unknown: personId(2) };
});

describePersonReader('over Graph', async () => {
  const pilot = simulation.groups['Pilot']!.id;
  const options = { headers: { authorization: 'Bearer local' } };
  const path = `/v1.0/groups/${pilot}/transitiveMembers/microsoft.graph.user?$select=id`;
  const { value } = (await (await fetch(simulation.origin + path, options)).json()) as { value: { id: string }[] };
  const people = readerAt(simulation.origin);
  const others = simulation.groups['Executives']!.id;
  return { people, userId: value[0]!.id, groupId: pilot, otherGroupId: others, unknown: personId(2) };
});

const partOf = (id: string, status: number, body: object, headers = {}) => ({ id, status, headers, body });
const found = {};

describe('one person over Graph (truth 23)', () => {
  it.each<[string, object[], object]>([
    [
      'one part throttled',
      [partOf('1', 429, {}, { 'Retry-After': '17' }), partOf('0', 200, found)],
      { kind: 'throttled', retryAfterSeconds: 17 },
    ],
    [
      'refused',
      [partOf('0', 403, {}), partOf('1', 200, { value: [] })],
      { kind: 'refused', permission: 'User.Read.All' },
    ],
    ['gone', [partOf('1', 404, {}), partOf('0', 404, {})], { kind: 'notThere' }],
    ['a part that failed', [partOf('1', 500, {}), partOf('0', 200, found)], { kind: 'away' }],
    ['a part that is missing', [partOf('0', 200, found)], { kind: 'away' }],
    ['a person that is not understood', [partOf('0', 200, found), partOf('1', 200, { value: [] })], { kind: 'away' }],
  ])('answers %s', async (_what, responses, right) => {
    await using graph = await serve(json(200, { responses }));
    expect(await readerAt(graph.origin).readPerson(personId(1), [groupId])).toMatchObject(right);
    expect(graph.requests).toHaveLength(1);
  });

  it('is away when there is no answer', async () => {
    const reading = await readerAt(await unusedOrigin()).readPerson(personId(1), [groupId]);
    expect(reading).toEqual({ kind: 'away', because: 'noAnswer' });
  });
});
