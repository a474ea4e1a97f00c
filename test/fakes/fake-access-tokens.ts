import type { AccessTokens, Principal, TokenVerdict } from '../../shared/ports/access-tokens.ts';

/** Tokens that are good because a test says so. */
export class FakeAccessTokens implements AccessTokens {
  readonly principals = new Map<string, Principal>();

  async verify(token: string): Promise<TokenVerdict> {
    const principal = this.principals.get(token);
    return principal ? { valid: true, principal } : { valid: false, because: 'unknown token' };
  }
}
