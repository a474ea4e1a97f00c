import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo, type Server } from 'node:net';
import { createRequire } from 'node:module';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';

const fixture = (name: string) => fileURLToPath(new URL(`../../../fixtures/tls/${name}`, import.meta.url));
const certificate = fixture('cert.pem');
const key = fixture('key.pem');

/** The services by host name, which no name server knows: they are reached through the proxy or not at all. */
export const hosts = {
  graph: 'graph.test',
  login: 'login.test',
  document: 'document.test',
  mail: 'contoso.mail.test',
  queue: 'devstoreaccount1.queue.test',
  table: 'devstoreaccount1.table.test',
} as const;
export type Service = keyof typeof hosts;

export interface Cloud extends AsyncDisposable {
  /** What the proxy was asked for: host names. */
  readonly tunnelled: readonly string[];
  /** Requests that came to the proxy in plain text. */
  readonly plain: readonly string[];
  /** What the identity endpoint was asked for, by resource. */
  readonly tokens: readonly { readonly resource: string; readonly clientId: string | null }[];
  readonly settings: Readonly<Record<string, string>>;
}

/** A cloud on this machine: services with TLS behind a proxy, storage that wants tokens, and a user-assigned identity. */
export async function startCloud(clientId: string): Promise<Cloud> {
  const tokens: Cloud['tokens'][number][] = [];
  const azurite = await startAzurite();
  const services = await listening(
    createSecureServer({ cert: readFileSync(certificate), key: readFileSync(key) }, answer),
  );
  const identity = await listening(createServer((request, response) => handOut(request, response, clientId, tokens)));
  const portOf = (host: string) =>
    host === hosts.queue ? azurite.queuePort : host === hosts.table ? azurite.tablePort : services.port;
  const proxy = await startProxy(portOf);
  return {
    tunnelled: proxy.tunnelled,
    plain: proxy.plain,
    tokens,
    settings: {
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: certificate,
      IDENTITY_ENDPOINT: `http://127.0.0.1:${identity.port}/msi/token`,
      IDENTITY_HEADER: 'header-of-the-machine',
      GRAPH_ENDPOINT: `https://${hosts.graph}`,
      ADMIN_AUTHORITY: `https://${hosts.login}`,
      CAMPAIGN_DOCUMENT: `https://${hosts.document}/campaign.json`,
      ACS_ENDPOINT: `https://${hosts.mail}`,
      AzureWebJobsStorage__queueServiceUri: `https://${hosts.queue}`,
      AzureWebJobsStorage__tableServiceUri: `https://${hosts.table}`,
      SENDER_ADDRESS: 'DoNotReply@mail.contoso.com',
      ADMIN_TENANT_ID: '9f2b1c3d-0000-4000-8000-000000000001',
      ADMIN_AUDIENCE: '9f2b1c3d-0000-4000-8000-000000000002',
    },
    async [Symbol.asyncDispose]() {
      azurite.stop();
      for (const server of [proxy, services, identity]) await server.close();
    },
  };
}

/** Graph, the sign-in service, the mail service and a web server in one. */
function answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
  const bodies: Readonly<Record<string, unknown>> = {
    '/v1.0/users': { value: [] },
    '/campaign.json': { name: 'SSPR' },
    '/9f2b1c3d-0000-4000-8000-000000000001/v2.0/.well-known/openid-configuration': {
      issuer: `https://${hosts.login}/v2.0`,
      jwks_uri: `https://${hosts.login}/keys`,
    },
    '/keys': { keys: [] },
  };
  const body = bodies[url.split('?')[0]!];
  const error = { error: { code: 'NotFound', message: 'Nobody has this id' } };
  response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? error));
}

/** https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference */
function handOut(
  { url = '', headers }: IncomingMessage,
  response: ServerResponse,
  clientId: string,
  tokens: { readonly resource: string; readonly clientId: string | null }[],
): void {
  const query = new URL(url, 'http://identity').searchParams;
  const asked = { resource: query.get('resource') ?? '', clientId: query.get('client_id') };
  tokens.push(asked);
  if (headers['x-identity-header'] !== 'header-of-the-machine' || asked.clientId !== clientId) {
    response
      .writeHead(400, { 'content-type': 'application/json' })
      .end('{"statusCode":400,"message":"no such identity"}');
    return;
  }
  const expires_on = `${Math.floor(Date.now() / 1000) + 3_600}`;
  const token = { access_token: tokenFor(asked.resource), expires_on, resource: asked.resource, token_type: 'Bearer' };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(token));
}

/** Azurite looks at the claims and not at the signature. */
function tokenFor(resource: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    aud: resource,
    iss: 'https://sts.windows.net/tenant/',
    nbf: now - 60,
    iat: now - 60,
    exp: now + 3_600,
  };
  return `${part({ typ: 'JWT', alg: 'RS256' })}.${part(claims)}.${part({})}`;
}

async function startProxy(portOf: (host: string) => number) {
  const tunnelled: string[] = [];
  const plain: string[] = [];
  const open = new Set<Duplex>();
  const server = createServer((request, response) => {
    plain.push(request.url ?? '');
    response.writeHead(502).end();
  });
  server.on('connect', ({ url = '' }: IncomingMessage, client) => {
    const host = url.split(':')[0]!;
    open.add(client);
    tunnelled.push(host);
    const upstream = connect(portOf(host), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [upstream, client]) socket.on('error', () => undefined);
  });
  const { port, close } = await listening(server);
  return {
    tunnelled,
    plain,
    port,
    close: async () => {
      for (const socket of open) socket.destroy();
      await close();
    },
  };
}

async function listening(server: Server & { closeAllConnections(): void }) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Azurite as it is sold, with TLS, for tokens only. */
async function startAzurite() {
  const main = createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js');
  const options = [
    '--inMemoryPersistence',
    '--disableTelemetry',
    '--skipApiVersionCheck',
    '--oauth',
    'basic',
    '--cert',
    certificate,
    '--key',
    key,
  ];
  const ports = ['blob', 'queue', 'table'].flatMap((service) => [`--${service}Port`, '0']);
  const child = spawn(process.execPath, [main, ...options, ...ports], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const portOf = (service: string) =>
    new RegExp(`${service} service is successfully listening at \\S+:(\\d+)`).exec(said)?.[1];
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`Azurite ended: ${said}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (portOf('Queue') && portOf('Table')) resolve();
    });
  });
  return {
    queuePort: Number(portOf('Queue')),
    tablePort: Number(portOf('Table')),
    stop: () => void child.kill(),
  };
}
