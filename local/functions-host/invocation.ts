import { randomBytes, randomUUID } from 'node:crypto';
import type { CoreInvocationContext, HookName, LogLevel, LogSource, RpcTypedData } from './core-api.ts';
import type { LoadedApp } from './core-module.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { HostLog } from './host-log.ts';
import type { TriggerInput } from './trigger-input.ts';

/** How an invocation ended; a function that throws is an expected outcome to its host. */
type InvocationResult =
  | { readonly succeeded: true; readonly returnValue: RpcTypedData | undefined }
  | { readonly succeeded: false; readonly error: Error };

/** Runs functions and knows which are still running. */
export type Invoker = {
  invoke(definition: FunctionDefinition, input: TriggerInput): Promise<InvocationResult>;
  /** Resolves when no invocation runs. */
  whenIdle(): Promise<void>;
};

/** Runs functions through the library's own conversions and the app's hooks, one log entry each. */
export function createInvoker(app: LoadedApp, appHookData: object, log: HostLog): Invoker {
  const running = new Set<Promise<InvocationResult>>();
  return {
    invoke(definition, input) {
      const invocation = logged(definition, input).finally(() => running.delete(invocation));
      running.add(invocation);
      return invocation;
    },
    async whenIdle() {
      while (running.size > 0) await Promise.all(running);
    },
  };

  async function logged(definition: FunctionDefinition, input: TriggerInput): Promise<InvocationResult> {
    const invocationId = randomUUID();
    const beganAt = performance.now();
    const result = await settle(runWith({ app, appHookData, log }, definition, input, invocationId));
    log({
      kind: 'invocation',
      function: definition.name,
      invocationId,
      status: result.succeeded ? 'succeeded' : 'failed',
      durationMs: Math.round((performance.now() - beganAt) * 10) / 10,
      ...(result.succeeded ? {} : { exception: result.error.message }),
    });
    return result;
  }
}

interface Host {
  readonly app: LoadedApp;
  readonly appHookData: object;
  readonly log: HostLog;
}

async function runWith(host: Host, definition: FunctionDefinition, input: TriggerInput, invocationId: string) {
  const { app, appHookData } = host;
  const hookData = { hookData: {}, appHookData, invocationContext: undefined as unknown };
  const userLog: UserLog = (level, source, message) =>
    writeUserLog(host, { ...hookData, level, message, category: source }, { function: definition.name, invocationId });
  const coreContext = contextOf(definition, input, invocationId, userLog);
  const model = app.programmingModel.getInvocationModel(coreContext);
  const { context, inputs } = await model.getArguments();
  hookData.invocationContext = context;

  coreContext.state = 'preInvocationHooks';
  const before = { ...hookData, inputs, functionCallback: definition.callback };
  await runHooks(app, 'preInvocation', before);

  coreContext.state = 'invocation';
  const call = () => model.invokeFunction(context, before.inputs, before.functionCallback);
  const [result, error] = await call().then(
    (value) => [value, null],
    (thrown: unknown) => [null, thrown ?? new Error('the function threw nothing')],
  );

  coreContext.state = 'postInvocationHooks';
  const after = { ...hookData, inputs: before.inputs, result, error };
  await runHooks(app, 'postInvocation', after);
  coreContext.state = undefined;
  if (after.error !== null && after.error !== undefined) throw after.error;
  return (await model.getResponse(context, after.result)).returnValue ?? undefined;
}

type UserLog = CoreInvocationContext['log'];

interface LogHookContext {
  readonly level: LogLevel;
  readonly message: string;
  readonly category: LogSource;
}

/** A log hook may change the entry before it is written. */
function writeUserLog({ app, log }: Host, entry: LogHookContext, of: { function: string; invocationId: string }): void {
  for (const hook of app.hooks.log) hook(entry);
  const { level, message } = entry;
  if (entry.category === 'system') log({ kind: 'host', level, message });
  else log({ kind: 'user', level, ...of, message });
}

/** Runs an app's hooks of one name, in the order in which they were registered. */
export async function runHooks(app: LoadedApp, name: HookName, context: object): Promise<void> {
  for (const hook of app.hooks[name]) await hook(context);
}

function contextOf(
  { metadata, name, bindingName }: FunctionDefinition,
  input: TriggerInput,
  invocationId: string,
  log: UserLog,
): CoreInvocationContext {
  const traceParent = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
  const request = {
    invocationId,
    functionId: metadata.functionId ?? name,
    inputData: [{ name: bindingName, data: input.data }],
    triggerMetadata: input.metadata,
    traceContext: { traceParent, traceState: '' },
  };
  return { invocationId, request, metadata, state: undefined, log };
}

async function settle(run: Promise<RpcTypedData | undefined>): Promise<InvocationResult> {
  try {
    return { succeeded: true, returnValue: await run };
  } catch (thrown) {
    return { succeeded: false, error: thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown }) };
  }
}
