import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Simulation, startSimulation } from '../../../local/simulation/simulation.ts';
import { generateOrganisation } from '../../../local/simulation/tenant.ts';
import { getGraph, NUDGE, postMail } from './sending.ts';

const startsAt = new Date('2026-12-01T09:00:00Z');
const { people } = generateOrganisation({ users: 60, seed: 7, startsAt });
const pilot = people.find(({ personCase }) => personCase === 'pilot');
let simulation: Simulation;
beforeEach(async () => {
  simulation = await startSimulation({ users: 60, seed: 7, port: 0, startsAt });
});
afterEach(() => simulation.close());

const post = (path: string, body?: unknown) =>
  fetch(`${simulation.origin}/simulation${path}`, {
    method: 'POST',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const send = () => postMail(simulation, { to: pilot?.mail ?? '', operationId: randomUUID(), ...NUDGE });
const outcome = (response: Promise<Response>) =>
  response.then(
    async (answer) =>
      answer.text().then(
        () => answer.status,
        () => 'cut off',
      ),
    () => 'no answer',
  );

const statusesByChance = async () => {
  await post('/faults', [{ route: '/users', probability: 0.4, kind: '500' }]);
  const statuses: number[] = [];
  for (let i = 0; i < 20; i++) statuses.push((await getGraph(simulation, '/users?$top=1')).status);
  return statuses;
};

describe('the clock', () => {
  it('stands until it is told to go on', async () => {
    expect(await (await fetch(`${simulation.origin}/simulation/clock`)).json()).toEqual({
      now: startsAt.toISOString(),
    });
    const answer = await post('/clock', { to: '2026-12-01T10:30:00Z' });
    expect(await answer.json()).toEqual({ now: '2026-12-01T10:30:00.000Z' });
    expect(simulation.now()).toEqual(new Date('2026-12-01T10:30:00Z'));
  });

  it.each([
    ['backwards', { to: '2026-11-01T00:00:00Z' }, 409],
    ['to no instant', { to: 'tomorrow' }, 400],
    ['without a word', undefined, 400],
  ])('does not go %s', async (_where, body, status) => {
    expect((await post('/clock', body)).status).toBe(status);
    expect(simulation.now()).toEqual(startsAt);
  });

  it('takes one step after the other when asked for several at once', async () => {
    const steps = [2, 1, 3].map((hours) => simulation.advanceTo(new Date(startsAt.getTime() + hours * 3_600_000)));
    await Promise.all(steps);
    expect(simulation.now()).toEqual(new Date('2026-12-01T12:00:00Z'));
  });
});

describe('what people are made to do', () => {
  it.each([
    ['register', (summary: ReturnType<Simulation['summary']>) => summary.registrations.user],
    ['prepopulate', (summary: ReturnType<Simulation['summary']>) => summary.registrations.admin],
    ['leave', (summary: ReturnType<Simulation['summary']>) => summary.people.byState.left],
    ['reset', (summary: ReturnType<Simulation['summary']>) => summary.resets.failed],
  ])('%s is done within minutes', async (action, count) => {
    expect((await post(`/people/${pilot?.id}/${action}`)).status).toBe(200);
    await simulation.advanceTo(new Date(startsAt.getTime() + 10 * 60_000));
    expect(count(simulation.summary())).toBe(1);
  });

  it('takes a user principal name too, and tells when there is no such person', async () => {
    expect((await post(`/people/${pilot?.userPrincipalName}/leave`)).status).toBe(200);
    expect((await getGraph(simulation, `/users/${pilot?.id}`)).status).toBe(404);
    expect((await post('/people/nobody@contoso.com/leave')).status).toBe(404);
  });
});

describe('faults', () => {
  it.each([
    ['429', 429, 0],
    ['429-without-retry-after', 429, 0],
    ['404', 404, 0],
    ['500', 500, 0],
    ['503', 503, 0],
    ['reset-before-body', 'no answer', 0],
    ['reset-after-taking', 'no answer', 1],
    ['truncated', 'cut off', 1],
    ['slow', 202, 1],
    ['taken-late', 202, 1],
  ])('of the kind %s hit the nth request only', async (kind, seen, mails) => {
    await post('/faults', [{ route: 'POST /emails:send', nth: 2, kind, delayMs: 20 }]);
    expect([await outcome(send()), await outcome(send()), await outcome(send())]).toEqual([202, seen, 202]);
    expect(simulation.summary().mails.total).toBe(2 + mails);
  });

  it('lose an answer after the mail was taken', async () => {
    await post('/faults', [{ route: 'emails:send', times: 1, kind: 'lost-answer' }]);
    const lost = fetch(`${simulation.origin}/emails:send?api-version=2025-09-01`, {
      method: 'POST',
      headers: { authorization: 'Bearer local' },
      body: JSON.stringify({
        senderAddress: 'a@contoso.com',
        content: { subject: 'S' },
        recipients: { to: [{ address: pilot?.mail }] },
      }),
      signal: AbortSignal.timeout(150),
    });
    await expect(lost).rejects.toThrow('timeout');
    expect(simulation.summary().mails.total).toBe(1);
    expect(await outcome(send())).toBe(202);
  });

  it('tell how long to wait, or not, as asked for', async () => {
    await post('/faults', [
      { nth: 1, kind: '429', retryAfterSeconds: 3_600 },
      { nth: 2, kind: '429-without-retry-after' },
    ]);
    const [first, second] = [await send(), await send()];
    expect([first.headers.get('retry-after'), second.headers.get('retry-after')]).toEqual(['3600', null]);
  });

  it('hit the same requests by chance with the same seed', async () => {
    const first = await statusesByChance();
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await statusesByChance()).toEqual(first);
  });

  it('leave the control alone, and end with an empty list', async () => {
    await post('/faults', [{ kind: '500' }]);
    expect((await getGraph(simulation, '/users?$top=1')).status).toBe(500);
    expect((await post('/faults', [])).status).toBe(200);
    expect((await getGraph(simulation, '/users?$top=1')).status).toBe(200);
  });

  it('are refused when they are not understood', async () => {
    expect((await post('/faults', [{ kind: 'earthquake' }])).status).toBe(400);
  });
});

describe('pages and control', () => {
  it.each([
    ['another site in the same browser', { origin: 'https://attacker.example' }],
    ['a name that was bent to this machine', { host: 'attacker.example' }],
  ])('refuse %s', async (_who, headers) => {
    for (const path of ['/simulation/summary', '/mailbox', '/token']) expect(await statusWith(path, headers)).toBe(403);
  });

  it('answer 404 for what is not simulated', async () => {
    expect((await fetch(`${simulation.origin}/v1.0/teams`)).status).toBe(404);
  });
});

function statusWith(path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const url = new URL(path, simulation.origin);
    request(url, { headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}
