import { describe, expect, it } from 'vitest';
import { compareRoutes, compileRoute, fullRoute } from '../../../local/functions-host/routes.ts';

describe('A route', () => {
  it.each([
    ['/api/health', '/api/health', {}],
    ['/api/health', '/api/health/', {}],
    ['/api/health', '/API/Health', {}],
    ['/api/health', '/api/healthy', undefined],
    ['/api/a.b', '/api/aXb', undefined],
    ['/api/users/{id}', '/api/users/7', { id: '7' }],
    ['/api/users/{id}', '/api/users/', undefined],
    ['/api/users/{id}', '/api/users/7/mail', undefined],
    ['/api/users/{id}', '/api/users/a%2Fb', { id: 'a/b' }],
    ['/api/users/{id}', '/api/users/%zz', undefined],
    ['/api/users/{id:int}', '/api/users/x', undefined],
    [
      '/api/users/{id:guid}',
      '/api/users/123e4567-e89b-12d3-a456-426614174000',
      { id: '123e4567-e89b-12d3-a456-426614174000' },
    ],
    ['/api/users/{id:guid}', '/api/users/123e4567', undefined],
    ['/api/users/{id?}', '/api/users', {}],
    ['/api/users/{id?}', '/api/users/7', { id: '7' }],
    ['/api/users/{id:int?}', '/api/users', {}],
    ['/api/files/{*path}', '/api/files/a/b', { path: 'a/b' }],
    ['/api/files/{*path}', '/api/files', {}],
    ['/api/waves/{id}/recipients.csv', '/api/waves/1/recipients.csv', { id: '1' }],
    ['/api/wave-{id}.csv', '/api/wave-1.csv', { id: '1' }],
    ['/api/{from:int}-{to:int}', '/api/1-2', { from: '1', to: '2' }],
    ['/', '/', {}],
  ])('%s asked for %s gives %j', (template, path, expected) => {
    expect(compileRoute(template)(path)).toEqual(expected);
  });

  it('with a constraint that is not known is refused', () => {
    expect(() => compileRoute('/api/{id:regex(^a)}')).toThrow('"regex(^a)" is not known');
  });

  it.each([
    ['api', 'health', '/api/health'],
    ['', 'health', '/health'],
    ['/v1/api/', '/health/', '/v1/api/health'],
  ])('is the prefix "%s" and "%s": %s', (prefix, route, expected) => {
    expect(fullRoute(prefix, route)).toBe(expected);
  });

  it('comes before the less specific ones', () => {
    const sorted = [
      '/api/users/me',
      '/api/users/wave-{id}',
      '/api/users/{id:int}',
      '/api/users/{id}',
      '/api/users/{id}/mail',
      '/api/users/{*path}',
    ];

    expect(sorted.toReversed().toSorted(compareRoutes)).toEqual(sorted);
  });
});
