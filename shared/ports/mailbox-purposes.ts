import type { ToldPurpose } from '../recipient/mailbox-purpose.ts';
import type { ContactFailure } from './authentication-methods.ts';

/** What people's mailboxes are for, which no field of the directory tells. */
export interface MailboxPurposes {
  /** What somebody's mailbox is for at this moment. One request. Never throws. */
  read(userId: string): Promise<PurposeReading>;
}

export type PurposeReading =
  | { readonly kind: 'read'; readonly purpose: ToldPurpose }
  /** There is no mailbox in the cloud: none at all, one on-premises, or nobody of this id. */
  | { readonly kind: 'noMailbox' }
  /** An answer that cannot be understood, another word included. */
  | { readonly kind: 'unreadable'; readonly because: string }
  /** No answer, or Graph is in trouble: trying again helps. */
  | { readonly kind: 'away'; readonly because: string }
  /** Refused: of all of them for want of the permission, of one by a policy of Exchange, or for no reason that is told. */
  | ContactFailure;
