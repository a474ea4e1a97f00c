import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type RemoteJWKSet } from 'jose';
import { z } from 'zod';
import type { AccessTokens, Principal, TokenVerdict } from '../../ports/access-tokens.ts';
import { readOpenIdConfiguration } from './openid-configuration.ts';
import { tokenFault } from './token-faults.ts';

export interface EntraTokensOptions {
  /** Origin only, as in `https://login.microsoftonline.com`. */
  readonly authority: string;
  readonly tenantId: string;
  readonly audience: string;
  /** How soon after reading the keys an unknown one may make them be read again: a flood of bad tokens must not. */
  readonly rereadKeysAfterMs?: number;
}

interface Authority {
  readonly issuer: string;
  readonly keys: RemoteJWKSet;
  readonly readAt: Date;
}

const rereadConfigurationAfterMs = 60 * 60_000;
const rereadKeysAfterMs = 30_000;
const clockToleranceSeconds = 60;

/**
 * Verifies Entra ID access tokens of one tenant. The authority's configuration and keys are cached; keys that rotate are
 * picked up without a restart.
 */
export function createEntraTokens(options: EntraTokensOptions): AccessTokens {
  const authorityAt = cacheAuthority(options);
  return {
    async verify(token, now) {
      const verdict = await verifyAgainst(await authorityAt(now, rereadConfigurationAfterMs), options, token, now);
      if (verdict !== 'unknownKey') return verdict;
      const rereadAfterMs = options.rereadKeysAfterMs ?? rereadKeysAfterMs;
      const second = await verifyAgainst(await authorityAt(now, rereadAfterMs), options, token, now);
      return second === 'unknownKey' ? { valid: false, because: unknownKey } : second;
    },
  };
}

const unknownKey = 'the token is signed with a key that the tenant does not have';

/** The authority as it was read, unless that is longer ago than the caller accepts. A failed reading is not kept. */
function cacheAuthority(options: EntraTokensOptions): (now: Date, maxAgeMs: number) => Promise<Authority> {
  let known: Authority | undefined;
  return async (now, maxAgeMs) => {
    const isFresh = known !== undefined && Math.abs(now.getTime() - known.readAt.getTime()) <= maxAgeMs;
    if (known === undefined || !isFresh) known = await readAuthority(options, now);
    return known;
  };
}

async function readAuthority(options: EntraTokensOptions, now: Date): Promise<Authority> {
  const { issuer, jwks_uri } = await readOpenIdConfiguration(options.authority, options.tenantId);
  const cooldownDuration = options.rereadKeysAfterMs ?? rereadKeysAfterMs;
  return { issuer, keys: createRemoteJWKSet(new URL(jwks_uri), { cooldownDuration }), readAt: now };
}

async function verifyAgainst(
  { issuer, keys }: Authority,
  { tenantId, audience }: EntraTokensOptions,
  token: string,
  now: Date,
): Promise<TokenVerdict | 'unknownKey'> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      issuer,
      audience: audiencesOf(audience),
      requiredClaims: ['exp', 'tid'],
      currentDate: now,
      clockTolerance: clockToleranceSeconds,
    });
    return judgePayload(payload, tenantId);
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return 'unknownKey';
    const because = tokenFault(error);
    if (because !== undefined) return { valid: false, because };
    throw new Error("The authority's signing keys cannot be read", { cause: error });
  }
}

/**
 * A v2.0 token's audience is the API's client id; the same API may be named by its default URI, and the other way round.
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
function audiencesOf(audience: string): string[] {
  const id = audience.replace(/^api:\/\//, '').toLowerCase();
  return z.guid().safeParse(id).success ? [id, `api://${id}`] : [audience];
}

const claims = z.object({
  tid: z.string(),
  oid: z.string().min(1).optional(),
  sub: z.string().min(1).optional(),
  roles: z.array(z.string()).optional(),
});

function judgePayload(payload: JWTPayload, tenantId: string): TokenVerdict {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) return { valid: false, because: 'a claim is of the wrong form' };
  const { tid, oid, sub, roles = [] } = parsed.data;
  if (tid.toLowerCase() !== tenantId.toLowerCase()) return { valid: false, because: 'the token is of another tenant' };
  const objectId = oid ?? sub;
  if (objectId === undefined) return { valid: false, because: 'the token names nobody' };
  const principal: Principal = { objectId, roles };
  return { valid: true, principal };
}
