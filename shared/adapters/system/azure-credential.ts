import type { TokenCredential } from '@azure/identity';

/**
 * `DefaultAzureCredential`, loaded when the first token is asked for: the package takes longer to load than all the
 * rest, and a run against local services never needs it. `clientId` chooses a user-assigned identity.
 */
export function createAzureCredential(clientId?: string): TokenCredential {
  let credential: Promise<TokenCredential> | undefined;
  return {
    async getToken(scopes, options) {
      credential ??= loadCredential(clientId);
      return (await credential).getToken(scopes, options);
    },
  };
}

async function loadCredential(clientId: string | undefined): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential(clientId === undefined ? {} : { managedIdentityClientId: clientId });
}
