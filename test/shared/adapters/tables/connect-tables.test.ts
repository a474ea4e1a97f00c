import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectTables, ensureTables, type TableOptions } from '../../../../shared/adapters/tables/connect-tables.ts';
import { createTableStores } from '../../../../shared/adapters/tables/table-stores.ts';
import { someFacts, userId } from '../../../contracts/samples.ts';
import { answering, connectAzurite, freshPrefix, freshTables } from './azurite-tables.ts';

const key = Buffer.from('not a real key').toString('base64');
const credential = { getToken: async () => null };

const account = (tableEndpoint: string) =>
  ({
    kind: 'connectionString',
    connectionString: `DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=${key};TableEndpoint=${tableEndpoint};`,
  }) as const;

describe('connecting to tables', () => {
  it('understands the short name of the emulator', () => {
    const { recipients } = connectTables({ kind: 'connectionString', connectionString: 'UseDevelopmentStorage=true' });
    expect(recipients.url).toBe('http://127.0.0.1:10002/devstoreaccount1');
    expect(recipients.tableName).toBe('Recipients');
  });

  it('puts the prefix before every name', () => {
    const tables = connectTables(account('https://contoso.table.core.windows.net'), { prefix: 'test' });
    expect(Object.values(tables).every(({ tableName }) => tableName.startsWith('test'))).toBe(true);
  });

  it('takes an identity', () => {
    const tableServiceUri = 'https://contoso.table.core.windows.net';
    expect(connectTables({ kind: 'identity', tableServiceUri, credential }).agenda.url).toBe(tableServiceUri);
  });

  it.each(['http://127.0.0.1:10002/x', 'http://localhost:10002/x', 'http://[::1]:10002/x', 'https://contoso.example'])(
    'takes a connection string for %s',
    (endpoint) => expect(connectTables(account(endpoint)).control.url).toBe(endpoint),
  );

  it.each([
    account('http://contoso.table.core.windows.net'),
    account('http://127.0.0.1.contoso.com/x'),
    { kind: 'identity', tableServiceUri: 'http://contoso.table.core.windows.net', credential } as const,
    { kind: 'identity', tableServiceUri: 'http://127.0.0.1:10002/x', credential } as const,
  ])('refuses plain http: %j', (settings) => {
    expect(() => connectTables(settings)).toThrow('https');
  });

  it('creates what is missing, and again nothing', async () => {
    const tables = await freshTables('recipients');
    await ensureTables(tables);
    await ensureTables(tables);
    expect(await createTableStores(tables).campaigns.read()).toBeUndefined();
  });

  it('follows nobody to another place with a signed request', async () => {
    await using service = await answering(307, '', '', { location: '/elsewhere' });
    await expect(service.tables.waves.getEntity('a', '1')).rejects.toMatchObject({ statusCode: 307 });
    expect(service.seen.map(({ url }) => url)).toEqual([expect.not.stringContaining('elsewhere')]);
  });

  it('goes through the proxy that the environment names', async () => {
    const asked: (string | undefined)[] = [];
    const proxy = createServer().on('connect', ({ url }, socket) => {
      asked.push(url);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    onTestFinished(() => void vi.unstubAllEnvs());
    onTestFinished(() => void proxy.close());
    const { waves } = connectTables(account('https://contoso.table.core.windows.net'));
    await expect(waves.getEntity('a', '1')).rejects.toMatchObject({ name: 'RestError', statusCode: 502 });
    expect(asked[0]).toBe('contoso.table.core.windows.net:443');
  });

  it('gives every request its time', async () => {
    const limits: number[] = [];
    const watch: NonNullable<TableOptions['additionalPolicies']>[number] = {
      position: 'perRetry',
      policy: { name: 'watch', sendRequest: (request, next) => (limits.push(request.timeout), next(request)) },
    };
    const { waves } = connectAzurite({ prefix: freshPrefix(), additionalPolicies: [watch] });
    await waves.createTable();
    await waves.submitTransaction([['create', { partitionKey: 'a', rowKey: '1' }]]);
    expect(limits).toEqual([20_000, 20_000]);
  });

  it.each(['read', 'write'] as const)(
    'says which table it was when one is missing, and nothing about people: %s',
    async (how) => {
      const { recipients } = createTableStores(connectAzurite({ prefix: freshPrefix() }));
      const act = how === 'read' ? recipients.readJourney(userId(1)) : recipients.writeFacts([someFacts(1)]);
      const error: unknown = await act.catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ message: expect.stringContaining('Recipients'), cause: { statusCode: 404 } });
      expect(JSON.stringify(error, deep)).not.toContain('contoso');
    },
  );
});

/** Shows also what an error hides. */
const deep = (_: string, value: unknown): unknown =>
  value instanceof Error
    ? Object.fromEntries(Object.getOwnPropertyNames(value).map((name) => [name, Reflect.get(value, name)]))
    : value;
