import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../../shared/config/loopback.ts';

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
