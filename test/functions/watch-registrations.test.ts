import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import type { HostLogEntry } from '../../local/functions-host/host-log.ts';
import { startFunctionsHost } from '../../local/functions-host/functions-host.ts';
import { json, serve } from '../shared/adapters/local-server.ts';

const appFolder = fileURLToPath(new URL('../..', import.meta.url));

describe('watching registrations where there is no audit log', () => {
  it('asks nobody and reads nothing in the cloud in China (truth 33)', async () => {
    const tables = await serve((request, response) => {
      if (request.url.includes('identity')) json(200, ownMark)(request, response);
      else response.writeHead(204).end();
    });
    const graph = 'https://microsoftgraph.chinacloudapi.cn';
    const log: HostLogEntry[] = [];
    const host = await startFunctionsHost({
      appFolder,
      load: () => import('../../functions/index.ts'),
      settings: settingsOf(`${tables.origin}/devstoreaccount1`, graph),
      time: 'stepped',
      now: () => new Date(),
      log: (entry) => void log.push(entry),
    });
    onTestFinished(async () => {
      await host.close();
      await tables[Symbol.asyncDispose]();
    });
    const ended = () => log.filter((entry) => entry.kind === 'invocation');
    const watch = `${host.url}/admin/functions/watchRegistrations`;
    await fetch(watch, { method: 'POST', body: '{"input":{}}' });
    await expect.poll(ended, { timeout: 20_000 }).toMatchObject([{ function: 'watchRegistrations' }]);

    expect(ended()).toMatchObject([{ status: 'succeeded' }]);
    expect(log.filter(({ kind }) => kind === 'user')).toEqual([]);
    const asked = tables.requests.filter(({ url }) => !/\/Tables|'installation'|'timers'/.test(url));
    expect(asked).toEqual([]);
  });
});

/** What storage says of whose it is. */
const ownMark = {
  'odata.etag': `W/"datetime'2026-11-02T05%3A00%3A00Z'"`,
  PartitionKey: 'installation',
  RowKey: 'identity',
  tenantId: '9f2b1c3d-0000-4000-8000-000000000001',
  deploymentId: '9f2b1c3d-0000-4000-8000-000000000003',
};

const settingsOf = (tableEndpoint: string, graphEndpoint: string) => ({
  AzureWebJobsStorage: inject('azuriteConnectionString').replace(
    /TableEndpoint=[^;]+/,
    `TableEndpoint=${tableEndpoint}`,
  ),
  GRAPH_ENDPOINT: graphEndpoint,
  ACS_ENDPOINT: 'https://contoso.mail.test',
  SENDER_ADDRESS: 'DoNotReply@mail.contoso.com',
  ADMIN_TENANT_ID: '9f2b1c3d-0000-4000-8000-000000000001',
  ADMIN_AUDIENCE: '9f2b1c3d-0000-4000-8000-000000000002',
});
