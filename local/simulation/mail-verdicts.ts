import { DAY_MS, HOUR_MS } from './durations.ts';
import type { EmailMessage } from './email-message.ts';
import type { PersonCase } from './person.ts';
import { existsAt, isEnabledAt, type PersonState, standingAt } from './person-state.ts';
import { changeInForce, isByPhoneAlone } from './security-info.ts';
import type { MailKind, ReceivedMail, WrongMail } from './received-mail.ts';

/** The same subject again this soon is no reminder. */
const SAME_CONTENT_WITHIN_MS = 2 * DAY_MS;
/** How long a sender may take to learn of a change before a mail counts as wrong. */
const GRACE_MS = HOUR_MS;
/** Accounts that leave or are disabled are seen by the nightly pass. */
const NIGHTLY_GRACE_MS = 26 * HOUR_MS;

export interface Arrival {
  readonly operationId: string;
  readonly kind: MailKind;
  readonly message: EmailMessage;
  readonly messageIdHeader: string | undefined;
  readonly atMs: number;
}

/**
 * The earlier mail that this one repeats: accepted under the same id, with the same Message-ID,
 * or a second SSPR link or request for another way, or the same subject within two days.
 */
export function duplicateOf(earlier: readonly ReceivedMail[], arrival: Arrival): ReceivedMail['duplicateOf'] {
  for (const mail of earlier) {
    if (mail.operationId === arrival.operationId) return { number: mail.number, why: 'sameOperationId' };
    if (arrival.messageIdHeader !== undefined && mail.internetMessageId === arrival.messageIdHeader)
      return { number: mail.number, why: 'sameMessageId' };
    if (isSameContent(mail, arrival)) return { number: mail.number, why: 'sameContent' };
  }
  return undefined;
}

function isSameContent(mail: ReceivedMail, arrival: Arrival): boolean {
  if (mail.kind !== arrival.kind) return false;
  // Once in a life.
  if (mail.kind === 'ssprLink' || mail.kind === 'otherWay') return true;
  return (
    mail.message.content.subject === arrival.message.content.subject &&
    arrival.atMs - mail.acceptedAtMs < SAME_CONTENT_WITHIN_MS
  );
}

const NEVER_MAILED: Partial<Record<PersonCase, WrongMail>> = {
  guest: 'toGuest',
  sharedMailbox: 'toSharedMailboxOrService',
  serviceAccount: 'toSharedMailboxOrService',
  hiddenMailbox: 'toSharedMailboxOrService',
  executive: 'toExecutive',
  admin: 'toAdmin',
  unlicensed: 'toUnlicensed',
  outOfScope: 'toOutOfScope',
};

const methodsAt = ({ changes }: PersonState, atMs: number): readonly string[] => changeInForce(changes, atMs).methods;

/** A manager is written to about their people, whatever stands in the way of their own reset. */
const ONLY_ABOUT_THEMSELVES: ReadonlySet<WrongMail | undefined> = new Set(['toAdmin', 'toUnlicensed', 'toOutOfScope']);

/** Why this mail should not have been sent to this person now, judged by the truth, not by the report. */
export function wrongMail(state: PersonState, kind: MailKind, atMs: number): WrongMail | undefined {
  const graceStartMs = atMs - GRACE_MS;
  if (state.leftAtMs !== undefined && !existsAt(state, atMs - NIGHTLY_GRACE_MS)) return 'toSomebodyWhoLeft';
  if (!isEnabledAt(state, atMs - NIGHTLY_GRACE_MS)) return 'toDisabledAccount';
  const byCase = NEVER_MAILED[state.person.personCase];
  if (byCase !== undefined && !(kind === 'team' && ONLY_ABOUT_THEMSELVES.has(byCase))) return byCase;
  const wasCapable = standingAt(state, graceStartMs).isSsprCapable;
  if (kind === 'ssprLink' && !standingAt(state, atMs).isSsprCapable && !wasCapable) return 'ssprLinkBeforeRegistration';
  if (kind === 'otherWay' && ![graceStartMs, atMs].some((ms) => isByPhoneAlone(methodsAt(state, ms))))
    return 'otherWayIsThere';
  if (kind === 'register' && standingAt(state, atMs).isSsprCapable && wasCapable) return 'nudgeAfterRegistration';
  return undefined;
}
