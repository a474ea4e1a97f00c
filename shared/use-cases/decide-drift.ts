import type { DriftStore } from '../ports/drift-store.ts';
import { isUndecided, type MassDrift, type DriftDecision } from '../registration/mass-drift.ts';
import { audited, type AuditedRun, type AuditPorts, type ChangeOutcome } from './audited.ts';
import { changeDrifts } from './note-lost.ts';

export interface DriftRequest {
  /** The pass that found it. */
  readonly passId: string;
  readonly decision: DriftDecision;
  readonly because: string;
  readonly by: string;
}

export type DriftAnswer =
  | { readonly kind: 'done'; readonly drift: MassDrift }
  | { readonly kind: 'unknownDrift' }
  | { readonly kind: 'decidedOtherwise'; readonly decision: DriftDecision };

interface DecideDriftRun extends AuditedRun {
  readonly ports: AuditPorts & { readonly drifts: DriftStore };
}

/**
 * Decides about those who lost the reset in a mass drift, once: whether they are asked to register once more, each by the
 * rules of everybody. The same decision again changes nothing.
 */
export function decideDrift(request: DriftRequest, run: DecideDriftRun): Promise<DriftAnswer> {
  const { passId, decision, because, by } = request;
  const asked = { by, action: 'decideDrift', details: { passId, decision, because } } as const;
  return audited(asked, run, () => decide(request, run), outcomeOf);
}

async function decide({ passId, decision }: DriftRequest, { ports }: DecideDriftRun): Promise<DriftAnswer> {
  let answer: DriftAnswer = { kind: 'unknownDrift' };
  await changeDrifts((drifts) => {
    const drift = drifts.find((one) => one.passId === passId);
    answer = answerFor(drift, decision);
    if (answer.kind !== 'done' || !isUndecided(drift!)) return drifts;
    const { drift: decided } = answer;
    return drifts.map((one) => (one === drift ? decided : one));
  }, ports.drifts);
  return answer;
}

function answerFor(drift: MassDrift | undefined, decision: DriftDecision): DriftAnswer {
  if (drift === undefined) return { kind: 'unknownDrift' };
  const { decision: before = decision } = drift;
  return before === decision
    ? { kind: 'done', drift: { ...drift, decision } }
    : { kind: 'decidedOtherwise', decision: before };
}

function outcomeOf(answer: DriftAnswer): ChangeOutcome {
  if (answer.kind !== 'done') return { outcome: 'refused', details: { refusal: answer.kind } };
  return { outcome: 'done', details: { people: answer.drift.people } };
}
