import { once } from 'node:events';
import { Agent, createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Where a mail is: its request has arrived, or the service has taken it and nobody knows yet. */
export type MailMoment = 'arrived' | 'taken';

export interface MailProxy {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Stands between one host and the mail service. At both moments of every mail it asks whether the host is killed now; if
 * so, the request is not passed on, or its answer is dropped.
 */
export async function startMailProxy(target: string, diesAt: (moment: MailMoment) => boolean): Promise<MailProxy> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((request, response) => {
    forward(request, response, target, agent, diesAt).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      agent.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
  agent: Agent,
  diesAt: (moment: MailMoment) => boolean,
): Promise<void> {
  const body = await buffer(request);
  const isMail = request.method === 'POST';
  if (isMail && diesAt('arrived')) return void response.destroy();
  const { method, headers } = request;
  const sent = ask(new URL(request.url!, target), { method: method!, headers, agent }).end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const text = await buffer(answer);
  if (isMail && diesAt('taken')) return void response.destroy();
  response.writeHead(answer.statusCode!, answer.headers).end(text);
}
