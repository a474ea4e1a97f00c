import { describe, expect, it } from 'vitest';
import { classifySendStatus } from '../../../../shared/adapters/communication-services/send-status.ts';

/**
 * https://learn.microsoft.com/rest/api/communication/email/email/send
 * https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md (long-running operations, Operation-Id)
 */
describe('what a finished answer to a send says', () => {
  it.each([
    [202, 'accepted', 'the service took it'],
    [429, 'throttled', 'definitely not taken'],
    [401, 'unavailable', 'our access is at fault, not the message'],
    [403, 'unavailable', 'our access is at fault, not the message'],
    [404, 'unavailable', 'the resource is at fault, not the message'],
    [413, 'refused', 'the same content is too large another time too'],
    [400, 'ambiguous', 'our own id may be taken already'],
    [200, 'ambiguous', 'nobody promised it'],
    [201, 'ambiguous', 'nobody promised it'],
    [302, 'ambiguous', 'nobody promised it'],
    [408, 'ambiguous', 'it may have been taken'],
    [409, 'ambiguous', 'another request with this id may be under way'],
    [412, 'ambiguous', 'it may be a repeated request'],
    [499, 'ambiguous', 'nobody promised it'],
    [500, 'ambiguous', 'it may have been taken'],
    [502, 'ambiguous', 'it may have been taken'],
    [503, 'ambiguous', 'it may have been taken'],
    [504, 'ambiguous', 'it may have been taken'],
  ])('%i: %s, since %s', (status, kind) => {
    expect(classifySendStatus(status, 'SomeCode', undefined).kind).toBe(kind);
  });

  it('keeps status and code as the reason', () => {
    expect(classifySendStatus(400, 'InvalidEmailAddress', undefined)).toEqual({
      kind: 'ambiguous',
      because: '400 InvalidEmailAddress',
      refusedWith: 'badRequest',
    });
  });

  it('keeps how long a throttled sender has to wait, where the service says so', () => {
    expect(classifySendStatus(429, 'TooManyRequests', 17)).toEqual({ kind: 'throttled', retryAfterSeconds: 17 });
    expect(classifySendStatus(429, '', undefined)).toEqual({ kind: 'throttled', retryAfterSeconds: undefined });
  });

  it('never says "not taken" of anything but a clear no: every other status is ambiguous', () => {
    const clear = new Set([202, 401, 403, 404, 413, 429]);
    const others = Array.from({ length: 500 }, (_, n) => n + 100).filter((status) => !clear.has(status));
    expect(others.filter((status) => classifySendStatus(status, '', undefined).kind !== 'ambiguous')).toEqual([]);
  });
});
