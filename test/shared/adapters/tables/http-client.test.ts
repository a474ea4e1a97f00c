import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { tableHttpClient } from '../../../../shared/adapters/tables/http-client.ts';

const whole = 'HTTP/1.1 200 OK\r\nx-ms-request-id: 1\r\ncontent-length: 5\r\n\r\nHello';
const half = whole.slice(0, -2);

describe('the HTTP client of the tables', () => {
  let close = (): unknown => undefined;
  afterEach(() => {
    vi.unstubAllEnvs();
    close();
  });

  /** A service that does something with each request on a socket; counts them. */
  async function serve(act: (socket: Socket, count: number) => void) {
    const sockets = new Set<Socket>();
    let count = 0;
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', () => act(socket, ++count));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    close = () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    };
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests: () => count };
  }

  const send = (url: string, more: object = {}) =>
    tableHttpClient.sendRequest(createPipelineRequest({ url, allowInsecureConnection: true, timeout: 5_000, ...more }));
  const failureOf = (url: string, more?: object) =>
    send(url, more).then(
      () => undefined,
      (error: unknown) => error,
    );

  it('brings status, headers and text of the answer', async () => {
    const { url } = await serve((socket) => socket.write(whole));
    const { status, headers, bodyAsText } = await send(url, { method: 'POST', body: 'Hej på dig' });
    expect({ status, bodyAsText }).toEqual({ status: 200, bodyAsText: 'Hello' });
    expect(headers.get('X-MS-Request-Id')).toBe('1');
  });

  it('carries many at once, each to its own answer', async () => {
    const { url, requests } = await serve((socket) => socket.write(whole));
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(url)));
    expect(answers.map(({ bodyAsText }) => bodyAsText)).toEqual(Array.from({ length: 50 }, () => 'Hello'));
    expect(requests()).toBe(50);
  });

  it.each<[string, string, (socket: Socket) => void]>([
    ['ECONNRESET', 'the connection closes without an answer', (socket) => socket.end()],
    ['ECONNRESET', 'the connection is reset', (socket) => socket.resetAndDestroy()],
    ['PARSE_ERROR', 'the answer breaks off', (socket) => socket.end(half)],
  ])('says %s when %s, and asks no second time', async (code, _, act) => {
    const { url, requests } = await serve(act);
    expect(await failureOf(url, { method: 'POST', body: 'x' })).toMatchObject({ name: 'RestError', code });
    expect(requests()).toBe(1);
  });

  it('says so when nobody listens', async () => {
    const { url } = await serve(() => undefined);
    await close();
    expect(await failureOf(url)).toMatchObject({ name: 'RestError', code: 'ECONNREFUSED' });
  });

  it.each([
    ['no answer', ''],
    ['no more of an answer', half],
  ])('gives up when there is %s in time', async (_, begun) => {
    const { url } = await serve((socket) => void socket.write(begun));
    expect(await failureOf(url, { timeout: 200 })).toMatchObject({ name: 'AbortError' });
  });

  it('goes through the proxy that the environment names', async () => {
    const refusal = 'HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n';
    const { url: proxy, requests } = await serve((socket) => socket.end(refusal));
    vi.stubEnv('HTTP_PROXY', proxy);
    vi.resetModules();
    const { tableHttpClient: client } = await import('../../../../shared/adapters/tables/http-client.ts');
    const request = createPipelineRequest({ url: 'http://tables.invalid/', allowInsecureConnection: true });
    await expect(client.sendRequest(request)).rejects.toThrow(/502/);
    expect(requests()).toBe(1);
  });

  it('makes no request in the clear that was not allowed, and none that it could not end or write', async () => {
    const { url, requests } = await serve((socket) => socket.write(whole));
    for (const refused of [
      { allowInsecureConnection: false },
      { body: new Blob(['text']) },
      { abortSignal: new AbortController().signal },
    ]) {
      expect(await failureOf(url, refused)).toBeInstanceOf(Error);
    }
    expect(requests()).toBe(0);
  });
});
