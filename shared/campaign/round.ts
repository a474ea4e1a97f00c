import { wasAccepted, type Message } from '../delivery/message.ts';
import type { Step } from '../delivery/steps.ts';

/** Why somebody is asked to register once more. */
export const reopeningReasons = ['resetFailed', 'securityInfoLost'] as const;
export type ReopeningReason = (typeof reopeningReasons)[number];

/** The way to register, begun once more after it had ended: nudge and reminders, never the SSPR link. */
export interface Reopening {
  readonly at: Date;
  readonly because: ReopeningReason;
  /** The event of the audit log, or the pass, that told of it: none of them reopens twice. */
  readonly toldBy: string;
  /** The first epoch of each step that the way before had come to; of all others it is 0. */
  readonly firstEpochs: Readonly<Partial<Record<Step, number>>>;
}

/** Of a journey what says which round somebody is in. */
interface Rounds {
  readonly reopenings?: readonly Reopening[] | undefined;
}

/** The first epoch that a step has in the round that somebody is in. */
export const firstEpochOf = ({ reopenings }: Rounds, step: Step): number => reopenings?.at(-1)?.firstEpochs[step] ?? 0;

/** Whether a message is of the round that somebody is in. Steps that come once in a life are of every round. */
export const isOfRound = (rounds: Rounds, { step, epoch }: Pick<Message, 'step' | 'epoch'>): boolean =>
  epoch >= firstEpochOf(rounds, step);

/**
 * One message for each step over all rounds: the one that counts, or where that was not taken yet, the last that was taken in
 * a round before. What figures go by: whoever was nudged stays nudged.
 */
export function everSent(
  journey: Rounds & { readonly messages: readonly Message[]; readonly superseded?: readonly Message[] },
): readonly Message[] {
  const { messages, superseded = [], reopenings } = journey;
  if (reopenings === undefined) return messages;
  const earlier = superseded
    .filter((message) => wasAccepted(message) && !isOfRound(journey, message))
    .toSorted((a, b) => b.epoch - a.epoch);
  const steps = new Set([...messages, ...earlier].map(({ step }) => step));
  return [...steps].map((step) => {
    const counting = messages.find((message) => message.step === step);
    const before = earlier.find((message) => message.step === step);
    return counting && (wasAccepted(counting) || before === undefined) ? counting : before!;
  });
}
