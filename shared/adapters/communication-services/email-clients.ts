import { createCommunicationAuthPolicy, parseClientArguments } from '@azure/communication-common';
import { EmailClient } from '@azure/communication-email';
import type { TokenCredential } from '@azure/identity';
import { isLoopback, isPlainLoopback } from '../../config/loopback.ts';
import { awaitToken } from '../http/await-token.ts';
import { connectHttp, type Http } from '../http/connect-http.ts';
import { oneRequestPolicy } from './one-request.ts';

export type EmailConnection =
  | { readonly kind: 'connectionString'; readonly connectionString: string }
  | { readonly kind: 'identity'; readonly endpoint: string; readonly credential: TokenCredential };

export interface EmailClients {
  /** Origin of the service. */
  readonly endpoint: string;
  /** The SDK's client with everything off that would make a second request: retries, redirects, polls. */
  readonly sender: EmailClient;
  /** Asks with the same credential: the SDK has no call for the status of a mail alone. */
  readonly asker: Http;
}

/** Connects to the mail service. A token that does not come in time is none. */
export function connectEmail(connection: EmailConnection, timeoutMs: number): EmailClients {
  const { endpoint, credential } = accessBy(connection, timeoutMs);
  const sender = new EmailClient(endpoint, credential, {
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    additionalPolicies: [{ policy: oneRequestPolicy, position: 'perRetry' }],
    allowInsecureConnection: isLoopback(new URL(endpoint)),
  });
  return { endpoint, sender, asker: connectHttp([createCommunicationAuthPolicy(credential), oneRequestPolicy]) };
}

/** A token is never sent without TLS, so a local service gets a signature with a made-up key instead. */
const localKey = { key: Buffer.from('local').toString('base64') };

function accessBy(connection: EmailConnection, timeoutMs: number) {
  if (connection.kind === 'connectionString') {
    const { url, credential } = parseClientArguments(connection.connectionString);
    return { endpoint: new URL(url).origin, credential };
  }
  const { endpoint, credential } = connection;
  const access = isPlainLoopback(new URL(endpoint)) ? localKey : boundCredential(credential, timeoutMs);
  return { endpoint: new URL(endpoint).origin, credential: access };
}

const boundCredential = (credential: TokenCredential, timeoutMs: number): TokenCredential => ({
  getToken: (scopes, options) => awaitToken([scopes].flat().join(' '), timeoutMs, credential.getToken(scopes, options)),
});
