/** Somebody who may call the admin API. */
export interface Principal {
  readonly objectId: string;
  /** What the person is called, where the token says so. For the page only: it is not logged. */
  readonly name?: string | undefined;
  /** App roles of the token. */
  readonly roles: readonly string[];
  /** Made for calling an API. An ID token only says to an app who has signed in, and anything that saw a sign-in has one. */
  readonly isAccessToken: boolean;
  /** A person has signed in to the app that calls. Otherwise the app calls for itself. */
  readonly isUser: boolean;
}

export type TokenVerdict =
  { readonly valid: true; readonly principal: Principal } | { readonly valid: false; readonly because: string };

/** Verifies bearer tokens of the tenant. */
export interface AccessTokens {
  /**
   * Verifies signature, issuer, tenant, audience and lifetime, in our own code. A token that is not good is an answer;
   * throws when the authority's keys cannot be read.
   */
  verify(token: string, now: Date): Promise<TokenVerdict>;
}
