import type { HttpClient } from '@azure/core-rest-pipeline';
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
  const { createDefaultHttpClient } = await import('@azure/core-rest-pipeline');
  const httpClient = beyondProxies(createDefaultHttpClient());
  return new DefaultAzureCredential({
    httpClient,
    ...(clientId !== undefined && { managedIdentityClientId: clientId }),
  });
}

/**
 * A managed identity's tokens are handed out by the machine itself, over plain http: they never go through a proxy, which
 * the SDK would use for these requests too. Sign-in anywhere else is https, and goes as all of the app.
 * https://learn.microsoft.com/azure/app-service/overview-managed-identity#connect-to-azure-services-in-app-code
 */
const beyondProxies = (client: HttpClient): HttpClient => ({
  sendRequest(request) {
    if (request.url.startsWith('http:')) delete request.agent;
    return client.sendRequest(request);
  },
});
