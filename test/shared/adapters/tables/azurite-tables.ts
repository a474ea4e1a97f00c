import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inject } from 'vitest';
import {
  connectTables,
  ensureTables,
  type TableOptions,
  type Tables,
} from '../../../../shared/adapters/tables/connect-tables.ts';
import type { TableKey } from '../../../../shared/adapters/tables/table-names.ts';
import { createTableStores, type TableStores } from '../../../../shared/adapters/tables/table-stores.ts';
import { portOf, startStorageProxy, throughPort, type StorageProxy } from '../../../contracts/storage-proxy.ts';

/** A prefix of table names that nobody else has. */
export const freshPrefix = (): string => `t${randomUUID().replaceAll('-', '').slice(0, 16)}`;

/** Tables of their own in the run's emulator: those that are named, or all. */
export async function freshTables(...keys: readonly TableKey[]): Promise<Tables> {
  const tables = connectAzurite({ prefix: freshPrefix() });
  if (keys.length === 0) await ensureTables(tables);
  else await Promise.all(keys.map((key) => tables[key].createTable()));
  return tables;
}

export const freshStores = async (...keys: readonly TableKey[]): Promise<TableStores> =>
  createTableStores(await freshTables(...keys));

export function connectAzurite(options: TableOptions, connectionString = inject('azuriteConnectionString')): Tables {
  return connectTables({ kind: 'connectionString', connectionString }, options);
}

export interface AnsweringService extends AsyncDisposable {
  readonly tables: Tables;
  /** What was asked, in its order. */
  readonly seen: readonly Pick<IncomingMessage, 'method' | 'url' | 'headers'>[];
}

/** Tables of a service that says the same to everything. */
export async function answering(
  status: number,
  text: string,
  type: string,
  more: Readonly<Record<string, string>> = {},
): Promise<AnsweringService> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    const headers = { ...(type !== '' && { 'content-type': type }), ...more };
    request.resume().once('end', () => response.writeHead(status, headers).end(text));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    tables: connectAzurite({}, throughPort(inject('azuriteConnectionString'), 'Table', port)),
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

/** Stores of their own, and the same ones as seen through a proxy. */
export async function storesBehindProxy(): Promise<{
  readonly direct: TableStores;
  readonly stores: TableStores;
  readonly tables: Tables;
  readonly proxy: StorageProxy;
}> {
  const connectionString = inject('azuriteConnectionString');
  const prefix = freshPrefix();
  const proxy = await startStorageProxy(portOf(connectionString, 'Table'));
  const tables = connectAzurite({ prefix });
  await ensureTables(tables);
  const proxied = connectAzurite({ prefix }, throughPort(connectionString, 'Table', proxy.port));
  return { direct: createTableStores(tables), stores: createTableStores(proxied), tables, proxy };
}
