import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';

/** One request as it went by. */
interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly answeredBytes: number;
}

type Mishap = (request: { readonly method: string; readonly path: string }) => boolean;

/** A proxy in front of a storage service that counts requests and can lose answers. */
export interface StorageProxy {
  readonly port: number;
  readonly seen: SeenRequest[];
  /**
   * Lets the next request that fits be carried out and loses its answer. `meanwhile` happens before the caller learns
   * that the connection is gone.
   */
  loseAnswer(fits: Mishap, meanwhile?: () => Promise<unknown>): void;
  /** Lets something happen between the next request that fits and its answer. */
  meanwhile(fits: Mishap, act: () => Promise<unknown>): void;
  /** How many answers were lost. */
  lost(): number;
  /** While the storage is out, no request gets to it. */
  setOut(isOut: boolean): void;
  close(): Promise<void>;
}

/** Starts a proxy on a free loopback port. */
export async function startStorageProxy(targetPort: number): Promise<StorageProxy> {
  const seen: SeenRequest[] = [];
  const mishaps: { readonly fits: Mishap; readonly meanwhile: () => Promise<unknown>; readonly loses: boolean }[] = [];
  let lost = 0;
  let isServiceOut = false;

  const handle = async (incoming: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const [method, path] = [incoming.method!, incoming.url!];
    if (isServiceOut) return void incoming.socket.destroy();
    const { status, headers, body } = await passOn(incoming, targetPort);
    seen.push({ method, path, answeredBytes: body.length });
    const position = mishaps.findIndex(({ fits }) => fits({ method, path }));
    if (position < 0) return void answer.writeHead(status, headers).end(body);
    const [mishap] = mishaps.splice(position, 1);
    if (mishap!.loses) lost += 1;
    await mishap!.meanwhile();
    if (mishap!.loses) incoming.socket.destroy();
    else answer.writeHead(status, headers).end(body);
  };

  const server = createServer((incoming, answer) => {
    handle(incoming, answer).catch(() => incoming.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
  return {
    port: address.port,
    seen,
    loseAnswer: (fits, meanwhile = async () => undefined) => void mishaps.push({ fits, meanwhile, loses: true }),
    meanwhile: (fits, act) => void mishaps.push({ fits, meanwhile: act, loses: false }),
    lost: () => lost,
    setOut: (isOut) => void (isServiceOut = isOut),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface PassedOn {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

async function passOn(incoming: IncomingMessage, port: number): Promise<PassedOn> {
  const { method, url, headers } = incoming;
  const outgoing = forward({ host: '127.0.0.1', port, method, path: url, headers });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject);
  });
  outgoing.end(await bodyOf(incoming));
  const answer = await answered;
  const body = await bodyOf(answer);
  const { 'transfer-encoding': _, ...rest } = answer.headers;
  return { status: answer.statusCode!, headers: { ...rest, 'content-length': String(body.length) }, body };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A connection string whose endpoint of a service is at another port of this machine. */
export function throughPort(connectionString: string, service: 'Table' | 'Queue', port: number): string {
  return connectionString.replace(new RegExp(`(${service}Endpoint=http://127\\.0\\.0\\.1:)\\d+`), `$1${port}`);
}

/** The port of a service in a connection string. */
export function portOf(connectionString: string, service: 'Table' | 'Queue'): number {
  return Number(new RegExp(`${service}Endpoint=http://127\\.0\\.0\\.1:(\\d+)`).exec(connectionString)?.[1]);
}
