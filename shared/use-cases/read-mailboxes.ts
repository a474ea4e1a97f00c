import type { MailboxPurposes, PurposeReading } from '../ports/mailbox-purposes.ts';
import type { PurposeMark, StoredJourney } from '../ports/recipient-store.ts';
import { isMailboxDue, isNobodysMailbox, type KnownMailbox } from '../recipient/mailbox-purpose.ts';
import { judgeUser } from '../recipient/verdict.ts';
import type { PassRun, Reading } from './pass-run.ts';
import { replanAll } from './replan-all.ts';

/** A million mailboxes in the 90 days that an answer is kept. Whoever is left is asked for before their mail. */
export const mostMailboxesPerPass = 12_000;

const peoplePerPage = 500;
/** So many are asked for before they are written and the pass moves its checkpoint: some seconds. */
const peopleAtOnce = 40;
/** Exchange counts requests for each mailbox, so that those for several are in nobody's way. */
const askedAtATime = 4;

/**
 * Asks what the mailboxes are for of people who would be written to, and of whom that is not known. Whoever was asked for is
 * stored: a pass that dies, or that another one replaces, asks for nobody twice. Where it cannot ask, it goes on without.
 */
export async function readMailboxes(run: PassRun): Promise<Reading> {
  const { pass, ports } = run;
  const left = mostMailboxesPerPass - (pass.counts.mailboxesAsked ?? 0);
  if (ports.mailboxPurposes === undefined || left <= 0) return endOf(run);
  const { journeys, next } = await ports.recipients.readHeads(pass.next, peoplePerPage);
  const due = journeys.filter((journey) => isAskedFor(journey, run));
  const answers = await askFor(due.slice(0, Math.min(peopleAtOnce, left)), ports.mailboxPurposes);
  const failure = failureOfAll(answers, mayRead(journeys, run));
  if (failure) return goOnWithout(failure, run);
  const known = answers.flatMap(({ userId, reading }) => {
    const mailbox = mailboxAfter(reading, ports.clock.now());
    return mailbox ? [{ userId, mailbox }] : [];
  });
  await write(known, run);
  const wait = answers.find(({ reading }) => reading.kind === 'throttled')?.reading;
  if (wait?.kind === 'throttled') return { kind: 'throttled', retryAfterSeconds: wait.retryAfterSeconds };
  const counts = countAsked(known, run);
  return due.length > answers.length ? { kind: 'partly', counts } : { kind: 'read', next, counts, groupsLeft: [] };
}

const endOf = ({ pass }: PassRun): Reading => ({ kind: 'read', next: undefined, counts: pass.counts, groupsLeft: [] });

/** Whether nothing but their mailbox could keep somebody out, and what it is for is not known. */
function isAskedFor({ facts, unreadableRows }: StoredJourney, { rules: { cadence }, now }: PassRun): boolean {
  if (facts === undefined || unreadableRows || !isMailboxDue(facts.mailbox, now)) return false;
  return judgeUser({ ...facts, mailbox: undefined }, { audience: cadence.audience, now }).selected;
}

interface Answer {
  readonly userId: string;
  readonly reading: PurposeReading;
}

/** Asks some at a time, until Graph asks to wait. */
async function askFor(due: readonly StoredJourney[], purposes: MailboxPurposes): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const isThrottled = () => answers.some(({ reading }) => reading.kind === 'throttled');
  for (let from = 0; from < due.length && !isThrottled(); from += askedAtATime) {
    const some = due.slice(from, from + askedAtATime);
    answers.push(
      ...(await Promise.all(some.map(async ({ userId }) => ({ userId, reading: await purposes.read(userId) })))),
    );
  }
  return answers;
}

/** Whether somebody could be read before, so that a refusal is that of one person. */
const mayRead = (journeys: readonly StoredJourney[], { pass: { counts } }: PassRun): boolean =>
  (counts.mailboxesAsked ?? 0) > (counts.mailboxesUnknown ?? 0) ||
  journeys.some(({ facts }) => facts?.mailbox !== undefined && facts.mailbox.purpose !== 'unknown');

/** What keeps all of them from being read: nobody of several could be, which is no matter of one person. */
function failureOfAll(answers: readonly Answer[], isAllowed: boolean): string | undefined {
  const failures = answers.flatMap(({ reading }) =>
    reading.kind === 'refused' || reading.kind === 'away' ? reading : [],
  );
  const [first] = failures;
  if (first === undefined || failures.length < answers.length || (isAllowed && failures.length === 1)) return undefined;
  return first.kind === 'refused' ? `${first.permission} is missing (${whyUnknown(first)})` : whyUnknown(first);
}

function goOnWithout(because: string, run: PassRun): Reading {
  run.ports.journal.warn('mailboxesNotRead', { passId: run.pass.passId, because });
  return endOf(run);
}

/** What is known of a mailbox after a reading; undefined where Graph asks to wait. */
export function mailboxAfter(reading: PurposeReading, readAt: Date): KnownMailbox | undefined {
  if (reading.kind === 'throttled') return undefined;
  if (reading.kind === 'read') return { purpose: reading.purpose, readAt };
  if (reading.kind === 'noMailbox') return { purpose: 'none', readAt };
  return { purpose: 'unknown', because: whyUnknown(reading), readAt };
}

const whyUnknown = (reading: Exclude<PurposeReading, { kind: 'read' | 'noMailbox' | 'throttled' }>): string =>
  reading.kind === 'refused' ? `403 ${reading.code}` : reading.because;

/** Plans anew what was planned for a mailbox that is nobody's. */
async function write(known: readonly PurposeMark[], run: PassRun): Promise<void> {
  if (known.length === 0) return;
  const { pass, ports } = run;
  await ports.recipients.markMailboxes(known);
  for (const { userId, mailbox } of known)
    if (mailbox.purpose === 'unknown')
      ports.journal.warn('mailboxNotRead', { passId: pass.passId, userId, because: mailbox.because });
  await replanAll(
    known.filter(({ mailbox }) => isNobodysMailbox(mailbox)).map(({ userId }) => userId),
    run,
  );
}

function countAsked(known: readonly PurposeMark[], { pass: { counts } }: PassRun) {
  const { mailboxesAsked = 0, mailboxesUnknown = 0 } = counts;
  const unknown = known.filter(({ mailbox }) => mailbox.purpose === 'unknown').length;
  return { ...counts, mailboxesAsked: mailboxesAsked + known.length, mailboxesUnknown: mailboxesUnknown + unknown };
}
