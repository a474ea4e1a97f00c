import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { isSafeTransport } from '../../config/loopback.ts';
import type { Http } from '../http/connect-http.ts';

/** The part of an authority's metadata that a token is checked against. */
export type OpenIdConfiguration = z.infer<typeof openIdConfiguration>;

const openIdConfiguration = z.object({
  issuer: z.url(),
  jwks_uri: z.url().refine((text) => isSafeTransport(new URL(text)), 'is not an https address'),
});

const timeoutMs = 10_000;

/**
 * Reads the tenant's OpenID configuration. Throws when it cannot be had.
 * https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc
 */
export async function readOpenIdConfiguration(
  http: Http,
  { authority, tenantId }: { readonly authority: string; readonly tenantId: string },
): Promise<OpenIdConfiguration> {
  const address = `${authority}/${tenantId}/v2.0/.well-known/openid-configuration`;
  try {
    return openIdConfiguration.parse(await readJson(http, address));
  } catch (cause) {
    const whatToDo = 'check ADMIN_AUTHORITY and ADMIN_TENANT_ID';
    throw new Error(`The OpenID configuration at ${address} cannot be read: ${whatToDo}`, { cause });
  }
}

/** Reads the keys that tokens are signed with. Throws when they cannot be had, or are none. */
export async function readSigningKeys(http: Http, address: string): Promise<JWTVerifyGetKey> {
  try {
    return createLocalJWKSet((await readJson(http, address)) as JSONWebKeySet);
  } catch (cause) {
    throw new Error(`The authority's signing keys cannot be read from ${address}`, { cause });
  }
}

async function readJson(http: Http, address: string): Promise<unknown> {
  const { status, bodyAsText } = await http(new URL(address), { timeoutMs });
  if (status !== 200) throw new Error(`It answers ${status}`);
  return JSON.parse(bodyAsText ?? '');
}
