import { describe, expect, it } from 'vitest';
import { createGraphUserLookup } from '../../../../shared/adapters/graph/graph-user-lookup.ts';
import { personId } from '../../../builders/people.ts';
import { json, serve } from '../local-server.ts';
import { connectTo } from './graph-setup.ts';

const part = (status: number, body: object, headers: object = {}) =>
  json(200, { responses: [{ id: '0', status, headers, body }] });

describe('people looked up over Graph', () => {
  it('are named in the body of a request, never in its address (guard 7)', async () => {
    const row = { id: personId(1), userPrincipalName: 'Ada@contoso.com' };
    await using graph = await serve(part(200, { value: [row] }));
    const found = await createGraphUserLookup(connectTo(graph.origin)).findUsers(['ada@contoso.com', 'bo@contoso.com']);
    expect(found).toEqual(new Map([['ada@contoso.com', personId(1)]]));
    expect(graph.requests.map(({ method, url }) => [method, url])).toEqual([['POST', '/v1.0/$batch']]);
    expect(decodeURIComponent(graph.requests[0]!.body)).toContain(
      "userPrincipalName in ('ada@contoso.com','bo@contoso.com')",
    );
  });

  it('are asked for later where a part of the request was throttled', async () => {
    await using graph = await serve(part(429, { error: { code: 'TooManyRequests' } }, { 'Retry-After': '7' }));
    const found = await createGraphUserLookup(connectTo(graph.origin)).findUsers(['ada@contoso.com']);
    expect(found).toMatchObject({ throttled: true, retryAfterSeconds: 7 });
  });
});
