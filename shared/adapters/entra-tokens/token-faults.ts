import { errors } from 'jose';

/**
 * Says in words why a token is not good, or undefined when the error is not the token's fault. Nothing of the token is
 * repeated: the words go to whoever sent it and into logs.
 */
export function tokenFault(error: unknown): string | undefined {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed)
    return claimFaults[error.claim] ?? 'a claim is missing or wrong';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'the token is not signed with RS256';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the signature is wrong';
  if (error instanceof errors.JWKSMultipleMatchingKeys) return 'the token does not say which key it is signed with';
  if (isMalformed(error)) return 'this is not a signed token';
  return undefined;
}

const claimFaults: Readonly<Record<string, string>> = {
  aud: 'the token is for another audience than ADMIN_AUDIENCE',
  iss: 'the token is of another issuer: it must be a v2.0 token (requestedAccessTokenVersion 2) of ADMIN_TENANT_ID',
  nbf: 'the token is not valid yet',
  iat: 'the token does not say since when it is valid, or is not valid yet',
  exp: 'the token has no end of validity',
  tid: 'the token names no tenant',
};

function isMalformed(error: unknown): boolean {
  const kinds = [errors.JWSInvalid, errors.JWTInvalid, errors.JOSENotSupported];
  return kinds.some((kind) => error instanceof kind);
}
