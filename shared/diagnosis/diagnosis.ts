import { writeCasePack } from './case-pack.ts';
import type { DiagnosisFacts } from './diagnosis-facts.ts';
import { firstCause, type FoundCause } from './found-cause.ts';
import { climb } from './ladder.ts';
import type { Rung } from './rung.ts';

export interface Diagnosis {
  /** `yes` when nothing stands in the way and everything could be read. */
  readonly canReset: 'yes' | 'no' | 'unknown';
  readonly cause: FoundCause | undefined;
  readonly ladder: readonly Rung[];
  /** For a support ticket. */
  readonly casePack: string;
}

/** Why somebody cannot reset their password: the first failing rung is the cause. */
export function diagnose(facts: DiagnosisFacts): Diagnosis {
  const ladder = climb(facts);
  const cause = firstCause(ladder);
  const isUnclear = ladder.some(({ status }) => status === 'unknown');
  const canReset = cause ? 'no' : isUnclear ? 'unknown' : 'yes';
  return { canReset, cause, ladder, casePack: writeCasePack(facts, ladder, cause) };
}
