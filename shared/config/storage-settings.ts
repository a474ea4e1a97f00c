import { guid, serviceUri, storageAccountName, storageConnectionString } from './setting-forms.ts';
import type { SettingReader } from './setting-reader.ts';

/** Where tables and queues are, and how to be let in. */
export type StorageSettings =
  | { readonly kind: 'connectionString'; readonly connectionString: string }
  | {
      readonly kind: 'identity';
      readonly tableServiceUri: string;
      readonly queueServiceUri: string;
      /** Of a user-assigned identity. */
      readonly clientId?: string;
    };

/**
 * Reads the campaign's storage: `CAMPAIGN_STORAGE` in either form, else the host's own `AzureWebJobsStorage`.
 *
 * The `__` form is that of the Functions host's identity-based connections:
 * https://learn.microsoft.com/azure/azure-functions/functions-reference#configure-an-identity-based-connection
 */
export function readStorage(reader: SettingReader): StorageSettings | undefined {
  const own = reader.has('CAMPAIGN_STORAGE') || reader.hasSection('CAMPAIGN_STORAGE');
  const connection = own ? 'CAMPAIGN_STORAGE' : 'AzureWebJobsStorage';
  const isText = reader.has(connection);
  const isSection = reader.hasSection(connection);
  if (isText && isSection) {
    reader.fault(connection, `is set, and so is ${connection}__…: keep one of the two forms`);
    return undefined;
  }
  if (isText) return readConnectionString(reader, connection);
  if (isSection) return readIdentity(reader, connection);
  reader.fault(
    connection,
    'is missing: set a connection string, AzureWebJobsStorage__accountName, or UseDevelopmentStorage=true for Azurite',
  );
  return undefined;
}

function readConnectionString(reader: SettingReader, connection: string): StorageSettings | undefined {
  const connectionString = reader.optional(connection, storageConnectionString);
  return connectionString === undefined ? undefined : { kind: 'connectionString', connectionString };
}

function readIdentity(reader: SettingReader, connection: string): StorageSettings | undefined {
  const clientId = reader.optional(`${connection}__clientId`, guid);
  const accountName = reader.optional(`${connection}__accountName`, storageAccountName);
  const tableServiceUri = readServiceUri(reader, connection, 'table', accountName);
  const queueServiceUri = readServiceUri(reader, connection, 'queue', accountName);
  if (tableServiceUri === undefined || queueServiceUri === undefined) return undefined;
  return { kind: 'identity', tableServiceUri, queueServiceUri, ...(clientId && { clientId }) };
}

/** An account name stands for the public cloud's addresses; other clouds have to give the URIs, as for the host. */
function readServiceUri(
  reader: SettingReader,
  connection: string,
  service: 'table' | 'queue',
  accountName: string | undefined,
): string | undefined {
  const setting = `${connection}__${service}ServiceUri`;
  if (!reader.has(setting) && reader.has(`${connection}__accountName`)) {
    return accountName && `https://${accountName}.${service}.core.windows.net`;
  }
  return reader.required(
    setting,
    serviceUri,
    `set it to https://<account>.${service}.core.windows.net, or set ${connection}__accountName`,
  );
}
