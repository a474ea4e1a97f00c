import { v5 as uuidV5 } from 'uuid';
import type { Step } from './steps.ts';
import { historyLost, type Message, type RenewalReason } from './message.ts';

/** UUIDv5: the same for one deployment, person, step and epoch, whoever computes it. */
export function messageIdOf(deploymentId: string, userId: string, step: Step, epoch: number): string {
  return uuidV5(`${userId}|${step}|${epoch}`, deploymentId);
}

/** A message that waits for its time. */
export function planMessage(
  deploymentId: string,
  { userId, step }: Pick<Message, 'userId' | 'step'>,
  { dueAt, now }: PlannedAt,
): Message {
  const epoch = 0;
  return {
    userId,
    step,
    epoch,
    messageId: messageIdOf(deploymentId, userId, step, epoch),
    state: 'planned',
    because: undefined,
    dueAt,
    claim: undefined,
    acceptedAt: undefined,
    address: undefined,
    history: [{ state: 'planned', at: now }],
  };
}

/** A message whose row is gone, and whose mail may have left. */
export function lostMessage(deploymentId: string, of: Pick<Message, 'userId' | 'step'>, now: Date): Message {
  const state = 'unknown';
  const history = [{ state, at: now, because: historyLost }] as const;
  return { ...planMessage(deploymentId, of, { dueAt: now, now }), state, because: historyLost, history };
}

/** The step again, as a message of its own: later reports on the one before stay with that one. */
export function renewMessage(
  before: Pick<Message, 'userId' | 'step'>,
  epoch: number,
  deploymentId: string,
  at: RenewedAt,
): Message {
  const { userId, step } = before;
  return {
    ...planMessage(deploymentId, before, at),
    epoch,
    messageId: messageIdOf(deploymentId, userId, step, epoch),
    renewedFor: at.because,
    history: [{ state: 'planned', at: at.now, because: at.because }],
  };
}

interface PlannedAt {
  readonly dueAt: Date;
  readonly now: Date;
}

interface RenewedAt extends PlannedAt {
  readonly because: RenewalReason;
}
