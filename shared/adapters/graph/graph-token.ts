import type { TokenCredential } from '@azure/identity';
import { isLoopback } from '../../config/loopback.ts';
import { NoToken } from '../../faults/no-token.ts';

/** Only ever sent to a loopback address. */
const localToken = 'local';

/**
 * Where Graph tokens come from: a fixed text for a local endpoint, else the credential, for the endpoint's own scope.
 * Tokens are cached by the credential, which renews them ahead of their end.
 */
export function createGraphToken(endpoint: string, credential: TokenCredential): () => Promise<string> {
  if (isLoopback(new URL(endpoint))) return async () => localToken;
  return async () => {
    const token = await credential.getToken(`${endpoint}/.default`);
    if (token === null) throw new NoToken(endpoint);
    return token.token;
  };
}
