import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hosts, startCloud, type Cloud, type Service } from './cloud.ts';

const run = promisify(execFile);
const script = fileURLToPath(new URL('asking-process.ts', import.meta.url));
const clientId = '9f2b1c3d-0000-4000-8000-00000000000a';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud(clientId);
}, 120_000);
afterAll(() => cloud[Symbol.asyncDispose]());

/** What each service answered an app with these settings, and what passed by on the way. */
async function ask(settings: Readonly<Record<string, string>>) {
  const before = { tunnelled: cloud.tunnelled.length, tokens: cloud.tokens.length };
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, ...cloud.settings, ...settings };
  const { stdout } = await run(process.execPath, [script], { env, timeout: 120_000 });
  return {
    answers: JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<Service, unknown>,
    tunnelled: new Set(cloud.tunnelled.slice(before.tunnelled)),
    tokens: cloud.tokens.slice(before.tokens),
  };
}

const whole: Readonly<Record<Service, unknown>> = {
  graph: { kind: 'read', value: true },
  login: { valid: false },
  document: { read: true, json: { name: 'SSPR' } },
  mail: { kind: 'denied' },
  queue: { 'send-message': 0 },
  table: 'nothing',
};

describe('behind a proxy, as a user-assigned identity', () => {
  it.each(['AZURE_CLIENT_ID', 'AzureWebJobsStorage__clientId'])(
    'every service is reached through the proxy, with the identity that %s names (engine 6)',
    async (setting) => {
      const { answers, tunnelled, tokens } = await ask({ [setting]: clientId });
      expect(answers).toMatchObject(whole);
      expect(tunnelled).toEqual(new Set(Object.values(hosts)));
      expect(new Set(tokens.map((token) => token.clientId))).toEqual(new Set([clientId]));
      expect(new Set(tokens.map(({ resource }) => resource.replace(/\/+$/, '')))).toEqual(
        new Set(['https://graph.test', 'https://communication.azure.com', 'https://storage.azure.com']),
      );
    },
    120_000,
  );

  it('tokens of the identity never go through the proxy', () => expect(cloud.plain).toEqual([]));

  it('what NO_PROXY names is reached directly', async () => {
    const { answers, tunnelled } = await ask({ AZURE_CLIENT_ID: clientId, NO_PROXY: `.test,other.invalid` });
    expect([...tunnelled]).toEqual([]);
    for (const [service, answer] of Object.entries(whole)) expect(answers).not.toMatchObject({ [service]: answer });
  }, 120_000);

  it('without a token each says so, and nothing is asked of the service (engine 6)', async () => {
    const { answers, tunnelled } = await ask({});
    expect(answers.graph).toEqual({ kind: 'noToken' });
    expect(answers.mail).toMatchObject({ kind: 'noAnswer', lacks: 'token' });
    expect(tunnelled).toEqual(new Set([hosts.login, hosts.document]));
  }, 120_000);
});
