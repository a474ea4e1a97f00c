import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

interface SeenRequest {
  readonly method: string;
  /** Path with query, as it came. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers one request; may just as well destroy the socket or do nothing. */
export type Answer = (request: SeenRequest, response: ServerResponse) => void;

export interface LocalServer extends AsyncDisposable {
  readonly origin: string;
  readonly requests: readonly SeenRequest[];
}

/** A real HTTP server on loopback that notes every request and answers as told. Closes at the end of its scope. */
export async function serve(answer: Answer): Promise<LocalServer> {
  const requests: SeenRequest[] = [];
  const server = createServer((incoming, response) => {
    void text(incoming).then((body) => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, url, headers, body };
      requests.push(request);
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The origin of a port on which nothing listens. */
export async function unusedOrigin(): Promise<string> {
  await using server = await serve(() => undefined);
  return server.origin;
}

export const json =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };

/** A server that speaks no HTTP: it is handed each connection as it is made. */
export async function listen(accept: (socket: Socket) => void): Promise<{ origin: string } & AsyncDisposable> {
  const server = createTcpServer(accept);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
