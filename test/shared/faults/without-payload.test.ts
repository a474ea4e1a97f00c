import { createPipelineRequest, RestError } from '@azure/core-rest-pipeline';
import { RestError as TableError } from '@azure/data-tables';
import { RestError as QueueError } from '@azure/storage-queue';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { withoutPayload } from '../../../shared/faults/without-payload.ts';

const request = createPipelineRequest({ url: 'https://storage.test/', body: 'asa@contoso.com' });
request.headers.set('authorization', 'Bearer secret');

describe('an error of an SDK, without its payload', () => {
  it.each([
    ['the pipeline', RestError],
    ['the tables', TableError],
    ['the queues', QueueError],
  ])('keeps status, code, message and stack: of %s', (_, Kind) => {
    const error = new Kind('Not allowed', { statusCode: 403, code: 'AuthorizationFailure', request });
    const bare = withoutPayload(error) as Error;
    expect(bare).toMatchObject({ name: 'RestError', statusCode: 403, code: 'AuthorizationFailure' });
    expect(bare.message).toBe('403 AuthorizationFailure Not allowed');
    expect(bare.stack).toBe(error.stack);
    expect(inspect(bare, { depth: 9, showHidden: true })).not.toMatch(/asa@|secret/);
  });

  it.each([new Error('a'), new TypeError('b'), 'text', undefined])('leaves %s as it is', (error) => {
    expect(withoutPayload(error)).toBe(error);
  });
});
