import type { ContactFailure } from './authentication-methods.ts';

/** Which authentication methods a person has, where no report tells. */
export interface RegisteredMethods {
  /** What kinds somebody has at this moment; no number and no address is ever answered. One request. Never throws. */
  read(userId: string): Promise<MethodsReading>;
}

export type MethodsReading =
  /** In the spelling of the registration report; a password is none. Kinds that it does not know keep their own name. */
  | { readonly kind: 'read'; readonly methods: readonly string[] }
  | { readonly kind: 'noSuchUser' }
  /** An answer that cannot be understood, or a refusal of this person: another's may come. */
  | { readonly kind: 'unreadable'; readonly because: string }
  /** No answer, or Graph is in trouble: trying again helps. */
  | { readonly kind: 'away'; readonly because: string }
  | ContactFailure;
