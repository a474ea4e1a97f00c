import { Temporal } from 'temporal-polyfill';
import { TIME_ZONE } from './campaign-document.ts';
import { DAY_MS } from './durations.ts';
import type { ReceivedMail } from './received-mail.ts';
import { isToSharedMailbox } from './shared-mailboxes.ts';
import { troubleBetween } from './trouble.ts';
import type { World } from './world.ts';

export interface SharedMail {
  readonly atMs: number;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface OwnerFigures {
  readonly mails: number;
  readonly mailboxes: number;
  /** What is wrong with a digest of people in trouble, in words. */
  readonly wrongDigests: readonly string[];
  /** Mails that name somebody, which no mail does unless the organisation wants names. */
  readonly withNames: number;
}

/** A loss is known from the second night on; an account that is gone from the next. */
const NOTICED_WITHIN_MS = 2 * DAY_MS;
/** A weekend and a holiday longer, until it is told. */
const TOLD_WITHIN_MS = NOTICED_WITHIN_MS + 4 * DAY_MS;

export const sharedMailsTo = (world: World, address: string): readonly SharedMail[] =>
  sharedMailsOf(world).filter(({ to }) => to === address);

/** What is true of the mails to those who run the campaign; nothing of it is asked of the campaign. */
export function ownerFigures(world: World): OwnerFigures {
  const mails = sharedMailsOf(world);
  const digests = mails.flatMap(digestIn);
  return {
    mails: mails.length,
    mailboxes: new Set(mails.map(({ to }) => to)).size,
    wrongDigests: [
      ...digests.flatMap((digest, n) => faultsOf(digest, digests.slice(0, n), world)),
      ...wrongFigures(digests, world),
    ],
    withNames: mails.filter(({ text, html }) => isAnybodyNamed(`${text}${html}`, world)).length,
  };
}

const sharedMailsOf = ({ otherMails }: World): readonly SharedMail[] =>
  otherMails.filter(isToSharedMailbox).map(({ acceptedAtMs, recipient, message: { content } }: ReceivedMail) => ({
    atMs: acceptedAtMs,
    to: recipient,
    subject: content.subject,
    text: (content.plainText ?? '').replaceAll(/\s+/g, ' '),
    html: content.html ?? '',
  }));

interface Digest extends SharedMail {
  /** How many people it says are in trouble. */
  readonly people: number;
}

function digestIn(mail: SharedMail): readonly Digest[] {
  const told = /(?:([\d,]+) (?:person|people) tried to reset a forgotten password|Nobody is left on your list)/.exec(
    mail.text,
  );
  return told === null ? [] : [{ ...mail, people: Number(told[1]?.replaceAll(',', '') ?? 0) }];
}

/** Each mailbox is told once a working day at the most, and only where somebody came into trouble or left it. */
function faultsOf(digest: Digest, earlier: readonly Digest[], world: World): readonly string[] {
  const before = earlier.findLast(({ to }) => to === digest.to);
  const day = dayOf(digest.atMs);
  const { least, most } = troubleBetween(world, (before?.atMs ?? 0) - NOTICED_WITHIN_MS, digest.atMs);
  return [
    ...(day.dayOfWeek > 5 ? [fault(digest, 'came on a day off')] : []),
    ...(before !== undefined && dayOf(before.atMs).equals(day) ? [fault(digest, 'is the second of a day')] : []),
    ...(least === most ? [fault(digest, 'came though nothing had changed')] : []),
  ];
}

/** After each day with a digest, and at the end, the mailboxes have together been told of as many people as there are. */
function wrongFigures(digests: readonly Digest[], world: World): readonly string[] {
  const lastOfDay = digests.filter(({ atMs }, n) => {
    const next = digests[n + 1];
    return next === undefined || !dayOf(next.atMs).equals(dayOf(atMs));
  });
  const ofDays = lastOfDay.flatMap((digest) => {
    const told = toldBy(digests, digest.atMs);
    const { least, most } = troubleBetween(world, digest.atMs - NOTICED_WITHIN_MS, digest.atMs);
    return told < least || told > most ? [fault(digest, `makes ${told} people in trouble of ${least} to ${most}`)] : [];
  });
  const { least, most } = troubleBetween(world, world.nowMs - TOLD_WITHIN_MS, world.nowMs);
  const told = toldBy(digests, world.nowMs);
  const isTold = digests.length === 0 || (told >= least && told <= most);
  return isTold
    ? ofDays
    : [...ofDays, `in the end ${told} people in trouble were told of, and ${least} to ${most} are`];
}

/** By the last digest of each mailbox. */
const toldBy = (digests: readonly Digest[], atMs: number): number =>
  [...new Map(digests.filter((one) => one.atMs <= atMs).map(({ to, people }) => [to, people])).values()].reduce(
    (sum, people) => sum + people,
    0,
  );

const isAnybodyNamed = (content: string, { states }: World): boolean =>
  states.some(({ person }) =>
    [person.displayName, person.userPrincipalName, person.id].some((name) => name !== '' && content.includes(name)),
  );

const dayOf = (atMs: number): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(TIME_ZONE).toPlainDate();

const fault = ({ atMs, to }: SharedMail, what: string): string =>
  `the digest to ${to} of ${dayOf(atMs).toString()} ${what}`;
