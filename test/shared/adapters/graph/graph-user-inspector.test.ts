import { describe, expect, it } from 'vitest';
import { connectGraph } from '../../../../shared/adapters/graph/graph-connection.ts';
import { askerOf, paceAsking } from '../../../../shared/adapters/graph/graph-probe.ts';
import { createGraphUserInspector } from '../../../../shared/adapters/graph/graph-user-inspector.ts';
import { json, serve, unusedOrigin, type Answer } from '../local-server.ts';
import { connectTo, fixture, now } from './graph-setup.ts';

const userId = '4a6c0f3a-6a0e-4b4e-9a3c-0f7f4f5c2a11';
const since = new Date('2026-11-01T00:00:00Z');
const forbidden = json(403, { error: { code: 'Authorization_RequestDenied' } });
const missing = json(404, { error: { code: 'Request_ResourceNotFound' } });

const inspect = (origin: string) => createGraphUserInspector(askerOf(connectTo(origin)));
type Inspector = ReturnType<typeof inspect>;

const readings: readonly (readonly [string, (inspector: Inspector) => Promise<unknown>])[] = [
  ['the user', (inspector) => inspector.readUser(userId)],
  ['the row of the report', (inspector) => inspector.readRegistration(userId)],
  ['the resets', (inspector) => inspector.readResetEvents(userId, since)],
];

describe('one person over Graph', () => {
  it('is read with the fields of the directory', async () => {
    const [row] = (await fixture('users')).value;
    await using graph = await serve(json(200, row));
    const found = await inspect(graph.origin).readUser(userId);
    expect(graph.requests[0]?.url).toEqual(expect.stringContaining(`/v1.0/users/${userId}?$select=id,`));
    expect(found).toMatchObject({ kind: 'read', value: { userPrincipalName: row?.['userPrincipalName'] } });
  });

  it.each(['delta', '$count', 'me', 'kim@contoso.com', `${userId}/manager`, ''])(
    'is asked for by object id only, never by %j (guard 8)',
    async (word) => {
      await using graph = await serve(json(200, {}));
      const inspector = inspect(graph.origin);
      await expect(inspector.readUser(word)).rejects.toThrow('Only an object id');
      await expect(inspector.readRegistration(word)).rejects.toThrow('Only an object id');
      expect(graph.requests).toEqual([]);
    },
  );

  it('is read with the row of the report, without any option', async () => {
    const [row] = (await fixture('user-registration-details')).value;
    await using graph = await serve(json(200, row));
    const found = await inspect(graph.origin).readRegistration(userId);
    expect(graph.requests[0]?.url).toBe(`/v1.0/reports/authenticationMethods/userRegistrationDetails/${userId}`);
    expect(found).toMatchObject({ kind: 'read', value: { isSsprEnabled: row?.['isSsprEnabled'] } });
  });

  it('is read with the resets that they began, oldest first', async () => {
    const [row] = (await fixture('directory-audits')).value;
    const events = ['2026-11-03T00:00:00Z', '2026-11-02T00:00:00Z'].map((activityDateTime, i) => ({
      ...row,
      id: `SSPR_${i}`,
      activityDateTime,
      correlationId: `c-${i}`,
    }));
    await using graph = await serve(json(200, { value: events }));
    const found = await inspect(graph.origin).readResetEvents(userId, since);
    const asked = new URL(graph.requests[0]!.url, graph.origin).searchParams;
    expect(asked.get('$filter')).toBe(
      `initiatedBy/user/id eq '${userId}' and loggedByService eq 'Self-service Password Management' and activityDateTime ge ${since.toISOString()}`,
    );
    expect([asked.get('$orderby'), asked.get('$top')]).toEqual(['activityDateTime desc', '100']);
    expect(found).toMatchObject({
      kind: 'read',
      value: [
        { eventId: 'SSPR_1', correlationId: 'c-1' },
        { eventId: 'SSPR_0', correlationId: 'c-0' },
      ],
    });
  });

  it.each(readings.slice(0, 2))('has no %s', async (_, reading) => {
    await using graph = await serve(missing);
    expect(await reading(inspect(graph.origin))).toEqual({ kind: 'read', value: undefined });
  });

  it.each(
    readings.flatMap(([what, reading]) =>
      (
        [
          ['refused', forbidden, { kind: 'refused', status: 403, code: 'Authorization_RequestDenied' }],
          ['put off', json(429, {}), { kind: 'throttled' }],
          ['put off by a gateway', json(503, {}, { 'retry-after': '5' }), { kind: 'throttled' }],
          ['late', json(504, {}, { 'retry-after': '5' }), { kind: 'throttled' }],
          ['failing', json(503, {}), { kind: 'refused', status: 503, code: 'noErrorCode' }],
          ['not understood', json(200, { value: 'x' }), { kind: 'refused', status: 200, code: 'unreadableAnswer' }],
        ] as const satisfies readonly (readonly [string, Answer, object])[]
      ).map((row) => [what, reading, ...row] as const),
    ),
  )('answers when %s', async (_what, reading, _how, answer, expected) => {
    await using graph = await serve(answer);
    expect(await reading(inspect(graph.origin))).toEqual(expected);
  });

  it.each(readings)('answers that Graph cannot be reached for %s', async (_, reading) => {
    expect(await reading(inspect(await unusedOrigin()))).toEqual({ kind: 'unreachable' });
  });
});

describe('without a token', () => {
  it.each(readings)('says so for %s, and asks nobody (engine 6)', async (_, reading) => {
    await using graph = await serve(missing);
    const getToken = () => Promise.reject(new Error('no identity'));
    const connection = connectGraph({ endpoint: graph.origin, getToken, clock: { now: () => now } });
    expect(await reading(createGraphUserInspector(askerOf(connection)))).toEqual({ kind: 'noToken' });
    expect(graph.requests).toHaveLength(0);
  });
});

describe('asking in its turn', () => {
  /** Gives this many places at once, and then none for a minute. */
  const quotaOf = (places: number) => {
    let left = places;
    const later = new Date(now.getTime() + 60_000);
    return {
      take: async (at: Date) => (left-- > 0 ? { taken: true, at } : { taken: false, at: later }),
      slowDown: async () => undefined,
    };
  };

  it('takes a place for reports and the audit log only, and is throttled when none is near', async () => {
    await using graph = await serve(json(404, {}));
    const pacing = { quota: quotaOf(1), clock: { now: () => now }, pause: async () => undefined, longestPauseMs: 0 };
    const inspector = createGraphUserInspector(paceAsking(askerOf(connectTo(graph.origin)), pacing));
    expect(await inspector.readUser(userId)).toMatchObject({ kind: 'read' });
    expect(await inspector.readRegistration(userId)).toMatchObject({ kind: 'read' });
    expect(await inspector.readResetEvents(userId, since)).toEqual({ kind: 'throttled' });
    expect(graph.requests).toHaveLength(2);
  });
});
