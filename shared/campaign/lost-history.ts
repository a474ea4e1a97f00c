import { isOpen, moveTo, type Message, historyLost } from '../delivery/message.ts';
import { messageIdOf, planMessage, renewMessage } from '../delivery/plan-message.ts';
import { isFollowUp, type Step } from '../delivery/steps.ts';
import { messageOf, nextEpoch, type Journey } from './journey.ts';

/**
 * What an operator decides for everybody of whom nobody knows what they were sent, since rows of theirs were lost.
 * `writtenTo`: each mail that may have left counts as sent. `startAnew`: nudge and reminders may leave once more.
 */
export const lossDecisions = ['writtenTo', 'startAnew'] as const;
export type LossDecision = (typeof lossDecisions)[number];

/** Whether somebody waits for that decision. */
export const isHistoryLost = ({ messages }: Pick<Journey, 'messages'>): boolean => messages.some(isLost);

const isLost = ({ state, because }: Message): boolean => state === 'unknown' && because === historyLost;

/** A step under whose ids mails may have left. */
export interface LeftStep {
  readonly step: Step;
  /** The first number under which none can have left. */
  readonly unusedEpoch: number;
}

/** Say on the message what was decided. */
export const countedAsSent = 'an operator counts it as sent: its row was lost, and it may have left';
export const startedAnew = 'an operator lets it start anew: its row was lost, and it may have left';

export const isCountedAsSent = ({ history }: Message): boolean =>
  history.some(({ because }) => because === countedAsSent);

/**
 * The messages as the decision leaves them; what follows is for the campaign to plan. The link and the mail about phones
 * count as sent either way: they come once in a life.
 */
export function decideLoss(
  journey: Journey,
  left: readonly LeftStep[],
  decision: LossDecision,
  at: DecidedAt,
): readonly Message[] {
  const named = new Set(left.map(({ step }) => step));
  const others = journey.messages.filter((one) => isLost(one) && !named.has(one.step));
  const all = [...left, ...others.map(({ step }): LeftStep => ({ step, unusedEpoch: 0 }))];
  return all.flatMap((one) => {
    const known = messageOf(journey, one.step);
    if (known !== undefined && !isDoubtful(known)) return [];
    const before = known ?? unstored(journey.userId, one, at);
    if (decision === 'writtenTo' || isFollowUp(one.step)) return [asSent(before, at.now)];
    return [anew(before, Math.max(one.unusedEpoch, nextEpoch(journey, one.step)), at)];
  });
}

interface DecidedAt {
  readonly deploymentId: string;
  readonly now: Date;
}

/** Its row was begun anew, so that it says nothing of a mail that left before. */
const isDoubtful = (message: Message): boolean =>
  isLost(message) || ((isOpen(message) || message.state === 'cancelled') && message.indexedAs === undefined);

/** A message of which the index alone knows. */
function unstored(userId: string, { step, unusedEpoch }: LeftStep, { deploymentId, now }: DecidedAt): Message {
  const epoch = unusedEpoch - 1;
  const message = planMessage(deploymentId, { userId, step }, { dueAt: now, now });
  return { ...message, epoch, messageId: messageIdOf(deploymentId, userId, step, epoch), history: [] };
}

/** From now on, so that what follows is no closer to it than the document spaces them. */
const asSent = (message: Message, now: Date): Message => ({
  ...moveTo(message, 'accepted', now, countedAsSent),
  acceptedAt: now,
});

/** Under a number that no mail had, and not open: whether it is owed, and when, the campaign says. */
function anew(before: Message, epoch: number, { deploymentId, now }: DecidedAt): Message {
  const again = renewMessage(before, epoch, deploymentId, { dueAt: now, now, because: 'resentByOperator' });
  return moveTo(again, 'cancelled', now, startedAnew);
}
