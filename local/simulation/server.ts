import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultKind, FaultRule, Faults } from './faults.ts';
import { type Answer, compile, type CompiledRoute, json, matchPath, type Route, text } from './http.ts';
import { refuseStrangers } from './loopback.ts';
import type { RequestCounts } from './request-counts.ts';

const MAX_BODY_BYTES = 10 * 1024 * 1024;

export interface ServerParts {
  readonly routes: readonly Route[];
  readonly faults: Faults;
  readonly counts: RequestCounts;
}

/** A server for these routes, not yet listening. */
export function createSimulationServer(parts: ServerParts): Server {
  const routes = parts.routes.map(compile);
  return createServer((request, response) => {
    serve(request, response, routes, parts).catch((error: unknown) => fail(response, error));
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  routes: readonly CompiledRoute[],
  { faults, counts }: ServerParts,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const found = findRoute(routes, request.method ?? 'GET', url.pathname);
  if (found === undefined) return send(response, notFound(url.pathname));
  const { route, params } = found;
  counts.asked(route.name);
  const refusal = route.area === 'local' ? refuseStrangers(request) : undefined;
  if (refusal !== undefined) return send(response, refusal);
  const fault = route.area === 'local' ? undefined : faults.next(route.name);
  if (fault !== undefined) counts.faulted(route.name);
  if (fault?.kind === 'reset-before-body') return reset(request.socket);
  const body = await readBody(request);
  if (body === undefined) return send(response, text(413, 'The request is larger than 10 MB.'));
  if (fault?.kind === 'taken-late') await sleep(fault.delayMs, undefined, { ref: false });
  const answer =
    faultAnswer(fault) ?? (await route.answer({ method: route.method, url, headers: request.headers, body, params }));
  counts.answered(route.name, answer.status);
  await sendUnlessLost(request, response, answer, fault);
}

function findRoute(routes: readonly CompiledRoute[], method: string, path: string) {
  for (const route of routes) {
    if (route.method !== method) continue;
    const params = matchPath(route, path);
    if (params !== undefined) return { route, params };
  }
  return undefined;
}

/** The answer of a fault that keeps the request from taking effect. */
function faultAnswer(fault: FaultRule | undefined): Answer | undefined {
  const made = fault === undefined ? undefined : FAULT_ANSWERS[fault.kind];
  return fault && made?.(fault);
}

const FAULT_ANSWERS: Partial<Record<FaultKind, (fault: FaultRule) => Answer>> = {
  '429': ({ retryAfterSeconds }) => errorAnswer(429, 'TooManyRequests', { 'retry-after': String(retryAfterSeconds) }),
  '429-without-retry-after': () => errorAnswer(429, 'TooManyRequests'),
  '404': () => errorAnswer(404, 'NotFound'),
  '500': () => errorAnswer(500, 'InternalServerError'),
  '503': () => errorAnswer(503, 'ServiceUnavailable'),
};

function errorAnswer(status: number, code: string, headers: Record<string, string> = {}): Answer {
  const innerError = { date: new Date().toISOString(), 'request-id': randomUUID() };
  return json(status, { error: { code, message: 'A fault that was asked for.', innerError } }, headers);
}

/** The request has taken effect; the fault decides what the caller sees of it. */
async function sendUnlessLost(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  fault: FaultRule | undefined,
): Promise<void> {
  if (fault?.kind === 'lost-answer') return;
  if (fault?.kind === 'reset-after-taking') return reset(request.socket);
  if (fault?.kind === 'truncated') return sendHalf(response, answer);
  if (fault?.kind === 'slow') await sleep(fault.delayMs, undefined, { ref: false });
  send(response, answer);
}

function send(response: ServerResponse, { status, headers, body = '' }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
}

function sendHalf(response: ServerResponse, { status, headers, body = '' }: Answer): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}

function reset(socket: Socket): void {
  socket.resetAndDestroy();
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return bytes > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}

function notFound(path: string): Answer {
  return json(404, { error: { code: 'ResourceNotFound', message: `Nothing is simulated at '${path}'.` } });
}

function fail(response: ServerResponse, error: unknown): void {
  if (!response.socket || response.socket.destroyed) return;
  console.error('The simulation failed to answer a request.', error);
  if (response.headersSent) response.destroy();
  else send(response, errorAnswer(500, 'SimulationFault'));
}
