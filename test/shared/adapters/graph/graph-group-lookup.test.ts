import { describe, expect, it } from 'vitest';
import { createGraphGroupLookup } from '../../../../shared/adapters/graph/graph-group-lookup.ts';
import { personId } from '../../../builders/people.ts';
import { json, serve } from '../local-server.ts';
import { connectTo } from './graph-setup.ts';

const part = (status: number, body: object, headers: object = {}) =>
  json(200, { responses: [{ id: '0', status, headers, body }] });

const search = (origin: string) => createGraphGroupLookup(connectTo(origin)).searchGroups("O'Brien");

describe('groups looked up over Graph', () => {
  it('are asked for in the body of a request, never in its address, and come by name', async () => {
    const value = ['Zeta', 'alpha'].map((displayName, n) => ({ id: personId(n).toUpperCase(), displayName }));
    await using graph = await serve(part(200, { value }));
    expect(await search(graph.origin)).toEqual([
      { groupId: personId(1), displayName: 'alpha' },
      { groupId: personId(0), displayName: 'Zeta' },
    ]);
    expect(graph.requests.map(({ method, url }) => [method, url])).toEqual([['POST', '/v1.0/$batch']]);
    expect(decodeURIComponent(graph.requests[0]!.body)).toContain("startswith(displayName,'O''Brien')");
  });

  it('are unknown where the permission is missing, and asked for later where Graph asks to wait', async () => {
    await using refusing = await serve(part(403, { error: { code: 'Authorization_RequestDenied' } }));
    expect(await search(refusing.origin)).toBe('notGranted');
    await using busy = await serve(part(429, { error: { code: 'TooManyRequests' } }, { 'Retry-After': '7' }));
    expect(await search(busy.origin)).toMatchObject({ throttled: true, retryAfterSeconds: 7 });
  });
});
