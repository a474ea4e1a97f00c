import { once } from 'node:events';
import { Agent, createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Where a mail is: its request has arrived, or the service has taken it and nobody knows yet. */
export type MailMoment = 'arrived' | 'taken';

export interface MailProxy {
  readonly origin: string;
  /** From now on this is asked; before, nobody dies. */
  askWhoDies(diesAt: DiesAt): void;
  close(): Promise<void>;
}

/** Says which host makes a request. */
export const hostHeader = 'kill-host';

/** Whether the host is killed now; a host without a name never is. */
export type DiesAt = (host: string | undefined, moment: MailMoment) => boolean;

/**
 * Stands between the hosts and the mail service; one for all of them, since for the product another origin is another
 * mail service. At both moments of every mail it asks whether the host is killed now; if so, the request is not passed on,
 * or its answer is dropped.
 */
export async function startMailProxy(target: string): Promise<MailProxy> {
  let diesAt: DiesAt = () => false;
  const agent = new Agent({ keepAlive: true });
  const server = createServer((request, response) => {
    forward(request, response, target, agent, diesAt).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    askWhoDies: (asked) => {
      diesAt = asked;
    },
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
  diesAt: DiesAt,
): Promise<void> {
  const body = await buffer(request);
  const { method, headers: given } = request;
  const { [hostHeader]: name, ...headers } = given;
  const host = typeof name === 'string' ? name : undefined;
  const isMail = method === 'POST';
  if (isMail && diesAt(host, 'arrived')) return void response.destroy();
  const sent = ask(new URL(request.url!, target), { method: method!, headers, agent }).end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const text = await buffer(answer);
  if (isMail && diesAt(host, 'taken')) return void response.destroy();
  response.writeHead(answer.statusCode!, answer.headers).end(text);
}
