import { QueueServiceClient, type QueueClient, type StoragePipelineOptions } from '@azure/storage-queue';
import type { TokenCredential } from '@azure/identity';
import { refusePlainHttp } from '../../config/loopback.ts';
import { poisonNameOf, queueNames, type QueueKey } from './queue-names.ts';

/** Where the queues are and how to be let in. */
export type QueueSettings =
  | { readonly kind: 'connectionString'; readonly connectionString: string }
  | { readonly kind: 'identity'; readonly queueServiceUri: string; readonly credential: TokenCredential };

export interface QueueOptions {
  /** Put before every queue name, so that several deployments or tests can share an account. Lower case. */
  readonly prefix?: string;
}

export type Queues = Readonly<Record<QueueKey, QueueClient>> & {
  readonly poison: Readonly<Record<QueueKey, QueueClient>>;
};

/** A message that is sent twice is a hint given twice, so retries may stay on; but they must fit in a function's time. */
const pipelineOptions: StoragePipelineOptions = {
  retryOptions: { maxTries: 4, retryDelayInMs: 200, maxRetryDelayInMs: 2_000, tryTimeoutInMs: 20_000 },
};

/**
 * Clients of all queues. Makes no request. `UseDevelopmentStorage=true` means the emulator at its well-known place.
 * Throws for plain http to anything but a loopback address.
 */
export function connectQueues(settings: QueueSettings, { prefix = '' }: QueueOptions = {}): Queues {
  const service = connectService(settings);
  refusePlainHttp('queue', new URL(service.url), settings.kind);
  const clientOf = (key: QueueKey) => service.getQueueClient(`${prefix}${queueNames[key]}`);
  const poisonOf = (key: QueueKey) => service.getQueueClient(poisonNameOf(`${prefix}${queueNames[key]}`));
  return { ...forEveryQueue(clientOf), poison: forEveryQueue(poisonOf) };
}

/** Creates the queues that are missing, and their poison queues. Where they are there already nothing happens. */
export async function ensureQueues({ poison, ...queues }: Queues): Promise<void> {
  const all: readonly QueueClient[] = [...Object.values(queues), ...Object.values(poison)];
  await Promise.all(all.map((queue) => queue.createIfNotExists()));
}

const forEveryQueue = (clientOf: (key: QueueKey) => QueueClient): Record<QueueKey, QueueClient> => ({
  sendMessage: clientOf('sendMessage'),
  refreshPages: clientOf('refreshPages'),
  deliveryReports: clientOf('deliveryReports'),
});

function connectService(settings: QueueSettings): QueueServiceClient {
  return settings.kind === 'identity'
    ? new QueueServiceClient(settings.queueServiceUri, settings.credential, pipelineOptions)
    : QueueServiceClient.fromConnectionString(settings.connectionString, pipelineOptions);
}
