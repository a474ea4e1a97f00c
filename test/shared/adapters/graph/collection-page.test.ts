import { describe, expect, it } from 'vitest';
import { connectGraph } from '../../../../shared/adapters/graph/graph-connection.ts';
import { createGraphRegistrationReport } from '../../../../shared/adapters/graph/graph-registration-report.ts';
import { LinkExpired } from '../../../../shared/ports/paging.ts';
import { json, serve, unusedOrigin, type Answer } from '../local-server.ts';
import { connectTo, fixture, now, token } from './graph-setup.ts';

const path = '/v1.0/reports/authenticationMethods/userRegistrationDetails';
const read = (origin: string, next?: string, timeoutMs?: number) =>
  createGraphRegistrationReport(connectTo(origin, timeoutMs)).readRows(next);

/** Answers every request with an empty page that leads on to a link. */
const leadingTo = (linkOf: (origin: string) => unknown) => async () => {
  let origin = '';
  const server = await serve((request, response) =>
    json(200, { value: [], '@odata.nextLink': linkOf(origin) })(request, response),
  );
  origin = server.origin;
  return server;
};

/** What an error and all its causes say. */
function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.message} ${error.stack} ${wordsOf(error.cause)}` : '';
}

const halfway: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('{"value":[');
  setTimeout(() => response.destroy(), 20);
};

describe('reading page by page', () => {
  it('follows the nextLink on its own origin, as a path', async () => {
    const [a, b, c] = (await fixture('user-registration-details')).value;
    let origin = '';
    await using graph = await serve((request, response) => {
      const isFirst = !request.url.includes('skiptoken');
      const link = { '@odata.nextLink': `${origin}${path}?$skiptoken=a%2Fb+c%3D&$top=999` };
      json(200, isFirst ? { value: [a, b], ...link } : { value: [c] })(request, response);
    });
    origin = graph.origin;
    const first = await read(origin);
    const next = 'next' in first ? first.next : undefined;
    expect(next).toBe('/reports/authenticationMethods/userRegistrationDetails?$skiptoken=a%2Fb+c%3D&$top=999');
    const second = await read(origin, next);
    expect(second).toMatchObject({ items: [{ userId: c?.['id'] }], next: undefined });
    expect(new URL(graph.requests[1]!.url, origin).searchParams.get('$skiptoken')).toBe('a/b c=');
  });

  it.each<[string, (origin: string) => unknown]>([
    ['another host', () => 'https://graph.evil.com/v1.0/users'],
    ['a name that begins alike', (origin) => `${origin}.evil.com/v1.0/users`],
    [
      'another host behind our name',
      (origin) => `${origin.replace('http://', 'http://127.0.0.1:80@')}.evil.com/v1.0/x`,
    ],
    ['another scheme', (origin) => `${origin.replace('http:', 'https:')}/v1.0/users`],
    ['another port', () => 'http://127.0.0.1:1/v1.0/users'],
    ['the metadata service', () => 'http://169.254.169.254/v1.0/users'],
    ['the beta version', (origin) => `${origin}/beta/users`],
    ['a path that climbs out of the version', (origin) => `${origin}/v1.0/../beta/users`],
    ['a path without an origin', () => '/v1.0/users'],
    ['an origin without a scheme', () => '//graph.evil.com/v1.0/users'],
    ['something that is no text', () => 7],
    ['an empty text', () => ''],
  ])('throws at a nextLink to %s', async (_, linkOf) => {
    await using graph = await leadingTo(linkOf)();
    await expect(read(graph.origin)).rejects.toThrow(/@odata.nextLink/);
    expect(graph.requests).toHaveLength(1);
  });

  it('makes no request to a foreign server, whether the link is new or was stored', async () => {
    await using foreign = await serve(json(200, { value: [] }));
    await using graph = await leadingTo(() => `${foreign.origin}${path}`)();
    await expect(read(graph.origin)).rejects.toThrow(/was not followed/);
    const stored = [
      `${foreign.origin}${path}`,
      `//${foreign.origin.slice(7)}/x`,
      `.evil.com/x`,
      '/../beta/users',
      '@evil/',
    ];
    for (const next of stored) await expect(read(graph.origin, next)).rejects.toThrow(/was not (requested|followed)/);
    expect(foreign.requests).toHaveLength(0);
    expect(graph.requests.filter(({ url }) => !url.startsWith('/v1.0/'))).toEqual([]);
  });

  it('keeps a query with an address in it on its own server', async () => {
    await using graph = await serve(json(200, { value: [] }));
    await read(graph.origin, '/users?$skiptoken=https://evil.com/v1.0/users');
    expect(new URL(graph.requests[0]!.url, graph.origin).searchParams.get('$skiptoken')).toBe(
      'https://evil.com/v1.0/users',
    );
  });

  it.each([undefined, '/users?$skiptoken=2'])('throws at a nextLink back to the page %s', async (next) => {
    let origin = '';
    await using graph = await serve((request, response) => {
      json(200, { value: [], '@odata.nextLink': `${origin}${request.url}` })(request, response);
    });
    origin = graph.origin;
    await expect(read(origin, next)).rejects.toThrow(/the collection has no end/);
  });

  it('does not follow a redirect', async () => {
    await using foreign = await serve(json(200, { value: [] }));
    await using graph = await serve(json(302, {}, { location: foreign.origin }));
    await expect(read(graph.origin)).rejects.toThrow(/302/);
    expect(foreign.requests).toHaveLength(0);
  });

  it.each<[string, unknown, RegExp]>([
    ['no value', { '@odata.context': 'x' }, /without a list of rows/],
    ['a value that is no list', { value: {} }, /without a list of rows/],
    ['an error inside of 200', { error: { code: 'UnknownError', message: 'x' }, value: [] }, /200 UnknownError/],
    ['null', null, /without a list of rows/],
  ])('throws at a page with %s', async (_, body, message) => {
    await using graph = await serve(json(200, body));
    await expect(read(graph.origin)).rejects.toThrow(message);
  });

  it.each<[number, Record<string, string>, number]>([
    [429, { 'retry-after': '7' }, 7],
    [429, { 'retry-after': '3600' }, 3600],
    [429, { 'retry-after': '0' }, 1],
    [429, { 'retry-after': '-5' }, 10],
    [429, { 'retry-after': 'soon' }, 10],
    [429, { 'retry-after': 'Sun, 22 Nov 2026 12:00:42 GMT' }, 42],
    [429, { 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 1],
    [429, {}, 10],
    [503, { 'retry-after': '30' }, 30],
    [504, { 'retry-after': '30' }, 30],
  ])('answers a %i with %o as a wait, without another request', async (status, headers, seconds) => {
    await using graph = await serve(json(status, { error: { code: 'TooManyRequests' } }, headers));
    expect(await read(graph.origin)).toEqual({ throttled: true, retryAfterSeconds: seconds });
    expect(graph.requests).toHaveLength(1);
  });

  it.each([
    [500, 'InternalServerError', /500 InternalServerError to GET \/reports/],
    [503, 'ServiceUnavailable', /503 ServiceUnavailable/],
    [401, 'InvalidAuthenticationToken', /check that GRAPH_ENDPOINT is of the cloud/],
    [403, 'Authorization_RequestDenied', /Grant the application permission AuditLog.Read.All/],
    [403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', /needs Entra ID P1/],
  ])('throws at %i %s, once, without names or the token', async (status, code, message) => {
    const error = { code, message: 'alex@contoso.com is not there' };
    await using graph = await serve(json(status, { error }, { 'request-id': 'r-1' }));
    const failure: unknown = await read(graph.origin).catch((thrown: unknown) => thrown);
    expect(wordsOf(failure)).toMatch(message);
    expect(wordsOf(failure)).toContain('r-1');
    expect(wordsOf(failure)).not.toMatch(new RegExp(`${token}|alex@`));
    expect(failure).toMatchObject({ status, code });
    expect(graph.requests).toHaveLength(1);
  });

  it.each<[string, Answer]>([
    ['a reset', (_, response) => void response.destroy()],
    ['half an answer', halfway],
    ['silence', () => undefined],
    ['a body that never ends', (_, response) => void response.writeHead(200).write('{"value":[')],
  ])('throws at %s, once, with the cause and without the token', async (_, answer) => {
    await using graph = await serve(answer);
    const failure: unknown = await read(graph.origin, undefined, 200).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({
      message: expect.stringMatching(/no whole answer to GET \/v1.0\/reports/) as string,
    });
    expect((failure as Error).cause).toBeInstanceOf(Error);
    expect(wordsOf(failure)).not.toContain(token);
    expect(graph.requests).toHaveLength(1);
  });

  it.each([
    [410, 'resyncRequired'],
    [400, 'Directory_ExpiredPageToken'],
  ])('says of %i %s to a link that it expired, and to a first page that it failed', async (status, code) => {
    await using graph = await serve(json(status, { error: { code } }));
    await expect(read(graph.origin, '/users?$skiptoken=2')).rejects.toBeInstanceOf(LinkExpired);
    await expect(read(graph.origin)).rejects.toMatchObject({ name: 'GraphFailure', status, code });
  });

  it('throws with the cause when nobody listens', async () => {
    const failure: unknown = await read(await unusedOrigin()).catch((thrown: unknown) => thrown);
    expect(wordsOf(failure)).toContain('ECONNREFUSED');
  });

  it.each<[string, () => Promise<string>]>([
    ['no identity', () => Promise.reject(new Error('no identity'))],
    ['TimeoutError', () => new Promise(() => undefined)],
  ])(
    'throws with the cause and what to do when there is no token for %s, and asks nobody (engine 5)',
    async (cause, getToken) => {
      await using graph = await serve(json(200, { value: [] }));
      const connection = connectGraph({ endpoint: graph.origin, getToken, clock: { now: () => now }, timeoutMs: 200 });
      const reading = createGraphRegistrationReport(connection).readRows(undefined);
      const failure: unknown = await reading.catch((thrown: unknown) => thrown);
      expect(wordsOf(failure)).toContain(cause);
      expect((failure as Error).message).toMatch(
        /^No token for .*: give the app a managed identity, or run "az login"/,
      );
      expect(graph.requests).toHaveLength(0);
    },
  );
});
