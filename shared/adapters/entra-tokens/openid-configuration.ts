import { z } from 'zod';
import { isSafeTransport } from '../../config/loopback.ts';

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
export async function readOpenIdConfiguration(authority: string, tenantId: string): Promise<OpenIdConfiguration> {
  const address = `${authority}/${tenantId}/v2.0/.well-known/openid-configuration`;
  try {
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw new Error(`It answers ${response.status}`);
    return openIdConfiguration.parse(await response.json());
  } catch (cause) {
    throw new Error(
      `The OpenID configuration at ${address} cannot be read: check ADMIN_AUTHORITY and ADMIN_TENANT_ID`,
      {
        cause,
      },
    );
  }
}
