import type { Cloud } from '../registration/cloud.ts';
import type { Cause, CauseId } from './cause.ts';
import { causeIn } from './causes.ts';
import { codeOf, type ResetCode } from './reset-code.ts';
import type { Rung } from './rung.ts';

/** Something that stands in the way. */
export interface FoundCause extends Cause {
  readonly id: CauseId;
  /** What the page shows to the person. */
  readonly code: ResetCode | undefined;
  /** False when something before it could not be read: that may be the cause instead. */
  readonly isCertain: boolean;
}

/**
 * The causes of a ladder: what the first failing rung names, which is what the page or the server told where the caller
 * says so; and, where that differs, the first that Microsoft Graph and the document show by themselves.
 */
export function causesOf(
  ladder: readonly Rung[],
  cloud: Cloud,
): {
  readonly cause: FoundCause | undefined;
  readonly otherCause: FoundCause | undefined;
} {
  const cause = firstCause(ladder, cloud);
  const shown = firstCause(
    ladder.filter(({ source }) => source !== 'caller'),
    cloud,
  );
  return { cause, otherCause: shown?.id === cause?.id ? undefined : shown };
}

function firstCause(ladder: readonly Rung[], cloud: Cloud): FoundCause | undefined {
  const first = ladder.findIndex(({ status }) => status === 'fail');
  const id = ladder[first]?.cause;
  if (id === undefined) return undefined;
  // What the caller told and is no failure leaves nothing open.
  const isCertain = ladder.slice(0, first).every(({ status, source }) => status === 'pass' || source === 'caller');
  return { id, code: codeOf(id), isCertain, ...causeIn(cloud, id) };
}
