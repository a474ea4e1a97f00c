import type { Message } from '../delivery/message.ts';
import type { Step } from '../delivery/steps.ts';

/** When to look at one message of one person. Only a hint: the message's own row is the truth. */
export interface AgendaEntry {
  readonly dueAt: Date;
  readonly userId: string;
  readonly step: Step;
}

/** An entry that was handed to the queue and is watched until its sender is done with it. */
export interface WatchEntry {
  readonly watchAt: Date;
  readonly userId: string;
  readonly step: Step;
}

export const entryOf = ({ dueAt, userId, step }: Message): AgendaEntry => ({ dueAt, userId, step });

export const isSameEntry = (one: AgendaEntry, other: AgendaEntry): boolean =>
  one.userId === other.userId && one.step === other.step && one.dueAt.getTime() === other.dueAt.getTime();
