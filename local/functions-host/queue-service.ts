import { QueueServiceClient, type StoragePipelineOptions } from '@azure/storage-queue';
import { readSetting, type Settings } from './settings.ts';

/** A listener asks again anyway: one slow call must not hold up the end of the host. */
const PIPELINE: StoragePipelineOptions = { retryOptions: { maxTries: 2, maxRetryDelayInMs: 1000 } };

/**
 * The queue service a connection setting names: a connection string, `UseDevelopmentStorage=true` among them, or an
 * identity-based connection (`NAME__queueServiceUri` or `NAME__accountName`) used with the developer's own sign-in.
 * Throws naming the function and the setting when there is neither.
 */
export async function connectQueueService(
  functionName: string,
  connection: string,
  settings: Settings,
): Promise<QueueServiceClient> {
  for (const name of [`AzureWebJobs${connection}`, connection]) {
    const connectionString = readSetting(settings, name);
    if (connectionString) return QueueServiceClient.fromConnectionString(connectionString.trim(), PIPELINE);
    const uri = serviceUri(name, settings);
    if (uri) {
      // Loaded only here: it takes longer than all the rest of the host.
      const { DefaultAzureCredential } = await import('@azure/identity');
      return new QueueServiceClient(uri, new DefaultAzureCredential(), PIPELINE);
    }
  }
  throw new Error(`function ${functionName}: the app setting ${connection} is missing (its connection needs it)`);
}

function serviceUri(name: string, settings: Settings): string | undefined {
  const account = readSetting(settings, `${name}__accountName`);
  const uri = readSetting(settings, `${name}__queueServiceUri`);
  return uri ?? (account && `https://${account}.queue.core.windows.net`);
}
