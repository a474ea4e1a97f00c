import { Module } from 'node:module';
import type {
  FunctionCallback,
  FunctionMetadata,
  HookCallback,
  HookName,
  LogLevel,
  LogSource,
  ProgrammingModel,
} from './core-api.ts';

/** One function with the code behind it. */
export type RegisteredFunction = { readonly metadata: FunctionMetadata; readonly callback: FunctionCallback };

/** Everything an app registered while it was loaded. */
export type LoadedApp = {
  readonly functions: ReadonlyMap<string, RegisteredFunction>;
  readonly hooks: Readonly<Record<HookName, readonly HookCallback[]>>;
  readonly programmingModel: ProgrammingModel;
};

/** Receives the log entries of the library itself. */
export type SystemLog = (level: LogLevel, source: LogSource, message: string) => void;

const CORE_MODULE = '@azure/functions-core';
/** A version that knows log hooks and HTTP response cookies; the library only compares it in messages. */
const WORKER_VERSION = '3.12.0';
const HOST_VERSION = '4.1040.0';

class Disposable {
  #onDispose: (() => void) | undefined;
  constructor(onDispose: () => void) {
    this.#onDispose = onDispose;
  }
  dispose(): void {
    this.#onDispose?.();
    this.#onDispose = undefined;
  }
}

type Registrations = {
  readonly functions: Map<string, RegisteredFunction>;
  readonly hooks: Record<HookName, HookCallback[]>;
};

const emptyRegistrations = (): Registrations => ({
  functions: new Map(),
  hooks: { preInvocation: [], postInvocation: [], appStart: [], appTerminate: [], log: [] },
});

// The library looks the module up once in a process and remembers it, and sets its programming model once: so the
// there is one module object, and the app that registers its functions is exchanged behind it.
let open: Registrations | undefined;
let programmingModel: ProgrammingModel | undefined;
let systemLog: SystemLog = () => undefined;
let installed = false;

function registrations(): Registrations {
  if (open === undefined) throw new Error('functions and hooks can only be registered while the app is loaded');
  return open;
}

const core = {
  version: WORKER_VERSION,
  hostVersion: HOST_VERSION,
  Disposable,
  registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): Disposable {
    const { functions } = registrations();
    const id = metadata.name.toLowerCase();
    if (functions.has(id)) throw new Error(`function ${metadata.name} is registered twice (names ignore case)`);
    functions.set(id, { metadata: { ...metadata, functionId: id }, callback });
    return new Disposable(() => functions.delete(id));
  },
  registerHook(name: HookName, callback: HookCallback): Disposable {
    const callbacks = registrations().hooks[name];
    callbacks.push(callback);
    return new Disposable(() => callbacks.splice(callbacks.indexOf(callback), 1));
  },
  setProgrammingModel(model: ProgrammingModel): void {
    programmingModel = model;
  },
  getProgrammingModel: () => programmingModel,
  log: (level: LogLevel, source: LogSource, message: string) => systemLog(level, source, message),
};

/**
 * Makes `require('@azure/functions-core')` answer, by the same patch of `Module.prototype.require` that Azure's worker
 * makes. It must be in place before an app first calls `@azure/functions`, which otherwise silently registers nothing.
 */
function installCoreModule(): void {
  if (installed) return;
  installed = true;
  const prototype = Module.prototype as unknown as { require: (this: unknown, id: string) => unknown };
  const original = prototype.require;
  prototype.require = function (this: unknown, id: string) {
    return id === CORE_MODULE ? core : original.call(this, id);
  };
}

/**
 * Loads an app and answers what it registered. One app at a time in a process; loading the same modules again
 * registers nothing, as Node.js does not evaluate them twice.
 */
export async function loadApp(load: () => unknown, log: SystemLog): Promise<LoadedApp> {
  if (open !== undefined) throw new Error('another app is being loaded in this process');
  installCoreModule();
  systemLog = log;
  const loading = (open = emptyRegistrations());
  try {
    await load();
  } finally {
    open = undefined;
  }
  if (loading.functions.size === 0 || programmingModel === undefined) {
    throw new Error('the app registered no function: was @azure/functions loaded before the host started?');
  }
  return { ...loading, programmingModel };
}
