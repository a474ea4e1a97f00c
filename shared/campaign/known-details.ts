import type { DetailFacts } from '../email/mail-facts.ts';
import { mailboxOwners, type OwnerMailboxes } from './owner-mailbox.ts';
import type { MailLocale } from '../email/mail-locales.ts';

/**
 * What readers know the mails by, and who is told of waves. Whoever wants to pass for the organisation changes these, so
 * each change of them is mailed to the addresses of before.
 */
export interface KnownDetails {
  readonly organisation: {
    readonly displayName: string;
    readonly helpDesk: { readonly name: string; readonly phone: string; readonly url: string };
    readonly verifyAt: string;
    readonly brandColor: string;
  };
  /** Its type and a digest; empty where there is none. */
  readonly logo: string;
  readonly noticesTo: readonly string[];
  /** Who gets digests and figures. Undefined in what was told by a version that had none. */
  readonly owners?: OwnerMailboxes | undefined;
  /** The language that the notice is written in: that of before, which its readers understand. */
  readonly locale: MailLocale;
}

/** A change that is being mailed. */
export interface DetailsNotice {
  readonly noticeId: string;
  readonly at: Date;
  readonly before: KnownDetails;
  readonly changes: readonly DetailFacts[];
}

/** What was told last, and the changes that are not mailed to everybody yet. */
export interface ToldDetails {
  readonly told: KnownDetails;
  readonly open: readonly DetailsNotice[];
}

/** So many wait at the most; what changes beyond is told as one change, once there is room. */
const mostOpen = 20;

/**
 * What is to be told once the campaign has these details: the same object where nothing is. The first details are told to
 * nobody, nor is a change that nobody was to be told of before.
 */
export function toldAfter(
  stored: ToldDetails | undefined,
  details: KnownDetails,
  noticeId: string,
  at: Date,
): ToldDetails {
  if (stored === undefined) return { told: details, open: [] };
  const { told: before, open } = stored;
  const changes = changesBetween(before, details);
  if (changes.length === 0 || open.length >= mostOpen) return stored;
  const notice = { noticeId, at, before, changes };
  return { told: details, open: before.noticesTo.length === 0 ? open : [...open, notice] };
}

export const withoutNotice = ({ told, open }: ToldDetails, noticeId: string): ToldDetails => ({
  told,
  open: open.filter((notice) => notice.noticeId !== noticeId),
});

function changesBetween(before: KnownDetails, after: KnownDetails): readonly DetailFacts[] {
  const [old, now] = [textsOf(before), textsOf(after)];
  return Object.keys(now)
    .map((path) => ({ path, before: old[path] ?? '', after: now[path]! }))
    .filter((change) => change.before !== change.after);
}

function textsOf({ organisation, logo, noticesTo, owners = {} }: KnownDetails): Readonly<Record<string, string>> {
  const { displayName, helpDesk, verifyAt } = organisation;
  return {
    'organisation.displayName': displayName,
    'organisation.helpDesk.name': helpDesk.name,
    'organisation.helpDesk.phone': helpDesk.phone,
    'organisation.helpDesk.url': helpDesk.url,
    'organisation.verifyAt': verifyAt,
    'mail.logo': logo,
    'waveNotices.to': noticesTo
      .map((address) => address.toLowerCase())
      .toSorted()
      .join(', '),
    ...Object.fromEntries(mailboxOwners.map((owner) => [`owners.${owner}`, (owners[owner] ?? '').toLowerCase()])),
  };
}
