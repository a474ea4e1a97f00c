import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import { isPlainLoopback, refusePlainHttp } from '../../config/loopback.ts';
import { tableNames, type TableKey } from './table-names.ts';

/** Where the tables are and how to be let in. */
export type TableSettings =
  | { readonly kind: 'connectionString'; readonly connectionString: string }
  | { readonly kind: 'identity'; readonly tableServiceUri: string; readonly credential: TokenCredential };

export interface TableOptions {
  /** Put before every table name, so that several deployments or tests can share an account. Letters and digits. */
  readonly prefix?: string;
  /** More pipeline policies: to count requests, say. */
  readonly additionalPolicies?: NonNullable<TableServiceClientOptions['additionalPolicies']>;
}

export type Tables = Readonly<Record<TableKey, TableClient>>;

/**
 * A request that hangs is given up in time for the caller to do something about it. Retries may stay on since every
 * conditional write looks up what became of it, but they must fit in a function's time.
 */
const requestTimeoutMs = 20_000;
const retryOptions = { maxRetries: 3, retryDelayInMs: 200, maxRetryDelayInMs: 2_000 };

/**
 * Clients of all tables. Makes no request. `UseDevelopmentStorage=true` means the emulator at its well-known place.
 * Throws for plain http to anything but a loopback address.
 */
export function connectTables(settings: TableSettings, options: TableOptions = {}): Tables {
  const clientOf = (key: TableKey) => createClient(settings, `${options.prefix ?? ''}${tableNames[key]}`, options);
  return {
    recipients: clientOf('recipients'),
    messageIndex: clientOf('messageIndex'),
    agenda: clientOf('agenda'),
    control: clientOf('control'),
    passRows: clientOf('passRows'),
    waves: clientOf('waves'),
  };
}

/** Creates the tables that are missing. In Azure the infrastructure has made them already; then nothing happens. */
export async function ensureTables(tables: Tables): Promise<void> {
  await Promise.all(Object.values(tables).map((table: TableClient) => table.createTable()));
}

function createClient(settings: TableSettings, name: string, options: TableOptions): TableClient {
  const url = endpointOf(settings, name);
  const clientOptions: TableServiceClientOptions = {
    retryOptions,
    additionalPolicies: [timeLimit, ...(options.additionalPolicies ?? [])],
    allowInsecureConnection: isPlainLoopback(new URL(url)),
    // A signed request goes to whom it was signed for, and nowhere else.
    redirectOptions: { maxRetries: 0 },
  };
  return settings.kind === 'identity'
    ? new TableClient(url, name, settings.credential, clientOptions)
    : TableClient.fromConnectionString(settings.connectionString, name, clientOptions);
}

function endpointOf(settings: TableSettings, name: string): string {
  const url =
    settings.kind === 'identity'
      ? settings.tableServiceUri
      : TableClient.fromConnectionString(settings.connectionString, name).url;
  refusePlainHttp('table', new URL(url), settings.kind);
  return url;
}

const timeLimit: NonNullable<TableOptions['additionalPolicies']>[number] = {
  position: 'perRetry',
  policy: {
    name: 'timeLimit',
    sendRequest: (request, next) => {
      request.timeout = requestTimeoutMs;
      return next(request);
    },
  },
};
