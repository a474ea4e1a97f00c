import {
  createHttpHeaders,
  RestError,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { EnvHttpProxyAgent, type Dispatcher } from 'undici';

/**
 * One pool of connections for all tables. Requests to one connection go one after the other, and none is made again. A proxy
 * that the environment names (`HTTPS_PROXY`, `NO_PROXY`) is used, as the SDK's own client does.
 */
const agent = new EnvHttpProxyAgent({ allowH2: false, pipelining: 1 });

/**
 * Carries the requests of the SDK's pipeline, with half of the work that the SDK's own client makes of one. Bodies of text
 * or bytes, and no encoding of the answer: the tables need nothing else. Where no answer comes, or half of one, it says so
 * with the errors of the SDK's own client, which decide what is tried again. docs/decisions/0015.
 */
export const tableHttpClient: HttpClient = { sendRequest: (request) => new Promise(new Exchange(request).begin) };

class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: PipelineRequest;
  #resolve: (response: PipelineResponse) => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;
  #status = 0;
  #headers = createHttpHeaders();
  readonly #chunks: Buffer[] = [];

  constructor(request: PipelineRequest) {
    this.#request = request;
  }

  readonly begin = (resolve: (response: PipelineResponse) => void, reject: (error: Error) => void): void => {
    this.#resolve = resolve;
    this.#reject = reject;
    agent.dispatch(optionsOf(this.#request), this);
  };

  /** undici tells the handlers of today by this one. */
  onRequestStart(): void {}

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Dispatcher.ResponseData['headers']): void {
    this.#status = status;
    for (const [name, value] of Object.entries(headers)) {
      if (value !== undefined) this.#headers.set(name, Array.isArray(value) ? value[0]! : value);
    }
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const bodyAsText = Buffer.concat(this.#chunks).toString();
    this.#resolve({ request: this.#request, status: this.#status, headers: this.#headers, bodyAsText });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#reject(failureOf(error, this.#status !== 0, this.#request));
  }
}

function optionsOf(request: PipelineRequest): Dispatcher.DispatchOptions {
  const { url, method, headers, body, timeout, abortSignal, allowInsecureConnection } = request;
  const { protocol, origin, pathname, search } = new URL(url);
  if (protocol !== 'https:' && allowInsecureConnection !== true) {
    throw new Error(`A request to ${origin} was not made: it is not encrypted`);
  }
  if (!isSendable(body)) throw new TypeError('Only text and bytes can be sent');
  if (abortSignal !== undefined) throw new TypeError('A request to a table ends by its time limit only');
  return {
    origin,
    path: `${pathname}${search}`,
    method,
    headers: headers.toJSON({ preserveCase: true }),
    body: body ?? null,
    headersTimeout: timeout,
    bodyTimeout: timeout,
  };
}

const isSendable = (body: PipelineRequest['body']): body is string | Uint8Array | null | undefined =>
  typeof body === 'string' || body instanceof Uint8Array || body === null || body === undefined;

/** The network's words for it that the SDK's retry policy knows. */
const knownCodes: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
};
const timeLimits = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

/** Whatever took too long is not tried again, and what broke off in the middle neither. */
function failureOf(error: Error, hasBegun: boolean, request: PipelineRequest): Error {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : RestError.REQUEST_SEND_ERROR;
  if (timeLimits.includes(code)) return Object.assign(new Error('No answer in time'), { name: 'AbortError' });
  const known = hasBegun ? RestError.PARSE_ERROR : (knownCodes[code] ?? code);
  return new RestError(error.message, { code: known, request });
}
