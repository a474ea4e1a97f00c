import type { EmailMessage } from './email-message.ts';

/** What a mail asks for, told from the short address in it. */
export type MailKind = 'register' | 'ssprLink' | 'other';

export type Duplication = 'sameOperationId' | 'sameMessageId' | 'sameContent';

export type WrongMail =
  | 'ssprLinkBeforeRegistration'
  | 'nudgeAfterRegistration'
  | 'toGuest'
  | 'toDisabledAccount'
  | 'toSomebodyWhoLeft'
  | 'toSharedMailboxOrService'
  | 'toExecutive'
  | 'toAdmin'
  | 'toUnlicensed'
  | 'toOutOfScope';

export type DeliveryStatus = 'Delivered' | 'Bounced' | 'Suppressed' | 'Quarantined' | 'FilteredSpam' | 'Failed';

/** One mail in one person's mailbox: every accepted request makes one, duplicates too. */
export interface ReceivedMail {
  /** From 1, in the order of acceptance. */
  readonly number: number;
  readonly operationId: string;
  readonly acceptedAtMs: number;
  readonly deliveredAtMs: number;
  readonly recipient: string;
  readonly kind: MailKind;
  readonly internetMessageId: string;
  readonly message: EmailMessage;
  readonly status: DeliveryStatus;
  readonly duplicateOf: { readonly number: number; readonly why: Duplication } | undefined;
  readonly wrong: WrongMail | undefined;
}

const REGISTER_ADDRESS = 'aka.ms/ssprsetup';
const RESET_ADDRESS = /aka\.ms\/sspr(?![a-z])/i;

/** Told by the address that the text names first; the plain text is asked before the HTML. */
export function mailKind(content: {
  readonly plainText?: string | undefined;
  readonly html?: string | undefined;
}): MailKind {
  for (const text of [content.plainText, content.html]) {
    if (text === undefined) continue;
    const register = text.toLowerCase().indexOf(REGISTER_ADDRESS);
    const reset = text.search(RESET_ADDRESS);
    if (register < 0 && reset < 0) continue;
    return reset < 0 || (register >= 0 && register < reset) ? 'register' : 'ssprLink';
  }
  return 'other';
}
