import type { JWTVerifyGetKey } from 'jose';
import { connectHttp } from '../http/connect-http.ts';
import { readOpenIdConfiguration, readSigningKeys } from './openid-configuration.ts';

export interface AuthorityOptions {
  /** Origin only, as in `https://login.microsoftonline.com`. */
  readonly authority: string;
  readonly tenantId: string;
  /** How soon after reading the keys an unknown one may make them be read again: a flood of bad tokens must not. */
  readonly rereadKeysAfterMs: number;
}

/** Who signs tokens, and with what. */
export interface Authority {
  readonly issuer: string;
  readonly keys: JWTVerifyGetKey;
  readonly readAt: Date;
}

/** After a failed reading the next one waits no longer than this, whoever asks. */
const longestRetryAfterMs = 5_000;

/** The tenant's authority as it was last read. */
export class KnownAuthority {
  readonly #options: AuthorityOptions;
  readonly #http = connectHttp();
  #known: Authority | undefined;
  #failure: { readonly at: Date; readonly error: Error } | undefined;
  #reading: Promise<void> | undefined;

  constructor(options: AuthorityOptions) {
    this.#options = options;
  }

  /**
   * The authority, read again when that is longer ago. One reading serves all who ask at the same time, so that a flood of
   * bad tokens is none of requests. While it cannot be read what was last known stands. Throws when nothing is known yet.
   */
  async read(now: Date, maxAgeMs: number): Promise<Authority> {
    if (this.#known && msBetween(this.#known.readAt, now) < maxAgeMs) return this.#known;
    const retryAfterMs = Math.min(longestRetryAfterMs, this.#options.rereadKeysAfterMs);
    if (this.#failure === undefined || msBetween(this.#failure.at, now) >= retryAfterMs) {
      this.#reading ??= this.#readAnew(now);
      await this.#reading;
    }
    if (this.#known) return this.#known;
    throw this.#failure!.error;
  }

  async #readAnew(now: Date): Promise<void> {
    try {
      const { issuer, jwks_uri } = await readOpenIdConfiguration(this.#http, this.#options);
      this.#known = { issuer, keys: await readSigningKeys(this.#http, jwks_uri), readAt: now };
      this.#failure = undefined;
    } catch (error) {
      this.#failure = { at: now, error: error as Error };
    } finally {
      this.#reading = undefined;
    }
  }
}

const msBetween = (a: Date, b: Date): number => Math.abs(b.getTime() - a.getTime());
