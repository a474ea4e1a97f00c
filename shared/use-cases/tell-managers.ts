import type { ManagerRound } from '../campaign/manager-round.ts';
import { letterTo, lettersOfWeek, weekOf } from '../campaign/manager-round.ts';
import type { MailOrigin } from '../config/campaign-mail.ts';
import { reasonsThatBar } from '../recipient/exclusion.ts';
import { addressOf, reasonsAgainst, type UserFacts } from '../recipient/verdict.ts';
import { addMinutes } from '../registration/add-time.ts';
import { judgeDetection } from '../registration/detection.ts';
import type { OwnerLetters, OwnerLetterStore } from '../ports/owner-letter-store.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import type { Campaign } from './campaign-rules.ts';
import type { DoneToday } from './done-today.ts';
import { lookAtPerson, type LookPorts } from './look-at-person.ts';
import type { ListReader, Team } from './read-lists.ts';
import { sendNotice, type SendNoticePorts } from './send-notice.ts';
import { writeTeamLetter } from './write-team-letter.ts';

export interface TellManagersPorts extends SendNoticePorts, LookPorts {
  readonly ownerLetters: OwnerLetterStore;
  readonly managersTold: DoneToday;
  readonly lists: Pick<ListReader, 'teams'>;
  readonly recipients: Pick<RecipientStore, 'readJourney'>;
}

export interface TellManagersContext extends Campaign {
  readonly origin: MailOrigin;
  readonly dryRun: boolean;
  readonly paused: boolean;
}

/** Letters to managers take a fifth of the hour's mails at the most, in four runs: people's own mails go before. */
const runsPerHour = 4;
const shareOfQuota = 5;
/** Within `functionTimeout`, beside what else the run does. */
const minutesPerRun = 1;
/** How often it is written down how far a run has come. */
const lettersPerNote = 20;

/**
 * Tells managers of their teams, each once a week at the most: whoever has somebody who was reminded as often as the document
 * says and is not ready. Team by team in the order of the managers' ids, some in each run, in the campaign's working hours. A
 * letter is claimed before its request and never sent again, whatever became of it: the next is a week away. Not under
 * `DRY_RUN`, while the campaign is paused, or while nobody sees registrations.
 */
export async function tellManagers(context: TellManagersContext, now: Date, ports: TellManagersPorts): Promise<void> {
  const { document, rules, dryRun, paused } = context;
  if (dryRun || paused || document.followUp.tellManagerAfterReminders === 0) return;
  if (!rules.ownPlace.isWorkingTime(now) || judgeDetection(rules.cadence, now).kind === 'stale') return;
  const week = weekOf(now, document.cadence.timeZone);
  if (ports.managersTold.is(week)) return;
  const book = await openBook(week, ports);
  if (book !== undefined && !book.round.isOver) await tellFrom(book, { context, now, week, ports });
  if (book?.round.isOver) ports.managersTold.note(week);
}

interface Run {
  readonly context: TellManagersContext;
  readonly now: Date;
  readonly week: string;
  readonly ports: TellManagersPorts;
}

/** The round as it was read, and each step of it written at once. */
interface Book {
  readonly round: ManagerRound;
  /** False when somebody else wrote meanwhile: then they are at it. */
  readonly put: (round: ManagerRound) => Promise<boolean>;
}

/** Undefined where somebody else begins this week at the same moment. Letters of the week before are forgotten then. */
async function openBook(week: string, { ownerLetters, notices }: TellManagersPorts): Promise<Book | undefined> {
  const { letters, version } = await ownerLetters.read();
  const book = bookOf(letters, version, ownerLetters);
  const { managers: before } = letters;
  if (before?.week === week) return book;
  if (!(await book.put({ week, after: undefined, isOver: false }))) return undefined;
  if (before) await notices.forgetAll(lettersOfWeek(before.week));
  return book;
}

function bookOf(letters: OwnerLetters, version: string | undefined, store: OwnerLetterStore): Book {
  let [round, known] = [letters.managers!, version];
  return {
    get round() {
      return round;
    },
    async put(next) {
      const written = await store.write({ ...letters, managers: next }, known);
      if (written !== undefined) [round, known] = [next, written];
      return written !== undefined;
    },
  };
}

async function tellFrom(book: Book, run: Run): Promise<void> {
  const { week, ports, context } = run;
  const most = Math.max(1, Math.floor(context.document.capacity.mailsPerHour / shareOfQuota / runsPerHour));
  const until = addMinutes(ports.clock.now(), minutesPerRun);
  let told = 0;
  let after = book.round.after;
  let isOver = true;
  for await (const team of ports.lists.teams(after)) {
    const isEnough = told === most || ports.clock.now() >= until;
    const outcome = isEnough ? 'later' : await tell(team, run);
    if (outcome === 'later') {
      isOver = false;
      break;
    }
    after = team.managerId;
    if (outcome === 'told' && ++told % lettersPerNote === 0) await book.put({ week, after, isOver: false });
  }
  await book.put({ week, after, isOver });
  ports.journal.info('managersTold', { week, told, isOver });
}

/** `later`: neither this manager nor those behind them can be told now. */
async function tell(team: Team, run: Run): Promise<'told' | 'nothing' | 'later'> {
  const { context, now, week, ports } = run;
  if (!team.people.some((person) => person.team?.isOwed)) return 'nothing';
  const noticeId = letterTo(team.managerId, week);
  const notice = await ports.notices.read(noticeId);
  if (notice === 'unreadable' || (notice && notice.mails.length > 0)) return 'nothing';
  const manager = await managerNow(team.managerId, run);
  if (manager === undefined || manager === 'later') return manager ?? 'nothing';
  const { address, facts } = manager;
  const words = async () => writeTeamLetter(team, facts, context, now);
  const sending = { noticeId, to: [address], notice, words, event: 'managerTold', keeps: 'outcome' } as const;
  return (await sendNotice(sending, context, now, ports)).length > 0 ? 'told' : 'later';
}

/** As the directory knows them now, and where they are written to; undefined for whoever no mail goes to. */
async function managerNow(userId: string, { context, now, ports }: Run) {
  const { cadence } = context.rules;
  const journey = await ports.recipients.readJourney(userId);
  if (journey?.facts === undefined) return leftOut(userId, 'notInDirectory', ports);
  const look = await lookAtPerson(journey, cadence, now, ports);
  if (look.kind === 'later') return 'later';
  const facts: UserFacts = look.kind === 'asKnown' ? journey.facts : look.facts;
  const against = reasonsAgainst(facts, { audience: cadence.audience, now });
  const because = barsLetter.find((reason) => against.includes(reason));
  const address = addressOf(facts, cadence.audience);
  if (because !== undefined || address === undefined) return leftOut(userId, because ?? 'noUsableAddress', ports);
  return { facts, address };
}

/** Whoever gets no link gets no letter: they have left, or an operator, a group or a list keeps mail from them. */
const barsLetter = reasonsThatBar('barsLink');

function leftOut(userId: string, because: string, { journal }: TellManagersPorts): undefined {
  journal.info('managerLeftOut', { userId, because });
}
