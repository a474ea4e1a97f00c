import type { Cloud } from '../registration/cloud.ts';
import { causeIds, type Cause, type CauseId } from './cause.ts';
import { causeIn } from './causes.ts';
import { causesByCode, codeOf, type ResetCode } from './reset-code.ts';
import { meaningOfReason } from './reset-reason.ts';
import { serverEvents } from './server-event.ts';

/** What the page showed, what the server of Entra Connect logged, or what the audit log says. Nothing: the whole table. */
export interface Told {
  readonly code?: ResetCode | undefined;
  readonly event?: string | undefined;
  readonly text?: string | undefined;
}

export interface KnownCause extends Cause {
  readonly id: CauseId;
  /** What the page shows to the person. */
  readonly code: ResetCode | undefined;
}

export interface LookedUp {
  /** What was told, in words. */
  readonly said: string | undefined;
  /** None where what was told is no failure. */
  readonly causes: readonly KnownCause[];
}

/** What stands behind an error, without a person. A text that is in no list is `unknownReason`, never nothing. */
export function lookUpCause({ code, event, text }: Told, cloud: Cloud): LookedUp {
  const named = (ids: readonly CauseId[], said?: string) => ({ said, causes: ids.map((id) => knownCause(id, cloud)) });
  if (code !== undefined) return named([causesByCode[code]]);
  if (event !== undefined) {
    const { cause, meaning } = serverEvents[event]!;
    return named(cause === undefined ? [] : [cause], meaning);
  }
  if (text === undefined) return named(causeIds);
  const meaning = meaningOfReason(text) ?? 'unknownReason';
  if (meaning === 'succeeded') return named([], 'the reset succeeded');
  return meaning === 'progress' ? named([], 'a step on the way, which says nothing of the end') : named([meaning]);
}

const knownCause = (id: CauseId, cloud: Cloud): KnownCause => ({ id, code: codeOf(id), ...causeIn(cloud, id) });
