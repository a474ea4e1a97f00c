import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../shared/api/open-api.ts';
import { startAdminHost, type AdminHost } from './admin-host.ts';

let host: AdminHost;
beforeAll(async () => {
  host = await startAdminHost(30);
  await host.runFunction('refreshRegistrations');
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

/** Every operation, and what the host answers by itself. */
const asked = [
  ...operations.map(({ method, route }) => [method, route.replaceAll(/[{}]/g, '')] as const),
  ['GET', 'nowhere'],
  ['DELETE', 'campaign'],
  ['GET', 'emails/preview?format=text'],
] as const;

const strict = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'content-security-policy': expect.stringMatching(
    /^default-src 'none';(?!.*(script-src (?!'sha256-[\w+/]{43}=';)|unsafe-eval|\*)).*frame-ancestors 'none'/,
  ),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

describe('every answer has the same strict headers (guard 11)', () => {
  it.each(asked)('with the operator’s token: %s %s', async (method, route) => {
    const { headers } = await host.ask(method, route, method === 'GET' ? undefined : {});
    expect(Object.fromEntries(headers)).toMatchObject(strict);
  });

  it.each(asked)('without a token: %s %s', async (method, route) => {
    const { headers } = await host.ask(method, route, undefined, {});
    expect(Object.fromEntries(headers)).toMatchObject(strict);
  });
});

describe('health (guard 10)', () => {
  it('is looked up once in ten seconds, however many ask', async () => {
    await host.simulation.advanceTo(new Date(host.simulation.now().getTime() + 60_000));
    const health = async () => (await host.ask('GET', 'health')).json();
    const before = await health();
    await host.ask('POST', 'campaign/pause', {});
    const answers = await Promise.all(Array.from({ length: 50 }, health));
    expect(answers).toEqual(Array.from({ length: 50 }, () => before));
    await host.simulation.advanceTo(new Date(host.simulation.now().getTime() + 10_000));
    expect(await health()).toMatchObject({ degraded: expect.arrayContaining(['the campaign is paused']) as string[] });
  });
});
