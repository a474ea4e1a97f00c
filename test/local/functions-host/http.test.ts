import { request } from 'node:http';
import { app } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { startSteppedHost } from './start-test-host.ts';

function registerHttpFunctions(): void {
  app.http('byId', {
    methods: ['GET'],
    route: 'users/{id}',
    handler: ({ params }) => ({ jsonBody: { by: 'id', ...params } }),
  });
  app.http('me', { methods: ['GET'], route: 'users/me', handler: () => ({ jsonBody: { by: 'me' } }) });
  app.http('rest', {
    methods: ['GET'],
    route: 'users/{*path}',
    handler: ({ params }) => ({ jsonBody: { by: 'rest', ...params } }),
  });
  app.http('byNumber', {
    methods: ['GET'],
    route: 'users/{number:int}',
    handler: ({ params }) => ({ jsonBody: { by: 'number', ...params } }),
  });
  app.http('echo', {
    methods: ['POST'],
    handler: async (httpRequest) => ({
      status: 201,
      headers: { 'x-query': httpRequest.query.get('q') ?? '' },
      body: await httpRequest.text(),
    }),
  });
  app.http('throws', {
    methods: ['GET'],
    handler: () => {
      throw new Error('out of order');
    },
  });
  app.http('silent', { methods: ['GET'], handler: () => Promise.resolve({}) });
}

const settings = { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '1000' };
const startHost = () => startSteppedHost({ register: registerHttpFunctions, settings });

describe('The local host, asked over HTTP,', () => {
  it.each([
    ['/api/users/me', { by: 'me' }],
    ['/API/Users/ME/', { by: 'me' }],
    ['/api/users/17', { by: 'number', number: '17' }],
    ['/api/users/ada%40contoso.com', { by: 'id', id: 'ada@contoso.com' }],
    ['/api/users/ada/mail/1', { by: 'rest', path: 'ada/mail/1' }],
  ])('answers %s with the most specific route', async (path, expected) => {
    const host = await startHost();

    const response = await fetch(host.url + path);

    expect(await response.json()).toEqual(expected);
  });

  it.each([
    ['GET', '/api/echo', 'a method the function does not take'],
    ['GET', '/api/nothing', 'a route nobody has'],
    ['GET', '/users/me', 'a path without the prefix'],
    ['GET', '/api/silent/%zz', 'a malformed escape'],
  ])('answers 404 to %s %s: %s', async (method, path) => {
    const host = await startHost();

    const response = await fetch(host.url + path, { method });

    expect(response.status).toBe(404);
  });

  it('carries body, repeated query values, headers and status both ways', async () => {
    const host = await startHost();

    const response = await fetch(`${host.url}/api/echo?q=a&q=b`, { method: 'POST', body: 'räksmörgås' });

    expect(response.status).toBe(201);
    expect(await response.text()).toBe('räksmörgås');
    expect(response.headers.get('x-query')).toBe('a,b');
  });

  it('answers 500 with no body when the function throws, and logs why', async () => {
    const host = await startHost();

    const response = await fetch(`${host.url}/api/throws`);

    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
    expect(host.log).toContainEqual(
      expect.objectContaining({ kind: 'invocation', function: 'throws', status: 'failed', exception: 'out of order' }),
    );
  });

  it('answers 413 to a body over the limit', async () => {
    const host = await startHost();

    const response = await fetch(`${host.url}/api/echo`, { method: 'POST', body: 'x'.repeat(1001) });

    expect(response.status).toBe(413);
  });

  it('answers 400 to a host header that makes no URL', async () => {
    const host = await startHost();

    const status = await new Promise((resolve, reject) =>
      request(`${host.url}/api/silent`, { headers: { host: 'a b' } }, (response) => resolve(response.statusCode))
        .once('error', reject)
        .end(),
    );

    expect(status).toBe(400);
  });
});
