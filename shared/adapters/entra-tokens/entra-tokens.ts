import { errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import type { AccessTokens, Principal, TokenVerdict } from '../../ports/access-tokens.ts';
import { KnownAuthority, type Authority } from './known-authority.ts';
import { tokenFault } from './token-faults.ts';

export interface EntraTokensOptions {
  /** Origin only, as in `https://login.microsoftonline.com`. */
  readonly authority: string;
  readonly tenantId: string;
  readonly audience: string;
  /** Shorter in tests only. */
  readonly rereadKeysAfterMs?: number;
  /** Longer only where a clock runs fast. */
  readonly longestAgeHours?: number;
}

const rereadConfigurationAfterMs = 60 * 60_000;
const defaultRereadKeysAfterMs = 30_000;
const clockToleranceSeconds = 60;

/**
 * Entra issues tokens for an hour to an hour and a half, and a policy of the tenant may make it a day. A role that is taken
 * away stays in the tokens that are out, so none is taken for longer than this, whatever end it names.
 * https://learn.microsoft.com/entra/identity-platform/configurable-token-lifetimes
 */
const longestTokenAgeHours = 2;

/**
 * Verifies Entra ID access tokens of one tenant. The authority's configuration and keys are kept; keys that rotate are
 * picked up without a restart. While the sign-in service is away the last known keys stand.
 */
export function createEntraTokens(options: EntraTokensOptions): AccessTokens {
  const { rereadKeysAfterMs = defaultRereadKeysAfterMs } = options;
  const authority = new KnownAuthority({ ...options, rereadKeysAfterMs });
  return {
    async verify(token, now) {
      const verdict = await verifyAgainst(await authority.read(now, rereadConfigurationAfterMs), options, token, now);
      if (verdict !== 'unknownKey') return verdict;
      const reread = await authority.read(now, rereadKeysAfterMs);
      const second = await verifyAgainst(reread, options, token, now);
      return second === 'unknownKey' ? { valid: false, because: unknownKey } : second;
    },
  };
}

const unknownKey = 'the token is signed with a key that the tenant does not have';

async function verifyAgainst(
  { issuer, keys }: Authority,
  { tenantId, audience, longestAgeHours = longestTokenAgeHours }: EntraTokensOptions,
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
      maxTokenAge: `${longestAgeHours} hours`,
    });
    return judgePayload(payload, tenantId);
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return 'unknownKey';
    const because = tokenFault(error);
    if (because !== undefined) return { valid: false, because };
    throw new Error("The authority's signing keys cannot be used", { cause: error });
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
  name: z.string().max(400).optional().catch(undefined),
  roles: z.array(z.string()).optional(),
  scp: z.string().optional(),
  azp: z.string().optional(),
  azpacr: z.string().optional(),
  appid: z.string().optional(),
  appidacr: z.string().optional(),
  idtyp: z.string().optional(),
});

/**
 * An access token says which scopes it has, or which app asked for it and how that app showed who it is. An ID token has
 * neither. https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
const isAccessToken = ({ scp, azp, azpacr, appid, appidacr }: z.infer<typeof claims>): boolean =>
  Boolean(scp) || ((azp ?? appid) !== undefined && (azpacr ?? appidacr) !== undefined);

/** Scopes are delegated by a person; the access token of an app itself has none. An ID token is of whoever has signed in. */
const isUser = (token: z.infer<typeof claims>): boolean =>
  (Boolean(token.scp) || !isAccessToken(token)) && token.idtyp !== 'app';

function judgePayload(payload: JWTPayload, tenantId: string): TokenVerdict {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) return { valid: false, because: 'a claim is of the wrong form' };
  const { tid, oid, sub, name, roles = [] } = parsed.data;
  if (tid.toLowerCase() !== tenantId.toLowerCase()) return { valid: false, because: 'the token is of another tenant' };
  const objectId = oid ?? sub;
  if (objectId === undefined) return { valid: false, because: 'the token names nobody' };
  const principal: Principal = {
    objectId,
    ...(name !== undefined && { name }),
    roles,
    isAccessToken: isAccessToken(parsed.data),
    isUser: isUser(parsed.data),
  };
  return { valid: true, principal };
}
