/**
 * The process Azurite runs in: started by azurite.ts over an IPC channel, which tells it when to end. When the channel
 * closes the parent has asked for it or is dead; either way the data are written first.
 */
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AzuriteListening, AzuriteProcessArguments } from './azurite.ts';
import { takeShortcuts } from './azurite-shortcuts.ts';
import { lockFolder } from './folder-lock.ts';

type Server = { start(): Promise<void>; close(): Promise<void>; getHttpServerAddress(): string };
type Constructor<T> = { default: new (...given: readonly unknown[]) => T };

const HOST = '127.0.0.1';
const KEEP_ALIVE_SECONDS = 5;
/** An access log, its stream. */
const NO_ACCESS_LOG = [false, undefined] as const;
/** Not loose, and an SDK newer than Azurite is served all the same. */
const ANY_API_VERSION = [false, true] as const;
/** Certificate, key, password, OAuth, product-style host names. */
const PLAIN_HTTP = ['', '', '', undefined, false] as const;

/** Azurite's package has no types and no public entry for a single service: these are the files its own CLI loads. */
const load = createRequire(import.meta.url) as <T>(id: string) => Constructor<T>;

function queueServer(port: number, folder: string | undefined): Server {
  const Configuration = load<object>('azurite/dist/src/queue/QueueConfiguration.js').default;
  const QueueServer = load<Server>('azurite/dist/src/queue/QueueServer.js').default;
  const at = (name: string) => path.join(folder ?? '', name);
  const messages = { locationId: 'Default', locationPath: at('__queuestorage__'), maxConcurrency: 50 };
  return new QueueServer(
    new Configuration(
      HOST,
      port,
      KEEP_ALIVE_SECONDS,
      at('__azurite_db_queue__.json'),
      at('__azurite_db_queue_extent__.json'),
      [messages],
      ...NO_ACCESS_LOG,
      false, // debug log
      undefined, // and its file
      ...ANY_API_VERSION,
      ...PLAIN_HTTP,
      folder === undefined,
    ),
  );
}

function tableServer(port: number, folder: string | undefined): Server {
  const Configuration = load<object>('azurite/dist/src/table/TableConfiguration.js').default;
  const TableServer = load<Server>('azurite/dist/src/table/TableServer.js').default;
  return new TableServer(
    new Configuration(
      HOST,
      port,
      KEEP_ALIVE_SECONDS,
      path.join(folder ?? '', '__azurite_db_table__.json'),
      false, // debug log
      ...NO_ACCESS_LOG,
      undefined, // the debug log's file
      ...ANY_API_VERSION,
      ...PLAIN_HTTP,
      folder === undefined,
    ),
  );
}

const portOf = (server: Server) => Number(new URL(server.getHttpServerAddress()).port);

async function main(): Promise<void> {
  const parentGone = new Promise((resolve) => process.once('disconnect', resolve));
  // Only the channel ends this process, so that whoever uses the storage can finish first.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
  process.stderr.on('error', () => undefined);

  const { withShortcuts, dataFolder, queuePort, tablePort } = JSON.parse(
    process.argv[2] ?? '{}',
  ) as AzuriteProcessArguments;
  if (dataFolder !== undefined) {
    await mkdir(dataFolder, { recursive: true });
    await lockFolder(dataFolder);
  }
  if (withShortcuts) takeShortcuts();
  const queues = queueServer(queuePort, dataFolder);
  const tables = tableServer(tablePort, dataFolder);
  await queues.start();
  await tables.start();
  process.send?.({ queuePort: portOf(queues), tablePort: portOf(tables) } satisfies AzuriteListening);

  await parentGone;
  await Promise.all([queues.close(), tables.close()]);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`, () => process.exit(1));
  },
);
