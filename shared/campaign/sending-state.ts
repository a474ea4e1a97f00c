import { askGate, type Capacity, type RateGate } from '../delivery/rate-gate.ts';
import type { Brakes } from './send-decision.ts';

/** Whether mails may leave at this moment, or why none do. */
export type SendingState =
  | { readonly kind: 'open'; /** So many, before the quota is spent. */ readonly count: number }
  | { readonly kind: 'stopped'; readonly because: 'paused' | 'dryRun' | 'quotaSpent' }
  /** The mail service asked to wait, or could not be used. */
  | { readonly kind: 'closed'; readonly because: string; readonly until: Date };

/** Says why nothing leaves, the reason first that an operator can change. */
export function judgeSending(brakes: Brakes, gate: RateGate, capacity: Capacity, now: Date): SendingState {
  if (brakes.paused || brakes.dryRun) return { kind: 'stopped', because: brakes.paused ? 'paused' : 'dryRun' };
  const admission = askGate(gate, capacity, now);
  if (!admission.open) return { kind: 'closed', because: admission.because, until: admission.until };
  return admission.count === 0 ? { kind: 'stopped', because: 'quotaSpent' } : { kind: 'open', count: admission.count };
}
