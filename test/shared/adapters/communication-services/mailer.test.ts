import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createMailer, type MailerOptions } from '../../../../shared/adapters/communication-services/mailer.ts';
import { json, listen, serve, unusedOrigin, type Answer } from '../local-server.ts';

const messageId = '5a0e7d1c-0000-5000-8000-000000000001';
const now = new Date('2026-11-22T12:00:00Z');
const mail = {
  messageId,
  from: { senderAddress: 'DoNotReply@mail.contoso.com' },
  to: { address: 'alex@contoso.com', displayName: 'Alex Wilber' },
  subject: 'Get ready',
  html: '<p>Hello</p>',
  text: 'Hello',
};

function mailerAt(origin: string, options: Partial<MailerOptions> = {}) {
  const connectionString = `endpoint=${origin}/;accesskey=${Buffer.from('key').toString('base64')}`;
  const connection = { kind: 'connectionString', connectionString } as const;
  const clock = { now: () => now };
  return createMailer({
    connection,
    clock,
    abortAfterMs: 5_000,
    ...options,
  });
}

const accepted = json(
  202,
  { id: messageId, status: 'Running' },
  {
    'operation-location': `http://127.0.0.1:1/emails/operations/${messageId}?api-version=2025-09-01`,
    'retry-after': '20',
  },
);
const error = (code: string) => ({ error: { code, message: 'about alex@contoso.com' } });

const headOf = 'HTTP/1.1 202 Accepted\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"id":';
const half: Answer = (_, response) => void response.socket!.write(headOf, () => response.socket!.destroy());
const packed: Answer = (_, response) => {
  const bytes = gzipSync(JSON.stringify({ id: messageId, status: 'Running' }));
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  response.writeHead(202, headers).write(bytes.subarray(0, 20));
};
const text =
  (status: number, body: string): Answer =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(body);

describe('sending', () => {
  it('makes exactly one request on acceptance, and none for the status', async () => {
    await using service = await serve(accepted);
    expect(await mailerAt(service.origin).send(mail)).toEqual({ kind: 'accepted' });
    expect(service.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /emails:send?api-version=2025-09-01',
    ]);
  });

  it.each([
    ['Operation-Location', {}],
    ['Azure-AsyncOperation', {}],
    ['Location', {}],
    ['no address', { 'retry-after': '1' }],
  ])('asks for nothing more of an acceptance with %s', async (name, others) => {
    const address = `/emails/operations/${messageId}?api-version=2025-09-01`;
    await using service = await serve(
      json(202, { id: messageId, status: 'Running' }, { ...others, [name.replace(' ', '-')]: address }),
    );
    expect(await mailerAt(service.origin).send(mail)).toEqual({ kind: 'accepted' });
    expect(service.requests).toHaveLength(1);
  });

  it('sends one recipient, our id, our Message-ID, and no tracking', async () => {
    await using service = await serve(accepted);
    const from = { ...mail.from, replyToAddress: 'desk@contoso.com' };
    await mailerAt(service.origin).send({ ...mail, from });
    const { headers, body } = service.requests[0]!;
    expect(headers['operation-id']).toBe(messageId);
    expect(headers.authorization).toMatch(/^HMAC-SHA256 /);
    expect(JSON.parse(body)).toEqual({
      senderAddress: 'DoNotReply@mail.contoso.com',
      recipients: { to: [{ address: 'alex@contoso.com', displayName: 'Alex Wilber' }] },
      replyTo: [{ address: 'desk@contoso.com' }],
      content: { subject: 'Get ready', html: '<p>Hello</p>', plainText: 'Hello' },
      headers: {
        'Message-ID': `<${messageId}@mail.contoso.com>`,
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'OOF, AutoReply',
      },
      userEngagementTrackingDisabled: true,
    });
  });

  it('sends a logo along, inline', async () => {
    await using service = await serve(accepted);
    const picture = { contentId: 'logo', contentType: 'image/jpeg', contentInBase64: '/9g=' } as const;
    await mailerAt(service.origin).send({ ...mail, logo: { ...picture, widthPixels: 80, heightPixels: 40 } });
    expect(JSON.parse(service.requests[0]!.body)).toMatchObject({
      attachments: [{ name: 'logo.jpg', ...picture }],
    });
  });

  it('sends the same bytes for the same mail', async () => {
    await using service = await serve(accepted);
    await mailerAt(service.origin).send(mail);
    await mailerAt(service.origin).send({ ...mail, to: { ...mail.to } });
    expect(service.requests[1]?.body).toBe(service.requests[0]?.body);
  });

  it('keeps control characters out of what becomes a header', async () => {
    await using service = await serve(accepted);
    const to = { address: 'alex@contoso.com', displayName: 'Alex\r\nBcc: eve@evil.com\u0000' };
    await mailerAt(service.origin).send({ ...mail, to, subject: 'Get\nready' });
    expect(JSON.parse(service.requests[0]!.body)).toMatchObject({
      recipients: { to: [{ displayName: 'Alex Bcc: eve@evil.com' }] },
      content: { subject: 'Get ready' },
    });
  });

  it.each([
    'alex@contoso.com,eve@evil.com',
    'Alex <alex@contoso.com>',
    'alex@contoso.com\r\nBcc: eve@evil.com',
    'alex@contoso.com\u0000',
    'alex@contoso.com;eve@evil.com',
    'alex @contoso.com',
    '',
    'alex',
  ])('throws before any request for the address %j, without repeating it', async (address) => {
    await using service = await serve(accepted);
    const sending = mailerAt(service.origin).send({ ...mail, to: { address, displayName: '' } });
    await expect(sending).rejects.toThrow(/^A mail was not sent: the address is [^@]*$/);
    expect(service.requests).toHaveLength(0);
  });

  it('sends many at once, each with its own answer', async () => {
    await using service = await serve((request, response) => {
      const isOdd = /[13579]$/.test(String(request.headers['operation-id']));
      (isOdd ? accepted : json(429, error('TooManyRequests'), { 'retry-after': '9' }))(request, response);
    });
    const mailer = mailerAt(service.origin);
    const ids = Array.from({ length: 10 }, (_, i) => `5a0e7d1c-0000-5000-8000-00000000000${i}`);
    const answers = await Promise.all(ids.map((id) => mailer.send({ ...mail, messageId: id })));
    expect(answers.map(({ kind }) => kind)).toEqual(ids.map((_, i) => (i % 2 ? 'accepted' : 'throttled')));
    expect(service.requests).toHaveLength(10);
  });

  it.each<[number, string, Record<string, string>, object]>([
    [429, 'TooManyRequests', { 'retry-after': '37' }, { kind: 'throttled', retryAfterSeconds: 37 }],
    [429, 'TooManyRequests', { 'retry-after': '3600' }, { kind: 'throttled', retryAfterSeconds: 3600 }],
    [429, 'TooManyRequests', {}, { kind: 'throttled', retryAfterSeconds: undefined }],
    [
      429,
      'TooManyRequests',
      { 'retry-after': 'Sun, 22 Nov 2026 12:01:00 GMT' },
      { kind: 'throttled', retryAfterSeconds: 60 },
    ],
    [
      400,
      'InvalidEmailAddress',
      {},
      { kind: 'ambiguous', because: '400 InvalidEmailAddress', refusedWith: 'badRequest' },
    ],
    [401, 'Denied', {}, { kind: 'unavailable', because: '401 Denied' }],
    [403, 'Forbidden', {}, { kind: 'unavailable', because: '403 Forbidden' }],
    [404, 'DomainNotLinked', {}, { kind: 'unavailable', because: '404 DomainNotLinked' }],
    [409, 'Conflict', {}, { kind: 'ambiguous', because: '409 Conflict' }],
    [413, 'RequestEntityTooLarge', {}, { kind: 'refused', because: '413 RequestEntityTooLarge' }],
    [500, 'InternalServerError', {}, { kind: 'ambiguous', because: '500 InternalServerError' }],
    [502, 'BadGateway', {}, { kind: 'ambiguous', because: '502 BadGateway' }],
    [503, 'ServerBusy', { 'retry-after': '3' }, { kind: 'ambiguous', because: '503 ServerBusy' }],
    [504, 'Timeout', {}, { kind: 'ambiguous', because: '504 Timeout' }],
    [200, 'Strange', {}, { kind: 'ambiguous', because: '200 Strange' }],
    [307, 'Moved', { location: '/emails:send' }, { kind: 'ambiguous', because: '307 Moved' }],
  ])('reads a %i %s with %o, after one request', async (status, code, headers, answer) => {
    await using service = await serve(json(status, error(code), headers));
    expect(await mailerAt(service.origin).send(mail)).toEqual(answer);
    expect(service.requests).toHaveLength(1);
  });

  it('repeats no words of the service but its code', async () => {
    await using service = await serve((_, response) => void response.writeHead(500).end('alex@contoso.com'));
    expect(await mailerAt(service.origin).send(mail)).toEqual({ kind: 'ambiguous', because: '500 noErrorCode' });
  });

  it('does not answer a challenge with a second request', async () => {
    const challenge = 'Bearer error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="';
    await using service = await serve(json(401, error('Denied'), { 'www-authenticate': challenge }));
    expect(await mailerAt(service.origin).send(mail)).toMatchObject({ kind: 'unavailable' });
    expect(service.requests).toHaveLength(1);
  });

  it.each<[string, Answer, string]>([
    ['a reset after the body was read', (_, response) => void response.socket!.resetAndDestroy(), 'ECONNRESET'],
    ['a hang-up after the body was read', (_, response) => void response.socket!.end(), 'ECONNRESET'],
    ['half of a 202', half, ''],
    ['a packed 202 that never ends', packed, ''],
    ['a 202 that is no JSON', text(202, 'Accepted'), '202 with an unreadable body'],
    ['a 202 with half a JSON', text(202, '{"id":"5a0'), '202 with an unreadable body'],
    ['an empty 202', text(202, ''), '202 with an unreadable body'],
    ['a 202 with something else', text(202, '[]'), '202 with an unreadable body'],
    ['silence', () => undefined, 'TimeoutError'],
    ['a 202 that never ends', (_, response) => void response.writeHead(202).write('{"id":'), ''],
  ])('takes %s for ambiguous, after one request', async (_, answer, because) => {
    await using service = await serve(answer);
    const sent = await mailerAt(service.origin, { abortAfterMs: 300 }).send(mail);
    expect(sent).toEqual({ kind: 'ambiguous', because: expect.stringContaining(because) as string });
    expect(service.requests).toHaveLength(1);
  });

  it('takes a reset before the body was read for ambiguous, after one connection', async () => {
    let connections = 0;
    await using server = await listen((socket) => {
      connections += 1;
      socket.resetAndDestroy();
    });
    expect(await mailerAt(server.origin).send(mail)).toMatchObject({ kind: 'ambiguous' });
    expect(connections).toBe(1);
  });

  it.each([
    ['nobody listens', async () => mailerAt(await unusedOrigin())],
    ['the name is unknown', async () => mailerAt('https://nowhere.invalid')],
  ])('says that nothing was sent when %s', async (_, mailerOf) => {
    const mailer = await mailerOf();
    expect(await mailer.send(mail)).toEqual({
      kind: 'unavailable',
      because: expect.stringMatching(/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/) as string,
    });
  });

  it.each([
    ['there is no token', () => Promise.reject(new Error('no identity for alex@contoso.com'))],
    ['no token comes in time', () => new Promise<never>(() => undefined)],
  ])('says that nothing was sent when %s', async (_, getToken) => {
    const connection = { kind: 'identity', endpoint: 'https://127.0.0.1:1', credential: { getToken } } as const;
    const sent = await mailerAt('', { connection, abortAfterMs: 300 }).send(mail);
    expect(sent).toEqual({ kind: 'unavailable', because: expect.stringMatching(/^not sent: \w+$/) as string });
  });

  it('signs with a made-up key on a loopback endpoint without one: no token goes there', async () => {
    await using service = await serve(accepted);
    const credential = { getToken: () => Promise.reject(new Error('must not be asked')) };
    const connection = { kind: 'identity', endpoint: service.origin, credential } as const;
    expect(await mailerAt('', { connection }).send(mail)).toEqual({ kind: 'accepted' });
    expect(service.requests[0]?.headers.authorization).toMatch(/^HMAC-SHA256 /);
  });
});

describe('asking', () => {
  it('makes exactly one request, a GET by our id', async () => {
    await using service = await serve(json(200, { id: messageId, status: 'Running' }, { 'retry-after': '30' }));
    expect(await mailerAt(service.origin).ask(messageId)).toEqual({ kind: 'known' });
    expect(service.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET /emails/operations/${messageId}?api-version=2025-09-01`,
    ]);
    expect(service.requests[0]?.headers.authorization).toMatch(/^HMAC-SHA256 /);
  });

  it.each<[string, number, unknown, object]>([
    ['NotStarted', 200, { id: messageId, status: 'NotStarted' }, { kind: 'known' }],
    ['Succeeded', 200, { id: messageId, status: 'Succeeded' }, { kind: 'known' }],
    [
      'Failed with a code',
      200,
      { id: messageId, status: 'Failed', ...error('EmailDroppedAllRecipientsSuppressed') },
      { kind: 'failed', because: 'EmailDroppedAllRecipientsSuppressed' },
    ],
    ['Failed without a code', 200, { status: 'Failed', error: null }, { kind: 'failed', because: 'Failed' }],
    ['Canceled', 200, { status: 'Canceled' }, { kind: 'failed', because: 'Canceled' }],
    ['a new status', 200, { status: 'Paused' }, { kind: 'noAnswer', because: '200 with an unknown status' }],
    ['no status', 200, {}, { kind: 'noAnswer', because: '200 with an unreadable body' }],
    ['404', 404, error('NotFound'), { kind: 'denied' }],
    ['401', 401, error('Denied'), { kind: 'noAnswer', because: '401 Denied' }],
    ['429', 429, error('TooManyRequests'), { kind: 'noAnswer', because: '429 TooManyRequests' }],
    ['500', 500, error('InternalServerError'), { kind: 'noAnswer', because: '500 InternalServerError' }],
  ])('reads %s, after one request', async (_, status, body, answer) => {
    await using service = await serve(json(status, body));
    expect(await mailerAt(service.origin).ask(messageId)).toEqual(answer);
    expect(service.requests).toHaveLength(1);
  });

  it.each<[string, Answer]>([
    ['a reset', (_, response) => void response.destroy()],
    ['silence', () => undefined],
  ])('has no answer after %s, and does not ask again', async (_, answer) => {
    await using service = await serve(answer);
    const asked = await mailerAt(service.origin, { abortAfterMs: 300 }).ask(messageId);
    expect(asked).toMatchObject({ kind: 'noAnswer' });
    expect(service.requests).toHaveLength(1);
  });

  it('has no answer when nobody listens', async () => {
    expect(await mailerAt(await unusedOrigin()).ask(messageId)).toEqual({ kind: 'noAnswer', because: 'ECONNREFUSED' });
  });
});
