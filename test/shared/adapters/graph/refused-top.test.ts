import { describe, expect, it } from 'vitest';
import { askerOf } from '../../../../shared/adapters/graph/graph-probe.ts';
import { createGraphRegistrationReport } from '../../../../shared/adapters/graph/graph-registration-report.ts';
import { createGraphTenantReader } from '../../../../shared/adapters/graph/graph-tenant-reader.ts';
import { json, serve, type Answer } from '../local-server.ts';
import { connectTo } from './graph-setup.ts';

const path = '/v1.0/reports/authenticationMethods/userRegistrationDetails';
const refusal = (message: string) => json(400, { error: { code: 'BadRequest', message } });

/** A Graph that takes no `$top` for the report, in these words. */
const refusing =
  (message: string): Answer =>
  (request, response) =>
    (request.url.includes('$top') ? refusal(message) : json(200, { value: [] }))(request, response);

describe('a report that refuses $top (engine 8)', () => {
  it.each([
    `The query specified in the URI is not valid. Query option 'Top' is not allowed.`,
    `Query option '$top' is not supported.`,
  ])('is read without it, and from then on at once: %s', async (message) => {
    await using graph = await serve(refusing(message));
    const connection = connectTo(graph.origin);
    const report = createGraphRegistrationReport(connection);
    expect(await report.readRows(undefined)).toEqual({ items: [], setAside: [], next: undefined });
    expect(await report.readRows(undefined)).toMatchObject({ items: [] });
    expect(await createGraphTenantReader(askerOf(connection)).tryReading('registrationReport')).toMatchObject({
      kind: 'read',
    });
    expect(graph.requests.map(({ url }) => url)).toEqual([`${path}?$top=999`, path, path, path]);
  });

  it('is probed without it', async () => {
    await using graph = await serve(refusing(`Query option '$top' is not allowed.`));
    const tenant = createGraphTenantReader(askerOf(connectTo(graph.origin)));
    expect(await tenant.tryReading('registrationReport')).toEqual({ kind: 'read', value: true });
    expect(graph.requests.map(({ url }) => url)).toEqual([`${path}?$top=1`, path]);
  });

  it.each([
    ['another 400', refusal('The tenant is stopped.')],
    ['a 403 that names it', json(403, { error: { code: 'Denied', message: '$top' } })],
  ])('is not asked a second time after %s', async (_, answer) => {
    await using graph = await serve(answer);
    await expect(createGraphRegistrationReport(connectTo(graph.origin)).readRows(undefined)).rejects.toThrow(
      /to GET \/reports/,
    );
    expect(graph.requests).toHaveLength(1);
  });
});
