import { wasAccepted, wasTurnedAway, type Message } from '../delivery/message.ts';
import { defaultGoal, goals, type Goal } from '../delivery/goal.ts';
import { servesGoal, stepNameOf, type Step } from '../delivery/steps.ts';
import type { UnreadableRow } from '../faults/unreadable-row.ts';
import type { Evidence } from '../registration/evidence.ts';
import type { UserFacts } from '../recipient/verdict.ts';
import type { EntryNotice } from './entry-notice.ts';
import type { Ledger } from './ledger.ts';
import { firstEpochOf, isOfRound, type Reopening } from './round.ts';

/** One person's way through the campaign: what the directory says, what the audit log told, what was sent. */
export interface Journey {
  readonly userId: string;
  readonly facts: UserFacts | undefined;
  /** When the stored row of the report was read. Later passes do not write it again: `readinessOf` knows. */
  readonly rowReadAt: Date | undefined;
  /** In a wave of the goal `register`. */
  readonly enrolment: Enrolment | undefined;
  /** In waves of other goals: one for each at the most. */
  readonly otherEnrolments?: OtherEnrolments;
  /** How often the way to register was begun once more, oldest first. */
  readonly reopenings?: readonly Reopening[] | undefined;
  readonly evidence: readonly Evidence[];
  /** One for each step of the round that they are in: the one that counts. */
  readonly messages: readonly Message[];
  /** Other messages for the same steps, which were turned away, sent again, not needed or of a round before. Reports may still come for them. */
  readonly superseded?: readonly Message[];
  /** What they are told of security info that was entered for them, oldest first. */
  readonly entryNotices?: readonly EntryNotice[];
  /** What stays of a part of it that was forgotten. It stands among messages and evidence already; `recall` has seen to it. */
  readonly ledger?: Ledger | undefined;
  /** Rows of theirs that cannot be read. What they said is not known, so nothing leaves for this person. */
  readonly unreadableRows?: readonly UnreadableRow[];
}

export interface Enrolment {
  readonly waveId: string;
  readonly enrolledAt: Date;
  /** The wave named this person by group or by id, so `includeGroups` does not hold them back. */
  readonly namedByWave: boolean;
}

export type OtherEnrolments = Readonly<Partial<Record<Exclude<Goal, typeof defaultGoal>, Enrolment>>>;

export type Enrolments = Pick<Journey, 'enrolment' | 'otherEnrolments'>;

export const enrolmentFor = ({ enrolment, otherEnrolments }: Enrolments, goal: Goal): Enrolment | undefined =>
  goal === defaultGoal ? enrolment : otherEnrolments?.[goal];

/** The goals that somebody is enrolled for, in the order of the list. */
export const goalsOf = (journey: Enrolments): readonly Goal[] =>
  goals.filter((goal) => enrolmentFor(journey, goal) !== undefined);

/** The goal that one of a wave's people is enrolled for with it, or undefined for whoever is not among them. */
export const goalWith = (journey: Enrolments, waveId: string): Goal | undefined =>
  goals.find((goal) => enrolmentFor(journey, goal)?.waveId === waveId);

/** Whether somebody's mails of this step are those of their wave for the goal. Every mail is of some wave of theirs. */
export const isOfGoal = (journey: Enrolments, step: Step, goal: Goal): boolean =>
  servesGoal(step, goal) || (goal === defaultGoal && !goalsOf(journey).some((other) => servesGoal(step, other)));

export const messageOf = (journey: Journey, step: Step): Message | undefined =>
  journey.messages.find((message) => message.step === step);

/**
 * Tells the message of each step that counts from the others. It is the latest of the round that somebody is in, unless that
 * one was cancelled and an earlier one of it had been taken without being turned away: then the step is done.
 */
export function splitByStep(
  all: readonly Message[],
  reopenings: Journey['reopenings'],
): Required<Pick<Journey, 'messages' | 'superseded'>> {
  const messages = new Map<Step, Message>();
  const ofRound = all.filter((message) => isOfRound({ reopenings }, message));
  for (const message of ofRound.toSorted((a, b) => a.epoch - b.epoch)) {
    const before = messages.get(message.step);
    const isDone = before !== undefined && wasAccepted(before) && !wasTurnedAway(before);
    if (!isDone || message.state !== 'cancelled') messages.set(message.step, message);
  }
  const counting = new Set(messages.values());
  return { messages: [...counting], superseded: all.filter((message) => !counting.has(message)) };
}

/** Oldest first. */
export const inOrderOfTime = (notices: readonly EntryNotice[]): readonly EntryNotice[] =>
  notices.toSorted(
    (a, b) => a.history[0]!.at.getTime() - b.history[0]!.at.getTime() || (a.messageId < b.messageId ? -1 : 1),
  );

/** All messages of a step, the one that counts and the others. */
const messagesFor = ({ messages, superseded = [] }: Journey, step: Step): readonly Message[] =>
  [...messages, ...superseded].filter((message) => message.step === step);

/** Those of them that are of the round that somebody is in. */
export const messagesOfRound = (journey: Journey, step: Step): readonly Message[] =>
  messagesFor(journey, step).filter((message) => isOfRound(journey, message));

/** The number of a further message for a step. */
export const nextEpoch = (journey: Journey, step: Step): number =>
  Math.max(firstEpochOf(journey, step) - 1, ...messagesFor(journey, step).map(({ epoch }) => epoch)) + 1;

export const nudgeAcceptedAt = (journey: Journey): Date | undefined => messageOf(journey, 'nudge')?.acceptedAt;

/** Reminders that the mail service took. */
export function remindersAccepted(journey: Journey): number {
  return journey.messages.filter((message) => stepNameOf(message.step) === 'reminder' && wasAccepted(message)).length;
}
