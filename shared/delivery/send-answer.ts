/** What the mail service answered to one POST. */
export type SendAnswer =
  | { readonly kind: 'accepted' }
  /** Definitely not taken, and nothing else may be sent before `retryAfterSeconds` are over. */
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number | undefined }
  /** Definitely not taken, for a reason that lies with the service or our access to it, not with this message. */
  | { readonly kind: 'unavailable'; readonly because: string }
  /** Definitely not taken, and the same content will not be taken another time. */
  | { readonly kind: 'refused'; readonly because: string }
  /** Nobody knows: ask the service about the id, never send again for it. */
  | {
      readonly kind: 'ambiguous';
      readonly because: string;
      /** It was refused as it is, unless an earlier attempt had been taken. */
      readonly refusedWith?: 'badRequest';
    };

/** What the service says when asked about an id of ours. */
export type OperationAnswer =
  | { readonly kind: 'known' }
  | { readonly kind: 'failed'; readonly because: string }
  | { readonly kind: 'denied' }
  /** `lacks`: the app had no token to ask with, so the service was not asked. */
  | { readonly kind: 'noAnswer'; readonly because: string; readonly lacks?: 'token' };
