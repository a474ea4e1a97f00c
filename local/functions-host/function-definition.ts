import type { BindingMetadata, FunctionMetadata } from './core-api.ts';
import type { LoadedApp, RegisteredFunction } from './core-module.ts';
import { readSchedule, type Schedule } from './ncrontab.ts';
import { compileRoute, fullRoute, type RouteMatcher } from './routes.ts';
import { isDisabled, resolveSettingTokens, type Settings } from './settings.ts';

type HttpTrigger = {
  readonly kind: 'http';
  readonly route: string;
  readonly match: RouteMatcher;
  /** Upper case; empty means any. */
  readonly methods: readonly string[];
};
export type TimerTrigger = {
  readonly kind: 'timer';
  readonly scheduleText: string;
  readonly schedule: Schedule;
  readonly runOnStartup: boolean;
};
export type QueueTrigger = { readonly kind: 'queue'; readonly queueName: string; readonly connection: string };
export type Trigger = HttpTrigger | TimerTrigger | QueueTrigger;

/** One function of an app, its settings resolved. */
export type FunctionDefinition<T extends Trigger = Trigger> = RegisteredFunction & {
  readonly name: string;
  readonly bindingName: string;
  readonly trigger: T;
};

/** A function that a setting switches off keeps its name, but nothing wakes it and its settings are not read. */
type DisabledFunction = { readonly name: string };

export type AppDefinition = {
  readonly functions: readonly FunctionDefinition[];
  readonly disabled: readonly DisabledFunction[];
};

/** The functions that a given kind of trigger wakes, in the order of their names. */
export function functionsWith<K extends Trigger['kind']>(
  app: AppDefinition,
  kind: K,
): FunctionDefinition<Extract<Trigger, { kind: K }>>[] {
  const found = app.functions.filter((definition) => definition.trigger.kind === kind);
  return found as FunctionDefinition<Extract<Trigger, { kind: K }>>[];
}

/**
 * Describes an app's functions; throws one error that names every function with a missing setting, a schedule that
 * cannot be read or a binding the local host does not have.
 */
export function defineFunctions(app: LoadedApp, settings: Settings, routePrefix: string): AppDefinition {
  const all = [...app.functions.values()].toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const enabled = all.filter(({ metadata }) => !isDisabled(metadata.name, settings));
  const faults: string[] = [];
  const functions = enabled.flatMap((registered) => {
    const { name } = registered.metadata;
    const fail = (reason: string): never => {
      throw new Error(`function ${name}: ${reason}`);
    };
    try {
      return [define(registered, settings, routePrefix, fail)];
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
      return [];
    }
  });
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const disabled = all.filter((registered) => !enabled.includes(registered));
  return { functions, disabled: disabled.map(({ metadata }) => ({ name: metadata.name })) };
}

type Fail = (reason: string) => never;

function define(
  registered: RegisteredFunction,
  settings: Settings,
  routePrefix: string,
  fail: Fail,
): FunctionDefinition {
  const { metadata } = registered;
  if (metadata.retryOptions !== undefined) fail('the local host has no retry policies');
  const { bindingName, binding } = soleTrigger(metadata, fail);
  const text = (property: string, fallback: string) => {
    const given = binding[property];
    const resolution = resolveSettingTokens(typeof given === 'string' ? given : fallback, settings);
    if (resolution.resolved) return resolution.value;
    return fail(`the app setting ${resolution.missing.join(', ')} is missing (its ${property} needs it)`);
  };
  return { ...registered, name: metadata.name, bindingName, trigger: readTrigger(metadata.name, binding) };

  function readTrigger(name: string, { type, methods, connection, runOnStartup }: BindingMetadata): Trigger {
    switch (type.toLowerCase()) {
      case 'httptrigger': {
        const route = fullRoute(routePrefix, text('route', name));
        const upper = Array.isArray(methods) ? methods.map((method) => String(method).toUpperCase()) : [];
        return { kind: 'http', route, match: compileRoute(route), methods: upper };
      }
      case 'timertrigger':
        return { kind: 'timer', ...timer(text('schedule', ''), fail), runOnStartup: runOnStartup === true };
      case 'queuetrigger':
        return {
          kind: 'queue',
          queueName: text('queueName', ''),
          connection: typeof connection === 'string' && connection !== '' ? connection : 'AzureWebJobsStorage',
        };
      default:
        return fail(`the local host has no ${type}`);
    }
  }
}

function timer(scheduleText: string, fail: Fail): { scheduleText: string; schedule: Schedule } {
  try {
    return { scheduleText, schedule: readSchedule(scheduleText) };
  } catch (error) {
    return fail((error as Error).message);
  }
}

function soleTrigger(metadata: FunctionMetadata, fail: Fail): { bindingName: string; binding: BindingMetadata } {
  let trigger: { bindingName: string; binding: BindingMetadata } | undefined;
  for (const [bindingName, binding] of Object.entries(metadata.bindings)) {
    if (/trigger$/i.test(binding.type)) trigger = { bindingName, binding };
    else if (binding.type.toLowerCase() !== 'http') fail(`the local host has no ${binding.type} binding`);
  }
  return trigger ?? fail('it has no trigger');
}
