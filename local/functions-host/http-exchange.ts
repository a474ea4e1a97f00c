import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RpcHttp, RpcTypedData } from './core-api.ts';

/** A request that has been read whole. */
export type HttpRequest = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** An answer to be written whole. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

/** Headers of the connection are written by the host, not by the function. */
const CONNECTION_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'date',
]);

/** Reads a request's body; undefined when it is longer than allowed, of which no more than that is kept. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limitBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A request's headers, the repeated ones joined. */
export function headersOf(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headers);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

/** A request in the host's own form, with the route's parameters. Repeated query values are joined, as the host does. */
export function toRpcHttp(request: HttpRequest, parameters: Readonly<Record<string, string>>): RpcHttp {
  const { searchParams } = request.url;
  const query = [...new Set(searchParams.keys())].map((key) => [key, searchParams.getAll(key).join(',')] as const);
  return {
    method: request.method,
    url: request.url.href,
    nullableHeaders: nullable(Object.entries(request.headers)),
    nullableQuery: nullable(query),
    nullableParams: nullable(Object.entries(parameters)),
    ...(request.body.length > 0 ? { body: { bytes: request.body } } : {}),
  };
}

/** What a function answered; a function that returns nothing answers 200. */
export function fromRpcHttp(returnValue: RpcTypedData | undefined): HttpAnswer {
  const response = returnValue?.http;
  if (response === undefined) return { status: 200 };
  const headers = Object.entries(response.headers ?? {}).filter(
    ([name]) => !CONNECTION_HEADERS.has(name.toLowerCase()),
  );
  return {
    status: Number(response.statusCode ?? 200),
    headers: Object.fromEntries(headers),
    body: response.body?.bytes ?? response.body?.string ?? '',
  };
}

/** Writes an answer; resolves when it has left or the caller has gone. */
export async function writeAnswer(response: ServerResponse, answer: HttpAnswer): Promise<void> {
  const gone = new Promise((resolve) => response.once('close', resolve));
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
  await gone;
}

/** The host's own answers. */
export function jsonAnswer(status: number, value: unknown): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

function nullable(entries: readonly (readonly [string, string])[]): Record<string, { value: string }> {
  return Object.fromEntries(entries.map(([name, value]) => [name, { value }]));
}
