import { GraphClientError, type GraphRequest, type Context, type Middleware } from '@microsoft/microsoft-graph-client';
import { connectHttp, type Http } from '../http/connect-http.ts';

export type Method = 'GET' | 'POST' | 'DELETE';

export const send: Readonly<Record<Method, (asking: GraphRequest, body: object | undefined) => Promise<unknown>>> = {
  GET: (asking) => asking.get(),
  POST: (asking, body) => asking.post(body),
  DELETE: (asking) => asking.delete(),
};

/** An answer whose body has been read and parsed already; as a Response it has none. */
export class WholeResponse extends Response {
  /** Undefined when the body is no JSON. */
  readonly parsed: unknown;

  constructor(parsed: unknown, status: number, headers: Record<string, string>) {
    super(null, { status, headers });
    this.parsed = parsed;
  }
}

/** The only middleware: the request leaves once, to the endpoint and nowhere else. */
export class OneRequest implements Middleware {
  readonly #endpoint: string;
  readonly #timeoutMs: number;
  readonly #http: Http = connectHttp();

  constructor(endpoint: string, timeoutMs: number) {
    this.#endpoint = endpoint;
    this.#timeoutMs = timeoutMs;
  }

  /** Of other errors than its own the SDK keeps the message only; the cause is what tells a reset from a refusal. */
  async execute(context: Context): Promise<void> {
    try {
      context.response = await this.#exchange(context);
    } catch (cause) {
      throw Object.assign(new GraphClientError('The request failed'), { cause });
    }
  }

  /** The origin is compared once more, after the SDK has put the URL together. */
  async #exchange({ request: address, options = {} }: Context): Promise<WholeResponse> {
    const url = new URL(address as string);
    if (url.origin !== this.#endpoint) throw new Error(`A request to ${url.origin} was not made`);
    const { status, headers, bodyAsText } = await this.#http(url, {
      method: isMethod(options.method) ? options.method : 'GET',
      headers: options.headers as Record<string, string>,
      ...(typeof options.body === 'string' && { body: options.body }),
      timeoutMs: this.#timeoutMs,
    });
    return new WholeResponse(jsonOf(bodyAsText ?? ''), status, headers.toJSON());
  }
}

const isMethod = (text: string | undefined): text is Method => text !== undefined && text in send;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
