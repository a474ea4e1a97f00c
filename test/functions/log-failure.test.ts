import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import type { HostLogEntry } from '../../local/functions-host/host-log.ts';
import { startFunctionsHost } from '../../local/functions-host/functions-host.ts';
import { json, serve } from '../shared/adapters/local-server.ts';

const appFolder = fileURLToPath(new URL('../..', import.meta.url));
const refused = json(403, { 'odata.error': { code: 'AuthorizationFailure', message: { value: 'no role' } } });

const settingsOf = (tableEndpoint: string) => ({
  AzureWebJobsStorage: inject('azuriteConnectionString').replace(
    /TableEndpoint=[^;]+/,
    `TableEndpoint=${tableEndpoint}`,
  ),
  ACS_ENDPOINT: 'https://contoso.mail.test',
  SENDER_ADDRESS: 'DoNotReply@mail.contoso.com',
  ADMIN_TENANT_ID: '9f2b1c3d-0000-4000-8000-000000000001',
  ADMIN_AUDIENCE: '9f2b1c3d-0000-4000-8000-000000000002',
});

describe('a function that fails', () => {
  it('is logged with the causes, status and code of each, by every kind of trigger (engine 5)', async () => {
    const tables = await serve(refused);
    const log: HostLogEntry[] = [];
    const host = await startFunctionsHost({
      appFolder,
      load: () => import('../../functions/index.ts'),
      settings: settingsOf(`${tables.origin}/devstoreaccount1`),
      time: 'stepped',
      now: () => new Date(),
      log: (entry) => void log.push(entry),
    });
    onTestFinished(() => host.close());
    const told = (name: string) =>
      log.flatMap((entry) =>
        entry.kind === 'user' && entry.level === 'error' && entry.function === name
          ? [JSON.parse(entry.message) as { readonly causes: object[] }]
          : [],
      );
    const failures = async (name: string) => {
      const before = told(name).length;
      const run = await fetch(`${host.url}/admin/functions/${name}`, { method: 'POST', body: '{"input":{}}' });
      expect(run.status).toBe(202);
      await expect.poll(() => told(name).length, { timeout: 20_000 }).toBeGreaterThan(before);
      return told(name).at(-1);
    };
    const forbidden = {
      kind: 'RestError',
      status: 403,
      message: expect.stringContaining('AuthorizationFailure') as string,
    };
    const closing = {
      event: 'failed',
      causes: expect.arrayContaining([expect.objectContaining(forbidden)]) as unknown,
    };

    expect(await failures('releaseMessages')).toMatchObject({ ...closing, function: 'releaseMessages' });
    const headers = { authorization: 'Bearer a.b.c' };
    expect((await fetch(`${host.url}/api/campaign`, { headers })).status).toBe(503);
    expect(told('showCampaign')).toMatchObject([closing]);
    expect((await fetch(`${host.url}/api/health`)).status).toBe(503);
    expect(told('health')).toMatchObject([closing]);
    expect(await failures('sendMessage')).toMatchObject({ ...closing, function: 'sendMessage' });

    await tables[Symbol.asyncDispose]();
    expect((await failures('releaseMessages'))?.causes.at(-1)).toMatchObject({ code: 'ECONNREFUSED' });
  });
});
