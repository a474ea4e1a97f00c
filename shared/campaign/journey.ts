import { wasAccepted, type Message, type Step } from '../delivery/message.ts';
import type { Evidence } from '../registration/evidence.ts';
import type { UserFacts } from '../recipient/verdict.ts';

/** One person's way through the campaign: what the directory says, what the audit log told, what was sent. */
export interface Journey {
  readonly userId: string;
  readonly facts: UserFacts | undefined;
  /** When the registration report row was read. */
  readonly reportReadAt: Date | undefined;
  readonly enrolment: Enrolment | undefined;
  readonly evidence: readonly Evidence[];
  readonly messages: readonly Message[];
}

export interface Enrolment {
  readonly waveId: string;
  readonly enrolledAt: Date;
  /** The wave named this person by group or by id, so `includeGroups` does not hold them back. */
  readonly namedByWave: boolean;
}

export const messageOf = (journey: Journey, step: Step): Message | undefined =>
  journey.messages.find((message) => message.step === step);

export const nudgeAcceptedAt = (journey: Journey): Date | undefined => messageOf(journey, 'nudge')?.acceptedAt;

/** Reminders that the mail service took. */
export function remindersAccepted(journey: Journey): number {
  return journey.messages.filter((message) => message.step.startsWith('reminder-') && wasAccepted(message)).length;
}
