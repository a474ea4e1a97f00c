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

/**
 * Told by the address it names; a mail with the SSPR link may also say where to correct security info.
 * Tags are taken out, since they may break up an address.
 */
export function mailKind(content: {
  readonly plainText?: string | undefined;
  readonly html?: string | undefined;
}): MailKind {
  const { plainText = '', html = '' } = content;
  const text = `${plainText}\n${html}\n${html.replace(/<[^>]*>/g, '')}`;
  if (RESET_ADDRESS.test(text)) return 'ssprLink';
  if (text.toLowerCase().includes(REGISTER_ADDRESS)) return 'register';
  return 'other';
}
