import { isFollowUp, type Step } from '../delivery/steps.ts';
import { addDays, addHours } from '../registration/add-time.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { nextEpoch, type Journey } from './journey.ts';
import { lastMailAt, reopenAfterDays } from './new-round.ts';
import { decideNextStep } from './next-step.ts';
import { latest, type StopReason } from './owed-step.ts';
import { readinessOf } from './readiness-of.ts';
import type { Reopening, ReopeningReason } from './round.ts';

/** Somebody who may have to be asked once more, and who told of it. */
export interface ReopeningCandidate {
  readonly userId: string;
  readonly because: ReopeningReason;
  /** The event of the audit log, or the pass. */
  readonly toldBy: string;
  /** When that was. */
  readonly toldAt: Date;
  /** When they are looked at, or looked at once more: by it a candidate is known, so that each later time is later than now. */
  readonly lookAt: Date;
}

export type ReopeningVerdict =
  | { readonly kind: 'reopen'; readonly reopening: Reopening }
  | { readonly kind: 'later'; readonly lookAt: Date; readonly because: LaterBecause }
  | { readonly kind: 'never'; readonly because: NeverBecause };

type LaterBecause =
  | 'noPassSince'
  | 'registrationPending'
  | 'outcomeUnknown'
  | 'rowUnreadable'
  | 'lastMailTooNear'
  /** They may not be written to at the moment. */
  | 'leftOut';
type NeverBecause =
  'capable' | 'toldBefore' | 'notEnded' | 'notEnrolled' | 'waveCancelled' | 'notInDirectory' | 'nudgeNotDelivered';

const passComesHours = 6;
const decidedAfterHours = 24;
const backAfterDays = 7;

/**
 * Whether the way to register begins once more for somebody who cannot reset: where it had ended, they may be written to,
 * and their last mail of any kind is long enough ago. Asked only after a pass that was believed. A candidate is looked at
 * again as long as only time or somebody else stands in between, so that nobody is forgotten.
 */
export function judgeReopening(
  journey: Journey,
  candidate: ReopeningCandidate,
  policy: CadencePolicy,
  now: Date,
): ReopeningVerdict {
  const { facts, reopenings = [] } = journey;
  if (journey.unreadableRows) return later('rowUnreadable', addHours(now, decidedAfterHours));
  if (facts === undefined || !facts.isInDirectory) return never('notInDirectory');
  if (reopenings.some(({ toldBy }) => toldBy === candidate.toldBy)) return never('toldBefore');
  if (policy.reportReadAt === undefined || policy.reportReadAt < candidate.toldAt)
    return later('noPassSince', addHours(now, passComesHours));
  const readiness = readinessOf(journey, policy);
  if (readiness.kind === 'capable') return never('capable');
  if (readiness.kind === 'pending')
    return later('registrationPending', latest([readiness.until, addHours(now, passComesHours)]));
  return verdictOf(endOf(journey, policy, now), journey, candidate, now);
}

/** How the way to register ended; waves of other goals are for those who can reset. */
function endOf(
  { otherEnrolments: _, ...journey }: Journey,
  policy: CadencePolicy,
  now: Date,
): StopReason | 'notEnded' | 'outcomeUnknown' {
  const next = decideNextStep(journey, policy, now);
  if (next.kind === 'stop') return next.because;
  return next.kind === 'wait' ? 'outcomeUnknown' : 'notEnded';
}

function verdictOf(
  end: ReturnType<typeof endOf>,
  journey: Journey,
  candidate: ReopeningCandidate,
  now: Date,
): ReopeningVerdict {
  switch (end) {
    case 'securityInfoLost':
    case 'remindersExhausted':
    case 'done': {
      const last = lastMailAt(journey);
      const rested = last && addDays(last, reopenAfterDays);
      if (rested && rested > now) return later('lastMailTooNear', rested);
      return { kind: 'reopen', reopening: reopeningOf(journey, candidate, now) };
    }
    case 'outcomeUnknown':
      return later(end, addHours(now, decidedAfterHours));
    case 'notEnded':
    case 'notEnrolled':
    case 'waveCancelled':
    case 'notInDirectory':
    case 'nudgeNotDelivered':
      return never(end);
    default:
      return later('leftOut', addDays(now, backAfterDays));
  }
}

function reopeningOf(journey: Journey, { because, toldBy }: ReopeningCandidate, at: Date): Reopening {
  const steps = new Set<Step>([...journey.messages, ...(journey.superseded ?? [])].map(({ step }) => step));
  const again = [...steps].filter((step) => !isFollowUp(step)).map((step) => [step, nextEpoch(journey, step)] as const);
  return { at, because, toldBy, firstEpochs: Object.fromEntries(again) };
}

const later = (because: LaterBecause, lookAt: Date): ReopeningVerdict => ({ kind: 'later', because, lookAt });
const never = (because: NeverBecause): ReopeningVerdict => ({ kind: 'never', because });
