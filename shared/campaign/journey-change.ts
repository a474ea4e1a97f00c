import type { Message } from '../delivery/message.ts';
import type { Evidence } from '../registration/evidence.ts';
import type { UserFacts } from '../recipient/verdict.ts';
import { defaultGoal, type Goal } from '../delivery/goal.ts';
import type { EntryNotice } from './entry-notice.ts';
import { inOrderOfTime, splitByStep, type Enrolment, type Journey, type OtherEnrolments } from './journey.ts';
import type { Ledger } from './ledger.ts';
import type { Reopening } from './round.ts';
import { noRows, recall } from './recall.ts';

/** The facts that are stored together, and what was asked about the mailbox with them. */
export type SeenFacts = Pick<
  UserFacts,
  'user' | 'isInDirectory' | 'registration' | 'memberOf' | 'unreadable' | 'mailbox'
>;

/** What changes of one person's journey. */
export interface JourneyChange {
  /** Messages as they shall be, new ones and changed ones, each known by its step and epoch. */
  readonly messages?: readonly Message[];
  /** Notices of what was entered, new ones and changed ones, each known by its id. */
  readonly entryNotices?: readonly EntryNotice[];
  /** New evidence; what is known of an event already is replaced. */
  readonly evidence?: readonly Evidence[];
  readonly enrolment?: Enrolment;
  /** Those that are named; the others stay as they are. */
  readonly otherEnrolments?: OtherEnrolments;
  /** All of them, oldest first. */
  readonly reopenings?: readonly Reopening[];
  /** What a look at this one person found, with the report's row as it was known. */
  readonly seen?: SeenFacts;
  /** When their own methods were read, where `seen` holds what these tell. */
  readonly methodsReadAt?: Date | undefined;
  readonly excludedByOperator?: boolean;
  /** All of them: replaces those of before. */
  readonly suppressedAddresses?: readonly string[];
  /** All that stays of messages and evidence: their rows go, and pinned words with them. Nothing else is written of them then. */
  readonly ledger?: Ledger;
}

/** Enrols somebody for a goal. */
export const enrol = (goal: Goal, enrolment: Enrolment): Pick<JourneyChange, 'enrolment' | 'otherEnrolments'> =>
  goal === defaultGoal ? { enrolment } : { otherEnrolments: { [goal]: enrolment } };

/** The journey as it reads once the change is written: the one place that knows what a write does. */
export function applyChange<Seen extends Journey>(journey: Seen, change: JourneyChange): Seen {
  const { enrolment = journey.enrolment, otherEnrolments, reopenings } = change;
  const changed = {
    ...journey,
    facts: journey.facts && { ...journey.facts, ...seenIn(change), ...marksIn(change) },
    rowReadAt: change.methodsReadAt ?? journey.rowReadAt,
    enrolment,
    ...(otherEnrolments && { otherEnrolments: { ...journey.otherEnrolments, ...otherEnrolments } }),
    ...(reopenings && { reopenings }),
  };
  if (change.ledger) return withLedgerOnly(changed, change.ledger);
  return {
    ...changed,
    evidence: withEvidence(journey.evidence, change.evidence),
    ...((change.messages ?? reopenings) && withMessages(changed, change.messages)),
    ...(change.entryNotices?.length && { entryNotices: withNotices(journey, change.entryNotices) }),
  };
}

function withLedgerOnly<Seen extends Journey>({ superseded: _, entryNotices: _n, ...journey }: Seen, ledger: Ledger) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was taken away may be missing
  return { ...journey, ...recall(journey.userId, noRows, { ...journey, ledger }) } as unknown as Seen;
}

const seenIn = ({ seen }: JourneyChange) =>
  seen && {
    user: seen.user,
    isInDirectory: seen.isInDirectory,
    registration: seen.registration,
    memberOf: seen.memberOf,
    unreadable: seen.unreadable,
    ...(seen.mailbox && { mailbox: seen.mailbox }),
    ...(seen.isInDirectory && { absentSince: undefined }),
  };

const marksIn = ({ excludedByOperator, suppressedAddresses }: JourneyChange) => ({
  ...(excludedByOperator !== undefined && { excludedByOperator }),
  ...(suppressedAddresses && { suppressedAddresses }),
});

/** In the order of the steps' names, as a store reads them. */
function withMessages({ messages, superseded = [], reopenings }: Journey, written: readonly Message[] = []) {
  const all = new Map([...messages, ...superseded].map((message) => [keyOf(message), message]));
  for (const message of written) all.set(keyOf(message), message);
  const split = splitByStep(
    [...all.values()].toSorted((a, b) => compare(a.step, b.step)),
    reopenings,
  );
  return { messages: split.messages, ...(split.superseded.length > 0 && { superseded: split.superseded }) };
}

function withNotices({ entryNotices = [] }: Journey, written: readonly EntryNotice[]) {
  return inOrderOfTime([...new Map([...entryNotices, ...written].map((one) => [one.messageId, one])).values()]);
}

const keyOf = ({ step, epoch }: Message): string => `${step}|${epoch}`;

/** By time, oldest first. */
function withEvidence(before: readonly Evidence[], written: readonly Evidence[] = []): readonly Evidence[] {
  if (written.length === 0) return before;
  const byEvent = new Map([...before, ...written].map((one) => [one.eventId, one]));
  return [...byEvent.values()].toSorted((a, b) => a.at.getTime() - b.at.getTime() || compare(a.eventId, b.eventId));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
