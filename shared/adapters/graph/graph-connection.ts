import { Client, type GraphRequest, ResponseType } from '@microsoft/microsoft-graph-client';
import type { Clock } from '../../ports/clock.ts';
import { ReadingFailed } from '../../ports/paging.ts';
import { awaitToken } from '../http/await-token.ts';
import { urlOf } from './next-link.ts';
import { withoutRefusedTop } from './refused-top.ts';
import { OneRequest, send, type Method, type WholeResponse } from './one-request.ts';

export interface GraphOptions {
  /** Origin only, as in `https://graph.microsoft.com`. */
  readonly endpoint: string;
  /** Throws when there is no token. */
  readonly getToken: () => Promise<string>;
  readonly clock: Clock;
  readonly timeoutMs?: number;
}

/** A way to ask one Graph endpoint. One request each, no retries: throttling is for the caller to wait out. */
export interface GraphConnection {
  readonly endpoint: string;
  readonly clock: Clock;
  /** Asks for a path relative to /v1.0, with its query. Throws when there is no whole answer, and `NoToken` without a token. */
  get(path: string): Promise<GraphAnswer>;
  /** Sends JSON to such a path. When it throws, nobody knows whether Graph did what it was asked for. */
  post(path: string, body: object): Promise<GraphAnswer>;
  /** Deletes what such a path names. When it throws, nobody knows whether Graph did. */
  remove(path: string): Promise<GraphAnswer>;
}

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined when the body is no JSON. */
  readonly body: unknown;
}

const defaultTimeoutMs = 30_000;

/**
 * Connects the Graph SDK to an endpoint, with a middleware of our own: the SDK's sends its token only to https hosts that
 * it knows, which leaves out local ones, its retries would wait inside a function that is billed by time, and it knows no
 * proxy.
 */
export function connectGraph({
  endpoint,
  getToken,
  clock,
  timeoutMs = defaultTimeoutMs,
}: GraphOptions): GraphConnection {
  const middleware = [new OneRequest(endpoint, timeoutMs)];
  const client = Client.initWithMiddleware({ baseUrl: endpoint, defaultVersion: 'v1.0', middleware });
  const ask = async (method: Method, path: string, body?: object): Promise<GraphAnswer> => {
    const { pathname } = urlOf(endpoint, path);
    const token = await awaitToken(endpoint, timeoutMs, getToken());
    try {
      const asking = client.api(withoutScheme(path)).header('Authorization', `Bearer ${token}`);
      return await request(method, asking.responseType(ResponseType.RAW), body);
    } catch (error) {
      const what = `Graph gave no whole answer to ${method} ${pathname}`;
      throw new ReadingFailed(what, undefined, { cause: error });
    }
  };
  return {
    endpoint,
    clock,
    get: withoutRefusedTop((path) => ask('GET', path)),
    post: (path, body) => ask('POST', path, body),
    remove: (path) => ask('DELETE', path),
  };
}

async function request(method: Method, asking: GraphRequest, body: object | undefined): Promise<GraphAnswer> {
  const { status, headers, parsed } = (await send[method](asking, body)) as WholeResponse;
  return { status, headers, body: parsed };
}

/** The SDK takes what follows "https://" anywhere in a path for a host. In a query it may as well be encoded. */
const withoutScheme = (path: string): string => path.replaceAll('https://', 'https:%2F%2F');
