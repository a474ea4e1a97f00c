import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from './functions-host/http-exchange.ts';
import { passOn } from './pass-on.ts';
import { refuseStrangers } from './simulation/loopback.ts';

/** What stands in front of the app for a browser on this machine. */
export interface PageFront {
  readonly url: string;
  /** Where the app answers. */
  leadTo(appUrl: string): void;
  close(): Promise<void>;
}

type Token = { readonly text: string } | { readonly fault: string };

const mostBytes = 17 * 1_048_576;

/**
 * Opens the page with the token of whoever is signed in to this machine, as App Service authentication does in Azure. It
 * answers to this machine and to its own pages alone; the app judges token, role and form as it always does.
 */
export async function startPageFront(tokenNow: () => Promise<Token>): Promise<PageFront> {
  const app: { url?: string } = {};
  const server = createServer((request, response) => {
    answer(request, response, app.url, tokenNow).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (appUrl) => void (app.url = appUrl),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  app: string | undefined,
  tokenNow: () => Promise<Token>,
): Promise<void> {
  const refusal = refuseStrangers(request);
  if (refusal) return void response.writeHead(refusal.status).end(refusal.body);
  const { method = 'GET', url: path = '/', headers } = request;
  if (!path.startsWith('/api/')) return void response.writeHead(302, { location: '/api/dashboard' }).end();
  const body = await readBody(request, mostBytes);
  const token = await tokenNow();
  if (body === undefined || app === undefined || 'fault' in token)
    return void response.writeHead(503).end('fault' in token ? token.fault : 'The app cannot be asked.');
  const session = { 'x-ms-token-aad-access-token': token.text };
  const given = await passOn(app, { method, path, headers, body: new Uint8Array(body), session });
  if (given === undefined) return void response.writeHead(502).end(`The functions do not answer at ${app}.`);
  response.writeHead(given.status, given.headers).end(given.body);
}
