import { RestError, createPipelineRequest } from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import { causesOf } from '../../../shared/faults/causes.ts';

const request = createPipelineRequest({ url: 'https://storage.test/', body: 'Åsa Öberg' });

describe('the causes of a failure (engine 5)', () => {
  it('are told from the outermost on, each with its status and code', () => {
    const network = Object.assign(new Error('getaddrinfo ENOTFOUND storage.test'), { code: 'ENOTFOUND', errno: -3008 });
    const refusal = new RestError('Not allowed', { statusCode: 403, code: 'AuthorizationFailure', request });
    refusal.cause = network;
    expect(causesOf(new TypeError('Table storage could not read a wave', { cause: refusal }))).toEqual([
      { kind: 'TypeError', message: 'Table storage could not read a wave' },
      { kind: 'RestError', message: 'Not allowed', status: 403, code: 'AuthorizationFailure' },
      { kind: 'Error', message: 'getaddrinfo ENOTFOUND storage.test', code: 'ENOTFOUND' },
    ]);
  });

  it.each([
    ['text', 'thrown', [{ kind: 'string', message: 'thrown' }]],
    ['nothing', undefined, []],
    [
      'an identity error',
      Object.assign(new Error('x'), { errorCode: 'network_error', status: 400 }),
      [{ kind: 'Error', message: 'x', status: 400, code: 'network_error' }],
    ],
    [
      'codes of another form',
      Object.assign(new Error('x'), { code: 20, status: '400' }),
      [{ kind: 'Error', message: 'x' }],
    ],
  ])('are told of %s', (_, error, causes) => expect(causesOf(error)).toEqual(causes));

  it.each([
    ['sent to asa.oberg@contoso.com: refused', 'sent to [address] refused'],
    ['<mailto:asa@contoso.com>', '<mailto:[address]>'],
    ['kim#EXT#@contoso.onmicrosoft.com is not there', '[address] is not there'],
    [
      'GET https://x.test/campaign.json?sig=abc&se=1 answers 403',
      'GET https://x.test/campaign.json?[query] answers 403',
    ],
    ['Bearer eyJhbGciOi.eyJzdWIi.c2ln was refused', 'Bearer [token] was refused'],
    ['Graph sent an @odata.nextLink', 'Graph sent an @odata.nextLink'],
  ])('hold no address, signature or token: %s', (message, told) => {
    expect(causesOf(new Error(message))).toEqual([{ kind: 'Error', message: told }]);
  });

  it('come to an end, though they be a circle or a dump', () => {
    const circle = new Error(`it is ${'x'.repeat(990)}@contoso.com ${'y'.repeat(100_000)}`);
    circle.cause = circle;
    expect(causesOf(circle)).toEqual(Array.from({ length: 10 }, () => ({ kind: 'Error', message: 'it is [cut]' })));
  });
});
