import { createHash, createHmac } from 'node:crypto';
import { parseClientArguments } from '@azure/communication-common';
import type { PipelineResponse } from '@azure/core-rest-pipeline';
import { connectEmail, type EmailConnection } from '../../shared/adapters/communication-services/email-clients.ts';
import { connectHttp } from '../../shared/adapters/http/connect-http.ts';
import { jsonOf, type Answer, type Copy, type LiveWorld, type RawMail } from './live-world.ts';

const timeoutMs = 30_000;
const version = 'api-version=2025-09-01';

const answerOf = ({ status, bodyAsText, headers }: PipelineResponse): Answer => ({
  status,
  text: bodyAsText ?? '',
  header: (name) => headers.get(name),
});

/** Asks any address, with headers of one's own. Redirects are not followed. */
export async function askHttp(url: URL, headers: Readonly<Record<string, string>>, body?: object): Promise<Answer> {
  const sent = body && { method: 'POST', body: JSON.stringify(body) };
  const all = { accept: 'application/json', ...(body && { 'content-type': 'application/json' }), ...headers };
  return answerOf(await connectHttp()(url, { headers: all, timeoutMs, ...(sent as { method: 'POST'; body: string }) }));
}

/** The mail service with the product's own way of signing in. */
export function connectMail(
  connection: EmailConnection,
  addresses: Pick<RawMail, 'sender' | 'recipient'>,
  now: () => Date,
): RawMail {
  const { endpoint, asker } = connectEmail(connection, timeoutMs);
  const statusUrl = (id: string) => new URL(`${endpoint}/emails/operations/${id}?${version}`);
  return {
    ...addresses,
    async send(operationId, body, more = {}) {
      const headers = { 'content-type': 'application/json', 'operation-id': operationId, ...more };
      return answerOf(
        await asker(new URL(`${endpoint}/emails:send?${version}`), { method: 'POST', headers, body, timeoutMs }),
      );
    },
    ask: async (id) => answerOf(await asker(statusUrl(id), { timeoutMs })),
    askWithClockBehind(id, behindMs) {
      const at = new Date(now().getTime() - behindMs);
      return askHttp(statusUrl(id), signedHeaders(statusUrl(id), keyOf(connection), at));
    },
  };
}

function keyOf(connection: EmailConnection): string {
  if (connection.kind !== 'connectionString') throw new Error('There is no key to sign with');
  const { credential } = parseClientArguments(connection.connectionString);
  return (credential as { key: string }).key;
}

/** https://learn.microsoft.com/azure/communication-services/tutorials/hmac-header-tutorial */
function signedHeaders(url: URL, key: string, at: Date): Record<string, string> {
  const contentHash = createHash('sha256').update('').digest('base64');
  const date = at.toUTCString();
  const signed = `GET\n${url.pathname}${url.search}\n${date};${url.host};${contentHash}`;
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(signed).digest('base64');
  return {
    'x-ms-date': date,
    'x-ms-content-sha256': contentHash,
    authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
  };
}

/** Graph, with whatever token there is. */
export const connectGraphOf =
  (endpoint: string, getToken: () => Promise<string>): LiveWorld['graph'] =>
  async (path, body) =>
    askHttp(new URL(`${endpoint}/v1.0${path}`), { authorization: `Bearer ${await getToken()}` }, body);

/** Copies by their subject, which is one of a kind. https://learn.microsoft.com/graph/api/user-list-messages */
export async function findCopies(
  graph: LiveWorld['graph'],
  mailbox: string,
  subject: string,
): Promise<readonly Copy[]> {
  const query = `$filter=${encodeURIComponent(`subject eq '${subject}'`)}&$select=internetMessageId,internetMessageHeaders&$top=50`;
  const answer = await graph(`/users/${encodeURIComponent(mailbox)}/messages?${query}`);
  if (answer.status !== 200) throw new Error(`The mailbox could not be read: ${answer.status}`);
  const { value } = jsonOf(answer) as {
    value: { internetMessageId: string; internetMessageHeaders?: { name: string; value: string }[] }[];
  };
  return value.map(({ internetMessageId, internetMessageHeaders = [] }) => ({
    internetMessageId,
    headers: Object.fromEntries(internetMessageHeaders.map(({ name, value: text }) => [name, text])),
  }));
}
