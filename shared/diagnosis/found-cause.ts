import type { Cause, CauseId } from './cause.ts';
import { causes } from './causes.ts';
import { codeOf, type ResetCode } from './reset-code.ts';
import type { Rung } from './rung.ts';

/** The first thing that stands in the way. */
export interface FoundCause extends Cause {
  readonly id: CauseId;
  /** What the page shows to the person. */
  readonly code: ResetCode | undefined;
  /** False when something before it could not be read: that may be the cause instead. */
  readonly isCertain: boolean;
}

/** The cause that the first failing rung names. */
export function firstCause(ladder: readonly Rung[]): FoundCause | undefined {
  const first = ladder.findIndex(({ status }) => status === 'fail');
  const id = ladder[first]?.cause;
  if (id === undefined) return undefined;
  const isCertain = ladder.slice(0, first).every(({ status }) => status === 'pass');
  return { id, code: codeOf(id), isCertain, ...causes[id] };
}
