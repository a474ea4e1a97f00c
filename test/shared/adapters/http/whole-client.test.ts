import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { connectHttp } from '../../../../shared/adapters/http/connect-http.ts';
import { serve, type Answer } from '../local-server.ts';

const page = { value: [{ displayName: 'Åsa Öberg \u{1f600}' }] };
const bytes = Buffer.from(JSON.stringify(page));

const answering =
  (body: Buffer, headers: Readonly<Record<string, string>> = {}, status = 200): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };

async function ask(answer: Answer) {
  await using server = await serve(answer);
  const asking = { headers: { 'x-one': '1' }, timeoutMs: 2_000 };
  const response = await connectHttp()(new URL(`${server.origin}/v1.0/users?$top=1`), asking);
  return { response, request: server.requests[0]! };
}

describe('an exchange', () => {
  it.each<[string, Answer]>([
    ['plain', answering(bytes)],
    ['gzip', answering(gzipSync(bytes), { 'content-encoding': 'gzip' })],
    ['plain with a byte order mark', answering(Buffer.concat([Buffer.from('\u{feff}'), bytes]))],
  ])('reads a body that is %s', async (_, answer) => {
    const { response, request } = await ask(answer);
    expect(JSON.parse(response.bodyAsText!)).toEqual(page);
    expect(request).toMatchObject({ method: 'GET', url: '/v1.0/users?$top=1' });
    expect(request.headers).toMatchObject({ 'x-one': '1', 'accept-encoding': 'gzip' });
  });

  it('brings status and headers along', async () => {
    const { response } = await ask(answering(Buffer.from('<html>'), { 'retry-after': '7' }, 503));
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('7');
    expect(response.bodyAsText).toBe('<html>');
  });

  it('sends a body', async () => {
    await using server = await serve(answering(bytes));
    const headers = { 'content-type': 'application/json' };
    await connectHttp()(new URL(server.origin), { method: 'POST', headers, body: '{"a":"ö"}', timeoutMs: 2_000 });
    expect(server.requests).toMatchObject([{ method: 'POST', body: '{"a":"ö"}' }]);
  });

  it.each<[string, Answer, RegExp]>([
    [
      'half of a compressed body',
      answering(gzipSync(bytes).subarray(0, 20), { 'content-encoding': 'gzip' }),
      /unexpected end of file/,
    ],
    [
      'an encoding that was not asked for',
      answering(brotliCompressSync(bytes), { 'content-encoding': 'br' }),
      /in the encoding br, which was not asked for/,
    ],
    [
      'what unpacks without end',
      answering(gzipSync(Buffer.alloc(70_000_000)), { 'content-encoding': 'gzip' }),
      /larger than/,
    ],
  ])('throws at %s', async (_, answer, message) => {
    await expect(ask(answer)).rejects.toThrow(message);
  });

  it.each<[string, Answer]>([
    ['silence', () => undefined],
    ['a body that never ends', (_, response) => void response.writeHead(200).write('{')],
    [
      'a packed body that never ends',
      (_, response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).write(gzipSync(bytes).subarray(0, 20)),
    ],
  ])('throws in time at %s', async (_, answer) => {
    await using server = await serve(answer);
    await expect(connectHttp()(new URL(server.origin), { timeoutMs: 200 })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  it('follows no redirect', async () => {
    const { response } = await ask(answering(bytes, { location: '/elsewhere' }, 302));
    expect(response.status).toBe(302);
  });

  it('makes no request over plain http to another machine', async () => {
    await expect(connectHttp()(new URL('http://10.0.0.1/'), { timeoutMs: 200 })).rejects.toThrow(/is not https/);
  });
});
