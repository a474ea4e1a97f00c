import { describe, expect, it } from 'vitest';
import { isLoopback, refusePlainHttp } from '../../../shared/config/loopback.ts';

describe('isLoopback', () => {
  it.each([
    'http://localhost',
    'http://LOCALHOST:80',
    'http://127.0.0.1:7071',
    'http://127.8.9.1',
    'http://127.1',
    'https://[::1]',
  ])('takes %s for this machine', (url) => expect(isLoopback(new URL(url))).toBe(true));

  it.each([
    'http://127.0.0.1.evil.com',
    'http://localhost.evil.com',
    'http://localhost@evil.com',
    'http://10.0.0.1',
    'http://0.0.0.0',
    'http://169.254.169.254',
    'http://[::ffff:10.0.0.1]',
  ])('takes %s for another machine', (url) => expect(isLoopback(new URL(url))).toBe(false));
});

describe('refusePlainHttp', () => {
  it.each([
    ['https://contoso.table.core.windows.net', 'identity'],
    ['https://127.0.0.1:10002', 'identity'],
    ['http://127.0.0.1:10002/devstoreaccount1', 'connectionString'],
  ] as const)('lets %s pass with %s', (url, kind) => {
    expect(() => refusePlainHttp('table', new URL(url), kind)).not.toThrow();
  });

  it.each([
    ['http://contoso.queue.core.windows.net', 'connectionString'],
    ['http://contoso.queue.core.windows.net', 'identity'],
    ['http://127.0.0.1:10001', 'identity'],
  ] as const)('throws for %s with %s', (url, kind) => {
    expect(() => refusePlainHttp('queue', new URL(url), kind)).toThrow(/^The queue service at .* by https/);
  });
});
