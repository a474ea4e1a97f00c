import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startSimulation, type Simulation } from '../../../../local/simulation/simulation.ts';
import { createGraphMailboxPurposes } from '../../../../shared/adapters/graph/graph-mailbox-purposes.ts';
import { personId } from '../../../builders/people.ts';
import { describeMailboxPurposes } from '../../../contracts/mailbox-purposes.ts';
import { FakeMailboxPurposes } from '../../../fakes/fake-mailbox-purposes.ts';
import { json, serve, unusedOrigin } from '../local-server.ts';
import { connectTo, token } from './graph-setup.ts';

const purposesAt = (origin: string) => createGraphMailboxPurposes(connectTo(origin));

let simulation: Simulation;
beforeAll(async () => {
  const startsAt = new Date('2026-11-30T00:00:00Z');
  simulation = await startSimulation({ users: 60, seed: 7, port: 0, startsAt, hiddenMailboxes: 9 });
});
afterAll(() => simulation.close());
afterEach(() => breakPreconditions());

async function breakPreconditions(...broken: string[]): Promise<void> {
  const request = { method: 'POST', body: JSON.stringify({ broken }) };
  expect((await fetch(`${simulation.origin}/simulation/preconditions`, request)).status).toBe(200);
}

const users = z.object({ value: z.array(z.object({ id: z.string() })) });
const purpose = z.object({ value: z.string() });

async function get(path: string): Promise<unknown> {
  const answer = await fetch(`${simulation.origin}/v1.0${path}`, { headers: { authorization: 'Bearer local' } });
  return answer.json();
}

/** One person of the simulated tenant for each purpose, and one without a mailbox. */
async function people(): Promise<Readonly<Record<string, string>>> {
  const { value } = users.parse(await get('/users?$select=id&$top=100'));
  const told = await Promise.all(
    value.map(async ({ id }) => {
      const answer = purpose.safeParse(await get(`/users/${id}/mailboxSettings/userPurpose`));
      return [answer.success ? answer.data.value : 'without', id] as const;
    }),
  );
  return Object.fromEntries(told);
}

describeMailboxPurposes('in memory', async () => {
  const purposes = new FakeMailboxPurposes();
  const of = { user: personId(1), linked: personId(2), shared: personId(3), room: personId(4) } as const;
  for (const [told, userId] of Object.entries(of)) purposes.put(userId, told as keyof typeof of);
  return { purposes, of, without: personId(5), unknown: personId(6) };
});

describeMailboxPurposes('over Graph', async () => {
  const { without, ...of } = await people();
  return { purposes: purposesAt(simulation.origin), of, without: without!, unknown: personId(2) };
});

/** https://learn.microsoft.com/graph/api/user-get-mailboxsettings */
describe('purposes of mailboxes over Graph (issue 17)', () => {
  it('are asked for in one request, and nothing else of the settings', async () => {
    await using graph = await serve(json(200, { value: 'user' }));
    await purposesAt(graph.origin).read(personId(1));
    expect(graph.requests.map(({ url }) => url)).toEqual([`/v1.0/users/${personId(1)}/mailboxSettings/userPurpose`]);
    expect(graph.requests[0]!.headers).toMatchObject({ authorization: `Bearer ${token}` });
  });

  it.each(['user', 'linked', 'shared', 'room', 'equipment'] as const)('may be %s', async (told) => {
    await using graph = await serve(json(200, { value: told }));
    expect(await purposesAt(graph.origin).read(personId(1))).toEqual({ kind: 'read', purpose: told });
  });

  it.each([
    ['others', json(200, { value: 'others' }), { kind: 'unreadable', because: 'userPurpose others' }],
    ['a word to come', json(200, { value: 'unknownFutureValue' }), { kind: 'unreadable' }],
    ['no word', json(200, { value: 'anna@example.com' }), { kind: 'unreadable', because: 'userPurpose no word' }],
    ['another form', json(200, { userPurpose: 'room' }), { kind: 'unreadable' }],
    ['400', json(400, { error: { code: 'BadRequest' } }), { kind: 'unreadable', because: '400 BadRequest' }],
    ['429', json(429, {}, { 'retry-after': '7' }), { kind: 'throttled', retryAfterSeconds: 7 }],
    ['500', json(500, {}), { kind: 'away', because: '500 noErrorCode' }],
    ['401', json(401, { error: { code: 'InvalidAuthenticationToken' } }), { kind: 'away' }],
    ['404', json(404, { error: { code: 'MailboxNotEnabledForRESTAPI' } }), { kind: 'noMailbox' }],
    [
      '403',
      json(403, { error: { code: 'ErrorAccessDenied' } }),
      { kind: 'refused', permission: 'MailboxSettings.Read', code: 'ErrorAccessDenied' },
    ],
  ])('after %s are no purpose', async (_, answer, reading) => {
    await using graph = await serve(answer);
    expect(await purposesAt(graph.origin).read(personId(1))).toMatchObject(reading);
  });

  it('for want of a connection are no purpose', async () => {
    expect(await purposesAt(await unusedOrigin()).read(personId(1))).toEqual({ kind: 'away', because: 'noAnswer' });
  });

  it('name the permission that is missing', async () => {
    const { user } = await people();
    await breakPreconditions('MailboxSettings.Read');
    const reading = await purposesAt(simulation.origin).read(user!);
    expect(reading).toMatchObject({ kind: 'refused', permission: 'MailboxSettings.Read' });
  });
});
