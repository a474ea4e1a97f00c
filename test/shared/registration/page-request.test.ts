import { describe, expect, it } from 'vitest';
import { pageRequest } from '../../../shared/registration/page-request.ts';

const good = { passId: '2026-12-01T02:00:00.000Z', collection: 'report', page: 1 };

describe('a request for a page', () => {
  it.each(['groups', 'report', 'users'])('is for one of the collections: %s', (collection) => {
    expect(pageRequest.parse({ ...good, collection })).toEqual({ ...good, collection });
  });

  it.each([
    ['another collection', { ...good, collection: 'devices' }],
    ['page 0', { ...good, page: 0 }],
    ['half a page', { ...good, page: 1.5 }],
    ['a page as text', { ...good, page: '1' }],
    ['no pass', { ...good, passId: '' }],
    ['a field nobody knows', { ...good, nextLink: 'https://graph.microsoft.com' }],
    ['nothing', undefined],
    ['text', 'report'],
  ])('is refused with %s', (_what, item) => {
    expect(pageRequest.safeParse(item).success).toBe(false);
  });
});
