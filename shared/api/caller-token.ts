import { bearerToken } from './roles.ts';

/**
 * The token that a request is made with: the bearer token, else for reading also the token of the App Service session,
 * which the platform puts into these headers for a signed-in browser. Either is verified like any other token; anybody
 * can send such a header. A session comes with a cookie, so that a foreign page could make a browser send it: it
 * never changes anything.
 *
 * https://learn.microsoft.com/azure/app-service/configure-authentication-oauth-tokens
 */
export function callerToken(header: (name: string) => string | null, method: string): string | undefined {
  const bearer = bearerToken(header('authorization'));
  if (bearer !== undefined || header('authorization') !== null || method !== 'GET') return bearer;
  return sessionHeaders.map((name) => bearerToken(`Bearer ${header(name) ?? ''}`)).find((token) => token !== undefined);
}

/** The id token first: its audience is this app, while the access token's may be Graph. */
const sessionHeaders = ['x-ms-token-aad-id-token', 'x-ms-token-aad-access-token'];
