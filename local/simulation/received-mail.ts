import { localeTexts } from '../../shared/email/locales.ts';
import { mailLocales } from '../../shared/email/mail-locales.ts';
import type { EmailMessage } from './email-message.ts';

/** What a mail asks for. `otherWay`: for another way to reset than the phone. `team`: a word to their people, of a manager. */
export type MailKind = 'register' | 'ssprLink' | 'otherWay' | 'team' | 'other';

export type Duplication = 'sameOperationId' | 'sameMessageId' | 'sameContent';

export type WrongMail =
  | 'ssprLinkBeforeRegistration'
  | 'otherWayIsThere'
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

const subjectsOf = (kind: 'phoneOnly' | 'managerSummary'): ReadonlySet<string> =>
  new Set(mailLocales.map((locale) => localeTexts(locale)[kind].subject));

const OTHER_WAY_SUBJECTS = subjectsOf('phoneOnly');
const TEAM_SUBJECTS = subjectsOf('managerSummary');

/**
 * Told by the address it names; a mail with the SSPR link may also say where to correct security info.
 * Tags are taken out, since they may break up an address. Another way is added where one registers, and so do the people of a team: the subject tells.
 */
export function mailKind(content: {
  readonly subject?: string | undefined;
  readonly plainText?: string | undefined;
  readonly html?: string | undefined;
}): MailKind {
  const { subject = '', plainText = '', html = '' } = content;
  const text = `${plainText}\n${html}\n${html.replace(/<[^>]*>/g, '')}`;
  if (TEAM_SUBJECTS.has(subject)) return 'team';
  if (RESET_ADDRESS.test(text)) return 'ssprLink';
  if (OTHER_WAY_SUBJECTS.has(subject)) return 'otherWay';
  if (text.toLowerCase().includes(REGISTER_ADDRESS)) return 'register';
  return 'other';
}
