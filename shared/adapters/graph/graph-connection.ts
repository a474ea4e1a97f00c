import {
  Client,
  GraphClientError,
  ResponseType,
  type Context,
  type Middleware,
} from '@microsoft/microsoft-graph-client';
import type { Clock } from '../../ports/clock.ts';
import { urlOf } from './next-link.ts';
import { exchange, type WholeResponse } from './whole-exchange.ts';

export interface GraphOptions {
  /** Origin only, as in `https://graph.microsoft.com`. */
  readonly endpoint: string;
  readonly getToken: () => Promise<string>;
  readonly clock: Clock;
  readonly timeoutMs?: number;
}

/** A way to ask one Graph endpoint. One request each, no retries: throttling is for the caller to wait out. */
export interface GraphConnection {
  readonly endpoint: string;
  readonly clock: Clock;
  /** Asks for a path relative to /v1.0, with its query. Throws when there is no whole answer. */
  get(path: string): Promise<GraphAnswer>;
  /** Sends JSON to such a path. When it throws, nobody knows whether Graph did what it was asked for. */
  post(path: string, body: object): Promise<GraphAnswer>;
}

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined when the body is no JSON. */
  readonly body: unknown;
}

const defaultTimeoutMs = 30_000;

/**
 * Connects the Graph SDK to an endpoint, with a middleware chain of our own: the SDK's sends its token only to https
 * hosts that it knows, which leaves out local ones, and its retries would wait inside a function that is billed by time.
 */
export function connectGraph(options: GraphOptions): GraphConnection {
  const { endpoint, getToken, clock, timeoutMs = defaultTimeoutMs } = options;
  const middleware = [new Authentication(getToken, timeoutMs), new OneRequest(endpoint, timeoutMs)];
  const client = Client.initWithMiddleware({ baseUrl: endpoint, defaultVersion: 'v1.0', middleware });
  return {
    endpoint,
    clock,
    get: (path) => ask(client, endpoint, path),
    post: (path, body) => ask(client, endpoint, path, body),
  };
}

async function ask(client: Client, endpoint: string, path: string, body?: object): Promise<GraphAnswer> {
  const { pathname } = urlOf(endpoint, path);
  try {
    const request = client.api(withoutScheme(path)).responseType(ResponseType.RAW);
    const response = (await (body ? request.post(body) : request.get())) as WholeResponse;
    return { status: response.status, headers: response.headers, body: response.parsed };
  } catch (error) {
    throw new Error(`Graph gave no whole answer to ${body ? 'POST' : 'GET'} ${pathname}`, { cause: error });
  }
}

/** The SDK takes what follows "https://" anywhere in a path for a host. In a query it may as well be encoded. */
const withoutScheme = (path: string): string => path.replaceAll('https://', 'https:%2F%2F');

class Authentication implements Middleware {
  readonly #getToken: () => Promise<string>;
  readonly #timeoutMs: number;
  #next: Middleware | undefined;

  constructor(getToken: () => Promise<string>, timeoutMs: number) {
    this.#getToken = getToken;
    this.#timeoutMs = timeoutMs;
  }

  setNext(next: Middleware): void {
    this.#next = next;
  }

  /** Of other errors than its own the SDK keeps the message only; the cause is what tells a reset from a refusal. */
  async execute(context: Context): Promise<void> {
    try {
      const headers = { ...(context.options?.headers as Record<string, string>) };
      headers['Authorization'] = `Bearer ${await within(this.#timeoutMs, this.#getToken())}`;
      context.options = { ...context.options, headers };
      await this.#next!.execute(context);
    } catch (cause) {
      throw Object.assign(new GraphClientError('The request failed'), { cause });
    }
  }
}

/** A credential may wait for an identity service that never answers. */
function within<Value>(timeoutMs: number, promise: Promise<Value>): Promise<Value> {
  const signal = AbortSignal.timeout(timeoutMs);
  const end = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
  return Promise.race([promise, end]);
}

class OneRequest implements Middleware {
  readonly #endpoint: string;
  readonly #timeoutMs: number;

  constructor(endpoint: string, timeoutMs: number) {
    this.#endpoint = endpoint;
    this.#timeoutMs = timeoutMs;
  }

  /** The origin is compared once more, after the SDK has put the URL together, and redirects are not followed. */
  async execute(context: Context): Promise<void> {
    const url = new URL(context.request as string);
    if (url.origin !== this.#endpoint) throw new Error(`A request to ${url.origin} was not made`);
    const { method = 'GET', body, headers } = context.options ?? {};
    context.response = await exchange(url, {
      method,
      headers: headers as Record<string, string>,
      body: body as string | undefined,
      timeoutMs: this.#timeoutMs,
    });
  }
}
