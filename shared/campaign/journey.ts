import { wasAccepted, wasTurnedAway, type Message } from '../delivery/message.ts';
import { stepNameOf, type Step } from '../delivery/steps.ts';
import type { UnreadableRow } from '../faults/unreadable-row.ts';
import type { Evidence } from '../registration/evidence.ts';
import type { UserFacts } from '../recipient/verdict.ts';

/** One person's way through the campaign: what the directory says, what the audit log told, what was sent. */
export interface Journey {
  readonly userId: string;
  readonly facts: UserFacts | undefined;
  /** When the stored row of the report was read. Later passes do not write it again: `readinessOf` knows. */
  readonly rowReadAt: Date | undefined;
  readonly enrolment: Enrolment | undefined;
  readonly evidence: readonly Evidence[];
  /** One for each step: the one that counts. */
  readonly messages: readonly Message[];
  /** Other messages for the same steps, which were turned away, sent again or not needed. Reports may still come for them. */
  readonly superseded?: readonly Message[];
  /** Rows of theirs that cannot be read. What they said is not known, so nothing leaves for this person. */
  readonly unreadableRows?: readonly UnreadableRow[];
}

export interface Enrolment {
  readonly waveId: string;
  readonly enrolledAt: Date;
  /** The wave named this person by group or by id, so `includeGroups` does not hold them back. */
  readonly namedByWave: boolean;
}

export const messageOf = (journey: Journey, step: Step): Message | undefined =>
  journey.messages.find((message) => message.step === step);

/**
 * Tells the message of each step that counts from the others. It is the latest, unless that one was cancelled and an
 * earlier one had been taken without being turned away: then the step is done.
 */
export function splitByStep(all: readonly Message[]): Required<Pick<Journey, 'messages' | 'superseded'>> {
  const messages = new Map<Step, Message>();
  for (const message of all.toSorted((a, b) => a.epoch - b.epoch)) {
    const before = messages.get(message.step);
    const isDone = before !== undefined && wasAccepted(before) && !wasTurnedAway(before);
    if (!isDone || message.state !== 'cancelled') messages.set(message.step, message);
  }
  const counting = new Set(messages.values());
  return { messages: [...counting], superseded: all.filter((message) => !counting.has(message)) };
}

/** All messages of a step, the one that counts and the others. */
export const messagesFor = ({ messages, superseded = [] }: Journey, step: Step): readonly Message[] =>
  [...messages, ...superseded].filter((message) => message.step === step);

/** The number of a further message for a step. */
export const nextEpoch = (journey: Journey, step: Step): number =>
  Math.max(-1, ...messagesFor(journey, step).map(({ epoch }) => epoch)) + 1;

export const nudgeAcceptedAt = (journey: Journey): Date | undefined => messageOf(journey, 'nudge')?.acceptedAt;

/** Reminders that the mail service took. */
export function remindersAccepted(journey: Journey): number {
  return journey.messages.filter((message) => stepNameOf(message.step) === 'reminder' && wasAccepted(message)).length;
}
