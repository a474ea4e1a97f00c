import { writeCasePack } from './case-pack.ts';
import type { DiagnosisFacts } from './diagnosis-facts.ts';
import { causesOf, type FoundCause } from './found-cause.ts';
import { climb } from './ladder.ts';
import type { Rung } from './rung.ts';

export interface Diagnosis {
  /** `yes` when nothing stands in the way and everything could be read. */
  readonly canReset: 'yes' | 'no' | 'unknown';
  readonly cause: FoundCause | undefined;
  /** What is seen to stand in the way beside what the page or the server told. */
  readonly otherCause: FoundCause | undefined;
  readonly ladder: readonly Rung[];
  /** For a support ticket. */
  readonly casePack: string;
}

/** Why somebody cannot reset their password: the first failing rung is the cause, and what the page told comes first. */
export function diagnose(facts: DiagnosisFacts): Diagnosis {
  const ladder = climb(facts);
  const { cause, otherCause } = causesOf(ladder, facts.cloud);
  const isUnclear = ladder.some(({ status }) => status === 'unknown');
  const canReset = cause ? 'no' : isUnclear ? 'unknown' : 'yes';
  return { canReset, cause, otherCause, ladder, casePack: writeCasePack(facts, ladder, [cause, otherCause]) };
}
