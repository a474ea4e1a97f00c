import { EmailClient, type EmailClientOptions } from '@azure/communication-email';
import type { TokenCredential } from '@azure/identity';
import { isLoopback } from '../../config/loopback.ts';
import { endpointIn } from '../../config/setting-forms.ts';
import { oneRequestPolicy } from './exchange.ts';

export type EmailConnection =
  | { readonly kind: 'connectionString'; readonly connectionString: string }
  | { readonly kind: 'identity'; readonly endpoint: string; readonly credential: TokenCredential };

/** The SDK's client with everything off that would make a second request: retries, redirects, polls. */
export function connectEmail(connection: EmailConnection): { client: EmailClient; endpoint: string } {
  const endpoint = endpointOf(connection);
  const options: EmailClientOptions = {
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    additionalPolicies: [{ policy: oneRequestPolicy, position: 'perRetry' }],
    allowInsecureConnection: isLoopback(new URL(endpoint)),
  };
  return { client: createClient(connection, endpoint, options), endpoint };
}

function createClient(connection: EmailConnection, endpoint: string, options: EmailClientOptions): EmailClient {
  if (connection.kind === 'connectionString') return new EmailClient(connection.connectionString, options);
  if (endpoint.startsWith('http:')) return new EmailClient(endpoint, localKey, options);
  return new EmailClient(endpoint, connection.credential, options);
}

/** A token is never sent without TLS, so a local service gets a signature with a made-up key instead. */
const localKey = { key: Buffer.from('local').toString('base64') };

/** Without a slash at the end. */
function endpointOf(connection: EmailConnection): string {
  const text = connection.kind === 'identity' ? connection.endpoint : endpointIn(connection.connectionString);
  if (!URL.canParse(text)) throw new Error('ACS_CONNECTION_STRING names no endpoint');
  return new URL(text).origin;
}
