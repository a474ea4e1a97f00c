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

function expectStrict(answer: Response): void {
  const { headers } = answer;
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('cache-control')).toBe('no-store');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^default-src 'none';/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/script-src|unsafe-eval|\*/);
}

describe('every answer has the same strict headers (guard 11)', () => {
  it.each(asked)('with the operator’s token: %s %s', async (method, route) => {
    expectStrict(await host.ask(method, route, method === 'GET' ? undefined : {}));
  });

  it.each(asked)('without a token: %s %s', async (method, route) => {
    expectStrict(await host.ask(method, route, undefined, {}));
  });
});

describe('health (guard 10)', () => {
  it('is looked up once in ten seconds, however many ask', async () => {
    await host.simulation.advanceTo(new Date(host.simulation.now().getTime() + 60_000));
    const health = async () => (await host.ask('GET', 'health', undefined, {})).json();
    const before = await health();
    await host.ask('POST', 'campaign/pause', {});
    const answers = await Promise.all(Array.from({ length: 50 }, health));
    expect(answers).toEqual(Array.from({ length: 50 }, () => before));
    await host.simulation.advanceTo(new Date(host.simulation.now().getTime() + 10_000));
    expect(await health()).toMatchObject({ degraded: expect.arrayContaining(['the campaign is paused']) as string[] });
  });
});
