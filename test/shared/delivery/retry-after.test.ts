import { describe, expect, it } from 'vitest';
import { secondsAskedFor } from '../../../shared/delivery/retry-after.ts';

const now = new Date('2026-11-22T12:00:00Z');

/** https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
describe('a Retry-After header', () => {
  it.each<[string | null | undefined, number | undefined]>([
    ['0', 0],
    [' 37 ', 37],
    ['3600', 3600],
    ['Sun, 22 Nov 2026 12:00:42 GMT', 42],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['-5', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['Sun, soon', undefined],
    ['2026-11-22T12:00:42Z', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('%j asks for %s seconds', (header, seconds) => expect(secondsAskedFor(header, now)).toBe(seconds));
});
