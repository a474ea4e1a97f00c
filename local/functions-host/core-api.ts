/**
 * The part of `@azure/functions-core` that the `@azure/functions` library uses. The module is built into Azure's Node.js
 * worker and published nowhere; the shapes are those of its gRPC protocol (azure-functions-language-worker-protobuf).
 */

/** A request on its way in or a response on its way out. */
export type RpcHttp = {
  readonly method?: string;
  readonly url?: string;
  readonly nullableHeaders?: Readonly<Record<string, { readonly value: string }>>;
  readonly nullableQuery?: Readonly<Record<string, { readonly value: string }>>;
  readonly nullableParams?: Readonly<Record<string, { readonly value: string }>>;
  readonly statusCode?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: RpcTypedData;
};

/** A value as it travels between host and worker: exactly one of its properties is set. */
export type RpcTypedData = {
  readonly string?: string;
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly http?: RpcHttp;
};

/** One binding of a function; the further properties depend on its type. */
export type BindingMetadata = {
  readonly type: string;
  readonly direction: 'in' | 'out' | 'inout';
  readonly [property: string]: unknown;
};

/** What an app says about one of its functions when it registers it. */
export type FunctionMetadata = {
  readonly name: string;
  readonly functionId?: string;
  readonly bindings: Readonly<Record<string, BindingMetadata>>;
  readonly retryOptions?: unknown;
};

export type FunctionCallback = (...args: unknown[]) => unknown;

export type HookName = 'preInvocation' | 'postInvocation' | 'appStart' | 'appTerminate' | 'log';
export type HookCallback = (context: object) => unknown;

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';
export type LogSource = 'user' | 'system' | 'customMetric';

/** What the worker is sent to run a function. */
type InvocationRequest = {
  readonly invocationId: string;
  readonly functionId: string;
  readonly inputData: readonly { readonly name: string; readonly data: RpcTypedData }[];
  readonly triggerMetadata: Readonly<Record<string, RpcTypedData>>;
  readonly traceContext: { readonly traceParent: string; readonly traceState: string };
};

/** What the library is given for one invocation; it reads `state` to notice logging after the end. */
export type CoreInvocationContext = {
  readonly invocationId: string;
  readonly request: InvocationRequest;
  readonly metadata: FunctionMetadata;
  state: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks' | undefined;
  log(level: LogLevel, source: LogSource, message: string): void;
};

/** The library's own conversion of one invocation's inputs and result. */
type InvocationModel = {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], handler: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<{ returnValue?: RpcTypedData | null }>;
};

export type ProgrammingModel = {
  readonly name: string;
  readonly version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel;
  getCapabilities(capabilities: Record<string, string>): Promise<Record<string, string>>;
};
