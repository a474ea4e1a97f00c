import { adminEndpoint } from './admin-endpoint.ts';
import { createConductor, type Conductor } from './conductor.ts';
import type { LogLevel } from './core-api.ts';
import { loadApp, type LoadedApp } from './core-module.ts';
import { defineFunctions, functionsWith, type AppDefinition } from './function-definition.ts';
import { openFunctionQueue, type FunctionQueue } from './function-queue.ts';
import { readHostJson, type QueueOptions } from './host-json.ts';
import type { HostLog } from './host-log.ts';
import { httpFunctions, type RequestHandler } from './http-functions.ts';
import { serveHttp } from './http-server.ts';
import { createInvoker, runHooks, type Invoker } from './invocation.ts';
import { listenToQueue } from './queue-listener.ts';
import { connectQueueService } from './queue-service.ts';
import { anyQueueMayHaveMessages, queuesSentToFromHere } from './sent-messages.ts';
import { readSetting, type Settings } from './settings.ts';
import { listenToTimer } from './timer-listener.ts';

export type FunctionsHostOptions = {
  /** Where the app's host.json is. */
  readonly appFolder: string;
  /**
   * Imports the modules that register the functions, of which none may have been imported before; or what they
   * registered when they were loaded (`loadApp`), for one host after another in a process.
   */
  readonly load: (() => unknown) | LoadedApp;
  /** App settings: they answer the `%NAME%` of the triggers and become environment variables, as in the real host. */
  readonly settings: Settings;
  /** Where HTTP is served on loopback; 0, the default, is a free port. */
  readonly port?: number;
  /** `real`: timers and queues run by themselves. `stepped`: they run when the conductor says. */
  readonly time: 'real' | 'stepped';
  /**
   * Who puts messages into the app's queues, for stepped time. When it is only this process, a step that sends nothing
   * need not ask storage anything; messages from elsewhere would not be noticed. The default is `anyone`.
   */
  readonly queueSenders?: 'anyone' | 'thisProcess';
  /** For stepped time: how many messages of a queue are carried at a time. With 1, the default, a run can be repeated. */
  readonly messagesAtOnce?: number;
  /** Where `/` leads to: the page, in front of which somebody signs in. */
  readonly home?: string;
  /** The clock of the timers; the app brings its own clock. */
  readonly now: () => Date;
  readonly log: HostLog;
};

/** A running app. */
export type FunctionsHost = {
  readonly url: string;
  /** The functions that run, by name; those a setting switched off are not among them. */
  readonly functionNames: readonly string[];
  /** Stops timers, listeners and the server, and resolves when everything that was running has ended. */
  close(): Promise<void>;
};

/** The real host's default, and the setting that changes it. */
const DEFAULT_MAX_BODY_BYTES = 104_857_600;
const MAX_BODY_SETTING = 'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT';

/**
 * Runs a function app on this machine without Azure Functions Core Tools: HTTP routes, timers, storage queues with
 * their poison queues and the admin endpoint, as the real host does them and through the real
 * `@azure/functions` library. Throws, naming function and setting, when the app cannot be started.
 *
 * It differs from the real host in that it creates a missing queue, takes no leases among instances, keeps no timer
 * state (a timer is never past due), enforces neither function keys nor functionTimeout, and has no bindings but these
 * triggers and the HTTP response, no retry policies, no cookies and no HTTP streaming. One app at a time in a process.
 */
export async function startFunctionsHost(
  options: FunctionsHostOptions & { readonly time: 'stepped' },
): Promise<FunctionsHost & Conductor>;
export async function startFunctionsHost(options: FunctionsHostOptions): Promise<FunctionsHost>;
export async function startFunctionsHost(options: FunctionsHostOptions): Promise<FunctionsHost & Partial<Conductor>> {
  const { appFolder, settings, log, now, time, messagesAtOnce = 1 } = options;
  const hostJson = await readHostJson(appFolder);
  setEnvironment(settings);
  const { load } = options;
  const loaded = typeof load === 'function' ? await loadApp(load, systemLog(log)) : load;
  const appHookData = {};
  await runHooks(loaded, 'appStart', { hookData: {}, appHookData, functionAppDirectory: appFolder });
  const capabilities = await loaded.programmingModel.getCapabilities({});
  if (capabilities['HttpUri']) throw new Error('the local host has no HTTP streaming: leave enableHttpStream off');

  const app = defineFunctions(loaded, settings, hostJson.routePrefix);
  const invoker = createInvoker(loaded, appHookData, log);
  const queues = await openQueues(app, queueOptionsFor(time, hostJson.queues), invoker, options);
  const handlers = [leadHome(options.home), httpFunctions(app, invoker), adminEndpoint(app, invoker, now)];
  const server = await serveHttp(handlers, {
    customHeaders: hostJson.customHeaders,
    port: options.port ?? 0,
    maxBodyBytes: maxBodyBytes(settings),
    log,
  });
  for (const line of describeApp(app, server.url)) log({ kind: 'host', level: 'information', message: line });

  const timers = functionsWith(app, 'timer');
  const withMessages =
    options.queueSenders === 'thisProcess'
      ? queuesSentToFromHere(queues.map((queue) => queue.name))
      : anyQueueMayHaveMessages;
  const stop = new AbortController();
  const listeners =
    time === 'stepped'
      ? []
      : [
          ...timers.map((definition) => listenToTimer(definition, invoker, now, stop.signal)),
          ...queues.map((queue) => listenToQueue(queue, log, stop.signal)),
        ];
  return {
    url: server.url,
    functionNames: app.functions.map((definition) => definition.name),
    ...(time === 'stepped' ? createConductor({ timers, queues, invoker, withMessages, messagesAtOnce }, now()) : {}),
    async close() {
      stop.abort();
      withMessages.stop();
      await Promise.all([server.close(), ...listeners]);
      await invoker.whenIdle();
      await runHooks(loaded, 'appTerminate', { hookData: {}, appHookData });
    },
  };
}

const leadHome =
  (home: string | undefined): RequestHandler =>
  async ({ method, url }) =>
    home !== undefined && method === 'GET' && url.pathname === '/'
      ? { status: 302, headers: { location: home } }
      : undefined;

/**
 * Storage delays by the wall clock, which means nothing to a clock in steps: there, a failed message is tried at once.
 */
function queueOptionsFor(time: FunctionsHostOptions['time'], options: QueueOptions): QueueOptions {
  return time === 'stepped' ? { ...options, visibilityTimeoutSeconds: 0 } : options;
}

function openQueues(
  app: AppDefinition,
  queueOptions: QueueOptions,
  invoker: Invoker,
  { settings, log, now }: FunctionsHostOptions,
): Promise<FunctionQueue[]> {
  const opening = functionsWith(app, 'queue').map(async (definition) => {
    const service = await connectQueueService(definition.name, definition.trigger.connection, settings);
    return openFunctionQueue({ service, definition, options: queueOptions, invoker, log, now });
  });
  return Promise.all(opening);
}

function setEnvironment(settings: Settings): void {
  for (const [name, value] of Object.entries(settings)) if (value !== undefined) process.env[name] = value;
}

function maxBodyBytes(settings: Settings): number {
  const given = Number(readSetting(settings, MAX_BODY_SETTING));
  return given > 0 ? given : DEFAULT_MAX_BODY_BYTES;
}

/** The library logs each step of its start; only its warnings are of use. */
function systemLog(log: HostLog): (level: LogLevel, source: string, message: string) => void {
  return (level, _source, message) => {
    if (level === 'warning' || level === 'error' || level === 'critical') log({ kind: 'host', level, message });
  };
}

function describeApp(app: AppDefinition, url: string): string[] {
  const functions = app.functions.map(({ name, trigger }) => {
    switch (trigger.kind) {
      case 'http':
        return `${name}: [${trigger.methods.join(',') || 'any'}] ${url}${trigger.route}`;
      case 'timer':
        return `${name}: timer ${trigger.scheduleText}`;
      case 'queue':
        return `${name}: queue ${trigger.queueName}`;
    }
  });
  return [...functions, ...app.disabled.map(({ name }) => `${name}: disabled`)];
}
