import { wasAccepted } from '../delivery/message.ts';
import type { Step } from '../delivery/steps.ts';
import type { Journey } from './journey.ts';
import { everSent } from './round.ts';

/**
 * The real end: somebody has reset their password after a mail of ours. The last of our mails before their first reset that
 * got through after any; undefined where none did. What is forgotten of them stands in the ledger.
 */
export function resetAfterMail(journey: Journey): Step | undefined {
  const { evidence, ledger } = journey;
  if (ledger?.resetAfter) return ledger.resetAfter;
  const resets = evidence.filter(({ kind }) => kind === 'resetSucceeded').map(({ at }) => at.getTime());
  if (resets.length === 0) return undefined;
  const sent = everSent(journey)
    .filter(wasAccepted)
    .map(({ step, acceptedAt }) => ({ step, at: acceptedAt!.getTime() }));
  const firstMailAt = Math.min(...sent.map(({ at }) => at));
  const resetAt = Math.min(...resets.filter((at) => at >= firstMailAt));
  const before = sent.filter(({ at }) => at <= resetAt).toSorted((a, b) => b.at - a.at);
  return Number.isFinite(resetAt) ? before[0]?.step : undefined;
}
