import type { CadencePolicy } from './cadence-policy.ts';
import { enrolmentFor, remindersAccepted, type Journey } from './journey.ts';
import type { Place } from './place.ts';
import { readinessOf } from './readiness-of.ts';

/** Somebody as one of a team whose manager may be told. */
export interface TeamPlace {
  readonly managerId: string;
  /** They have had as many reminders as the campaign waits for, and nothing tells of a registration: for them their manager is told. */
  readonly isOwed: boolean;
}

/** Undefined where managers are not told, who it is was not read, or nobody asks this person to register. */
export function teamPlaceOf(journey: Journey, place: Place, policy: CadencePolicy): TeamPlace | undefined {
  const managerId = journey.facts?.user.managerId;
  const after = policy.tellManagerAfterReminders;
  if (after === 0 || managerId === undefined || enrolmentFor(journey, 'register') === undefined) return undefined;
  if (place.kind === 'leftOut') return undefined;
  const isReady = readinessOf(journey, policy).kind !== 'notCapable';
  return { managerId, isOwed: !isReady && remindersAccepted(journey) >= after };
}
