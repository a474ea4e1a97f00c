import { describe, expect, it } from 'vitest';
import { connectTables, ensureTables } from '../../../../shared/adapters/tables/connect-tables.ts';
import { createTableStores } from '../../../../shared/adapters/tables/table-stores.ts';
import { someFacts, userId } from '../../../contracts/samples.ts';
import { connectAzurite, freshPrefix, freshTables } from './azurite-tables.ts';

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
