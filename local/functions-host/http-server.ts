import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HostLog } from './host-log.ts';
import { headersOf, readBody, writeAnswer, type HttpAnswer } from './http-exchange.ts';
import type { RequestHandler } from './http-functions.ts';

/** A server on loopback. */
export type HttpServer = {
  readonly url: string;
  /** Takes no more requests and resolves when those it has are answered. */
  close(): Promise<void>;
};

/** Serves requests on loopback with the first handler that has an answer; 404 when none has. Port 0 is a free one. */
export async function serveHttp(
  handlers: readonly RequestHandler[],
  options: {
    readonly port: number;
    readonly maxBodyBytes: number;
    readonly log: HostLog;
    /** Of answers that do not have them, as the real host has it: `CustomHttpHeadersMiddleware` of azure-functions-host. */
    readonly customHeaders: Readonly<Record<string, string>>;
  },
): Promise<HttpServer> {
  const answering = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(options.customHeaders)) response.setHeader(name, value);
    const exchange = serve(request, response)
      .catch((error: unknown) => abandon(request, response, error))
      .finally(() => answering.delete(exchange));
    answering.add(exchange);
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      await Promise.all(answering);
      server.closeAllConnections();
      await closed;
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await answerTo(request, handlers, options.maxBodyBytes);
    // What is left of a body nobody read would be taken for the next request.
    if (!request.complete) response.setHeader('connection', 'close');
    await writeAnswer(response, answer);
  }

  function abandon(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    // A caller that hung up while it sent its body.
    if (request.destroyed && !request.complete) return;
    options.log({ kind: 'host', level: 'error', message: `${request.method} ${request.url}: ${String(error)}` });
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

async function answerTo(
  request: IncomingMessage,
  handlers: readonly RequestHandler[],
  maxBodyBytes: number,
): Promise<HttpAnswer> {
  const url = URL.parse(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
  if (url === null) return { status: 400 };
  const body = await readBody(request, maxBodyBytes);
  if (body === undefined) return { status: 413 };
  const read = { method: request.method ?? 'GET', url, headers: headersOf(request), body };
  for (const handler of handlers) {
    const answer = await handler(read);
    if (answer !== undefined) return answer;
  }
  return { status: 404 };
}
