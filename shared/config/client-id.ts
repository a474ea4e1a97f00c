import { guid } from './setting-forms.ts';
import type { SettingReader } from './setting-reader.ts';
import type { StorageSettings } from './storage-settings.ts';

/**
 * The client id of the app's user-assigned identity, for storage, Graph and mail alike: `AZURE_CLIENT_ID` by convention,
 * or the one that storage is given. Undefined where there is none: then the identity is the system-assigned one.
 * https://learn.microsoft.com/azure/app-service/overview-managed-identity#connect-to-azure-services-in-app-code
 */
export function readClientId(reader: SettingReader, storage: StorageSettings | undefined): string | undefined {
  const clientId = reader.optional('AZURE_CLIENT_ID', guid);
  const ofStorage = storage?.kind === 'identity' ? storage.clientId : undefined;
  if (clientId !== undefined && ofStorage !== undefined && clientId !== ofStorage) {
    reader.fault('AZURE_CLIENT_ID', 'is of another identity than the __clientId of storage: the app uses one for all');
  }
  return clientId ?? ofStorage;
}
