import { troubleNowOf } from '../campaign/figures.ts';
import { refusalOf } from '../campaign/notice-address.ts';
import { endLetter, noLetter, openLetter, type OwnerLetter } from '../campaign/owner-letter.ts';
import { mailboxFor, mailboxOwners, type MailboxOwner } from '../campaign/owner-mailbox.ts';
import { isToldOf, toldTrouble, troubleFor, type ToldTrouble, type TroubleNow } from '../campaign/trouble-digest.ts';
import type { MailOrigin } from '../config/campaign-mail.ts';
import { causeIn } from '../diagnosis/causes.ts';
import type { FiguresStore } from '../ports/figures-store.ts';
import type { OwnerLetters, OwnerLetterStore } from '../ports/owner-letter-store.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import type { Campaign } from './campaign-rules.ts';
import type { DoneToday } from './done-today.ts';
import type { ErasedPeople } from './erased-people.ts';
import { noticePlacesOf } from './notice-places.ts';
import { readSettled, sendNotice, type SendNoticePorts } from './send-notice.ts';
import { dayOf } from './wave-outlook.ts';
import { writeTroubleDigest } from './write-trouble-digest.ts';

export interface TellOwnersPorts extends SendNoticePorts {
  readonly ownerLetters: OwnerLetterStore;
  readonly ownersTold: DoneToday;
  readonly figures: Pick<FiguresStore, 'read'>;
  readonly recipients: RecipientStore;
  readonly erasedPeople: Pick<ErasedPeople, 'known'>;
  readonly passes: Pick<PassStore, 'readLastComplete'>;
}

export interface TellOwnersContext extends Campaign {
  readonly origin: MailOrigin;
  /** The app setting: addresses elsewhere that notices may go to. */
  readonly noticeAddresses: readonly string[];
  /** The host of the campaign's page, where it is known. */
  readonly siteHost: string | undefined;
  readonly dryRun: boolean;
  readonly paused: boolean;
}

/**
 * Tells those who can mend it whose reset does not work: each mailbox once a working day at the most, in the campaign's
 * working hours, and only when somebody came into trouble or left it since the last time. What a letter says is written down
 * first, and it is then sent as every notice is: claimed before the request, never again. While the campaign is paused, or
 * under `DRY_RUN`, nothing is read or sent. Asks storage twice a day where there is nothing to tell.
 */
export async function tellOwners(context: TellOwnersContext, now: Date, ports: TellOwnersPorts): Promise<void> {
  const { document, rules, dryRun, paused } = context;
  const named = mailboxOwners.filter((owner) => document.owners[owner] !== undefined);
  if (dryRun || paused || !document.digests.trouble || named.length === 0) return;
  if (!rules.ownPlace.isWorkingTime(now)) return;
  const day = dayOf(now, document.cadence.timeZone);
  const what = JSON.stringify([day, document.owners, document.digests]);
  if (ports.ownersTold.is(what)) return;
  const { current } = (await ports.figures.read()).figures;
  if (current === undefined) return;
  const { hashOf } = await ports.erasedPeople.known();
  const trouble = troubleNowOf(current.figures);
  const run: OwnersRun = { context, now, day, trouble, standsFor: hashOf, book: await readBook(ports), ports };
  const told: boolean[] = [];
  for (const owner of named) told.push(await tell(owner, run));
  if (told.every(Boolean)) ports.ownersTold.note(what);
}

interface OwnersRun {
  readonly context: TellOwnersContext;
  readonly now: Date;
  readonly day: string;
  readonly trouble: TroubleNow;
  /** A keyed hash in place of an object id: what was told says of nobody who they are. */
  readonly standsFor: (userId: string) => string;
  readonly book: LetterBook;
  readonly ports: TellOwnersPorts;
}

/** The letters as they were read, and each change of one written at once. */
interface LetterBook {
  readonly of: (owner: MailboxOwner) => OwnerLetter<ToldTrouble>;
  /** False when somebody else wrote meanwhile: then they are at it. */
  readonly put: (owner: MailboxOwner, letter: OwnerLetter<ToldTrouble>) => Promise<boolean>;
}

async function readBook({ ownerLetters }: Pick<TellOwnersPorts, 'ownerLetters'>): Promise<LetterBook> {
  let { letters, version } = await ownerLetters.read();
  let isOutdated = false;
  return {
    of: (owner) => letters.trouble[owner] ?? noLetter,
    put: async (owner, letter) => {
      if (isOutdated) return false;
      const changed: OwnerLetters = { ...letters, trouble: { ...letters.trouble, [owner]: letter } };
      const written = await ownerLetters.write(changed, version);
      if (written === undefined) isOutdated = true;
      else [letters, version] = [changed, written];
      return written !== undefined;
    },
  };
}

/** Whether there is nothing left to do for this mailbox today. */
async function tell(owner: MailboxOwner, run: OwnersRun): Promise<boolean> {
  const { book, day, ports } = run;
  const known = book.of(owner);
  if (known.open === undefined && known.day === day) return true;
  if (known.ended !== undefined && known.day !== day) {
    await ports.notices.forget(known.ended);
    if (!(await book.put(owner, { ...known, ended: undefined }))) return false;
  }
  const letter = known.open === undefined ? opening(owner, run) : known;
  if (letter === undefined || !(await isAllowed(owner, letter.open!.noticeId, run))) return true;
  if (known.open === undefined && !(await book.put(owner, letter))) return false;
  return send(owner, letter, run);
}

const theirs = (owner: MailboxOwner, { context, trouble }: OwnersRun): TroubleNow =>
  troubleFor(
    trouble,
    (cause) => mailboxFor(causeIn(context.origin.cloud, cause).owner, context.document.owners) === owner,
  );

/** The letter that is owed; undefined where nothing has changed. */
function opening(owner: MailboxOwner, run: OwnersRun): OwnerLetter<ToldTrouble> | undefined {
  const { book, day, standsFor } = run;
  const letter = book.of(owner);
  const says = toldTrouble(theirs(owner, run), standsFor);
  return isToldOf(letter.told, says) ? openLetter(letter, `trouble|${owner}|${day}`, says) : undefined;
}

async function isAllowed(owner: MailboxOwner, noticeId: string, run: OwnersRun): Promise<boolean> {
  const { context, ports } = run;
  const places = await noticePlacesOf(context.noticeAddresses, ports.passes);
  const because = refusalOf(context.document.owners[owner]!, places);
  if (because !== undefined) ports.journal.warn('noticeNotAllowed', { noticeId, path: `owners.${owner}`, because });
  return because === undefined;
}

async function send(owner: MailboxOwner, letter: OwnerLetter<ToldTrouble>, run: OwnersRun): Promise<boolean> {
  const { context, now, day, trouble, standsFor, book, ports } = run;
  const { noticeId, says } = letter.open!;
  const notice = await readSettled(noticeId, now, ports);
  if (notice === 'unreadable') return false;
  const to = [context.document.owners[owner]!];
  const words = async () =>
    writeTroubleDigest({ owner, told: letter.told, says, people: trouble.people, standsFor }, context, now, ports);
  const mails = await sendNotice(
    { noticeId, to, notice, words, event: 'ownerTold', keeps: 'all' },
    context,
    now,
    ports,
  );
  const isOver = mails.length > 0 && mails.every(({ state }) => state !== 'claimed');
  return isOver && book.put(owner, endLetter(letter, mails, day));
}
