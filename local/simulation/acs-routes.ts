import { randomUUID } from 'node:crypto';
import { SECOND_MS } from './durations.ts';
import { type EmailMessage, emailMessageSchema, headerOf } from './email-message.ts';
import { type Answer, json, parseJson, type Route, type SimulationRequest } from './http.ts';
import { type AcceptedMail, isWellFormedMessageId } from './mail-acceptance.ts';
import { MailQuota, type Quota } from './mail-quota.ts';
import type { ReceivedMail } from './received-mail.ts';
import type { World } from './world.ts';

/** What the service does with an Operation-Id that it has seen; Microsoft does not say. */
export type Dedupe = 'never' | 'always' | 'reject400';

export interface EmailEndpoint {
  readonly world: World;
  readonly origin: () => string;
  readonly quota: Quota;
  readonly dedupe: Dedupe;
  /** Keeps the mail before it returns. */
  readonly accept: (mail: AcceptedMail) => void;
}

const API_VERSIONS = new Set(['2023-03-31', '2024-07-01-preview', '2025-01-15-preview', '2025-09-01']);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** How long an operation is `Running`. */
const SENDING_MS = 10 * SECOND_MS;

/** Azure Communication Services Email, data plane. */
export function emailRoutes(endpoint: EmailEndpoint): Route[] {
  const { quota } = endpoint;
  const sends = new MailQuota(quota);
  const reads = new MailQuota({ perMinute: quota.perMinute * 2, perHour: quota.perHour * 2 });
  return [
    {
      name: 'POST /emails:send',
      area: 'email',
      answer: (request) => refusal(request, sends, endpoint.world) ?? sendMail(endpoint, request),
    },
    {
      name: 'GET /emails/operations/{id}',
      area: 'email',
      answer: (request) =>
        refusal(request, reads, endpoint.world) ?? readOperation(endpoint, request.params['id'] ?? ''),
    },
  ];
}

function refusal({ headers, url }: SimulationRequest, requests: MailQuota, world: World): Answer | undefined {
  if (
    !/^(HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=\S+|Bearer \S+)$/i.test(
      headers.authorization ?? '',
    )
  )
    return emailError(401, 'Denied', 'Denied by the resource provider.');
  if (!API_VERSIONS.has(url.searchParams.get('api-version') ?? ''))
    return emailError(400, 'UnsupportedApiVersion', 'The api-version is missing or not supported.');
  const waitSeconds = requests.take(world.nowMs);
  if (waitSeconds === 0) return undefined;
  return emailError(429, 'TooManyRequests', 'Too many requests. Please try again later.', {
    'retry-after': String(waitSeconds),
  });
}

function sendMail(endpoint: EmailEndpoint, { headers, body }: SimulationRequest): Answer {
  const operationId = headers['operation-id']?.toString() ?? randomUUID();
  if (!UUID.test(operationId)) return emailError(400, 'BadRequest', "The header 'Operation-Id' must be a UUID.");
  const parsed = emailMessageSchema.safeParse(parseJson(body));
  if (!parsed.success) return invalidBody(parsed.error.issues[0]?.path.join('.') ?? '');
  const isKnown = endpoint.world.operations.has(operationId);
  if (isKnown && endpoint.dedupe === 'reject400')
    return emailError(400, 'BadRequest', `An operation with the id '${operationId}' exists already.`);
  const messageIdFault = checkMessageId(endpoint.world, parsed.data);
  if (messageIdFault !== undefined) return messageIdFault;
  if (!isKnown || endpoint.dedupe === 'never') endpoint.accept({ operationId, message: parsed.data });
  return json(202, { id: operationId, status: 'Running', error: null }, operationHeaders(endpoint, operationId));
}

function operationHeaders({ origin }: EmailEndpoint, operationId: string): Record<string, string> {
  const location = `${origin()}/emails/operations/${operationId}?api-version=2025-09-01`;
  return { 'operation-location': location, 'retry-after': '30', 'x-ms-client-request-id': randomUUID() };
}

/** A sender may ask for its Message-ID to be held against those already there. */
function checkMessageId(world: World, message: EmailMessage): Answer | undefined {
  if (headerOf(message, 'x-ms-acsemail-validate-message-id')?.toLowerCase() !== 'true') return undefined;
  const messageId = headerOf(message, 'Message-ID');
  if (messageId !== undefined && isWellFormedMessageId(messageId) && !world.messageIds.has(messageId)) return undefined;
  return emailError(400, 'BadRequest', 'The Message-ID is malformed or already present.');
}

function readOperation(endpoint: EmailEndpoint, id: string): Answer {
  const mails = endpoint.world.operations.get(id);
  const [first] = mails ?? [];
  if (mails === undefined || first === undefined) return emailError(404, 'NotFound', 'The operation was not found.');
  if (endpoint.world.nowMs < first.acceptedAtMs + SENDING_MS)
    return json(200, { id, status: 'Running', error: null }, operationHeaders(endpoint, id));
  return json(200, finishedOperation(id, mails));
}

function finishedOperation(id: string, mails: readonly ReceivedMail[]) {
  if (!mails.every(({ status }) => status === 'Suppressed')) return { id, status: 'Succeeded', error: null };
  const error = {
    code: 'EmailDroppedAllRecipientsSuppressed',
    message: 'Message dropped because all recipients were suppressed.',
  };
  return { id, status: 'Failed', error };
}

function invalidBody(path: string): Answer {
  if (path.startsWith('recipients') && path.endsWith('address'))
    return emailError(400, 'InvalidEmailAddress', `Request body validation error. See property '${path}'`);
  return emailError(400, 'BadRequest', `Request body validation error. See property '${path}'`);
}

function emailError(status: number, code: string, message: string, headers: Record<string, string> = {}): Answer {
  return json(status, { error: { code, message } }, { 'x-ms-error-code': code, ...headers });
}
