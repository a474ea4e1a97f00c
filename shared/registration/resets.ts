import { byTime, type Evidence } from './evidence.ts';
import { failedForWriteback } from './writeback-signal.ts';

/** How often somebody has reset their password, or tried to. */
export interface ResetCounts {
  readonly succeeded: number;
  readonly failed: number;
  /** Of those that failed: since the password is managed on-premises and writeback is off. */
  readonly writebackOff: number;
}

export function resetsIn(evidence: readonly Evidence[]): ResetCounts {
  const resets = withoutSecondRows(evidence);
  return {
    succeeded: resets.filter(({ kind }) => kind === 'resetSucceeded').length,
    failed: resets.filter(({ kind }) => kind === 'resetFailed').length,
    writebackOff: resets.filter(failedForWriteback).length,
  };
}

/** A reset that got through may be logged twice within its visit: by the reset itself, and by the last row of the flow. */
function withoutSecondRows(evidence: readonly Evidence[]): readonly Evidence[] {
  const successes = evidence.filter(({ kind }) => kind === 'resetSucceeded').toSorted(byTime);
  const seconds = successes.filter((one, i) => i > 0 && one.at.getTime() - successes[i - 1]!.at.getTime() < visitMs);
  return evidence.filter((one) => !seconds.includes(one));
}

const visitMs = 5 * 60_000;
