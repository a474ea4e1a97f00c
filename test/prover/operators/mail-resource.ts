import { once } from 'node:events';
import { Agent, createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A Communication Services resource of its own: it delivers as the simulation does, and knows its own mails only. */
export interface MailResource {
  readonly origin: string;
  /** It takes the next mails, and nobody hears of it. */
  loseAnswers(count: number): void;
  /** The ids of the mails whose answer was lost. */
  readonly lost: readonly string[];
  close(): Promise<void>;
}

/** Starts a resource in front of the simulated mail service. */
export async function startMailResource(target: string): Promise<MailResource> {
  const agent = new Agent({ keepAlive: true });
  const taken = new Set<string>();
  const lost: string[] = [];
  let toLose = 0;
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const [, asked] = /^\/emails\/operations\/([^?]+)/.exec(request.url ?? '') ?? [];
    const path = asked !== undefined && !taken.has(asked) ? '/emails/operations/of-another-resource' : request.url!;
    const sent = ask(new URL(path + queryOf(request, path), target), {
      method: request.method!,
      headers: request.headers,
      agent,
    });
    const [answer] = (await once(sent.end(body), 'response')) as [IncomingMessage];
    const text = await buffer(answer);
    const id = request.headers['operation-id'];
    if (request.method === 'POST' && answer.statusCode === 202 && typeof id === 'string') {
      taken.add(id);
      if (toLose > 0) {
        toLose--;
        lost.push(id);
        return void response.destroy();
      }
    }
    response.writeHead(answer.statusCode!, answer.headers).end(text);
  }

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lost,
    loseAnswers: (count) => void (toLose = count),
    async close() {
      agent.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const queryOf = ({ url = '' }: IncomingMessage, path: string): string =>
  path === url ? '' : (/\?.*$/.exec(url)?.[0] ?? '');
