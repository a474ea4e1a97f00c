import { closeGate, closureOf, type RateGate } from '../delivery/rate-gate.ts';
import type { SendAnswer } from '../delivery/send-answer.ts';
import type { GateStore } from '../ports/gate-store.ts';
import type { Journal } from '../ports/journal.ts';
import { changeKept } from './change-kept.ts';

/** In each round somebody gets through, so this many fail only when something else is wrong. */
const attempts = 50;

/** Changes the gate for all instances; repeated until our change is in, since a closed door must not be lost. */
export function changeGateForAll(change: (gate: RateGate) => RateGate, gates: GateStore): Promise<RateGate> {
  return changeKept(gates, 'gate', change, { attempts, what: 'The rate gate' });
}

export interface CloseGatePorts {
  readonly gates: GateStore;
  readonly journal: Journal;
}

/** The service took nothing, for a reason that holds for all mails. */
export type NotNow = Extract<SendAnswer, { kind: 'throttled' | 'unavailable' }>;

/**
 * What the service asks of us holds for all mails: after a 429, or when it cannot be used, the gate is closed. A wait that
 * is too long to be believed is cut, and the log says so.
 */
export function closeGateAfter(answer: NotNow, now: Date, { gates, journal }: CloseGatePorts): Promise<RateGate> {
  const asked = answer.kind === 'throttled' ? answer.retryAfterSeconds : undefined;
  const { seconds, isCapped } = closureOf(asked);
  if (isCapped) journal.warn('retryAfterCapped', { askedSeconds: asked, usedSeconds: seconds });
  return changeGateForAll((gate) => closeGate(gate, asked, now, reasonOf(answer)), gates);
}

/** Why a message comes back, and why the gate is closed. */
export const reasonOf = (answer: NotNow): string => (answer.kind === 'throttled' ? '429' : answer.because);
