import { isForPerson } from '../delivery/message.ts';
import { exclusions, type ExclusionReason } from '../recipient/exclusion.ts';
import { reasonsAgainst } from '../recipient/verdict.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import type { Journey } from './journey.ts';
import { decideNextStep } from './next-step.ts';
import type { StopReason } from './owed-step.ts';
import { readinessOf } from './readiness-of.ts';
import { audienceFor } from './whom-to-tell.ts';

/** Why the campaign's way with somebody is over though they cannot reset. */
export const endReasons = ['remindersExhausted', 'nudgeNotDelivered', 'securityInfoLost', 'waveCancelled'] as const;
export type EndReason = Extract<StopReason, (typeof endReasons)[number]>;

/** Whoever can reset is not left out: that is no exclusion but the goal. */
export type LeftOutBecause = Exclude<ExclusionReason, 'alreadyCapable'>;

/**
 * Where somebody stands: one of six, so that the places add up to the tenant.
 *
 * - `canReset`: whatever the campaign did or still owes them (the SSPR link, say).
 * - `leftOut`: a reason keeps them from registering or from being written to, enrolled or not; somebody can mend it, or nobody.
 * - `needsPerson`: a mail of theirs has an outcome that somebody must decide about.
 * - `onTheWay`: enrolled to register, and a mail or a registration is still to come.
 * - `waits`: selected, and in no wave to register yet.
 * - `ended`: enrolled, and nothing more is to come.
 */
export type Place =
  | { readonly kind: 'canReset' | 'onTheWay' | 'waits' | 'needsPerson' }
  | { readonly kind: 'ended'; readonly because: EndReason }
  | { readonly kind: 'leftOut'; readonly because: LeftOutBecause };

export const placeKinds = ['canReset', 'onTheWay', 'waits', 'needsPerson', 'ended', 'leftOut'] as const;

/** Places that are shown as one figure: to whom mail goes or may go, and who needs somebody else first. */
export const placeGroups = {
  writtenTo: ['onTheWay', 'waits', 'needsPerson'],
  needsOthers: ['leftOut', 'ended'],
} as const satisfies Readonly<Record<string, readonly Place['kind'][]>>;

export type PlaceGroup = keyof typeof placeGroups;

const groups = Object.entries(placeGroups) as readonly (readonly [PlaceGroup, readonly Place['kind'][]])[];

/** The group that a place is of. Whoever can reset is of none. */
export const groupOf = (place: Place['kind']): PlaceGroup | undefined =>
  groups.find(([, places]) => places.includes(place))?.[0];

/** The group that is these places and no other, in whatever order. */
export const groupOfAll = (places: readonly Place['kind'][]): PlaceGroup | undefined =>
  groups.find(([, of]) => of.length === places.length && of.every((place) => places.includes(place)))?.[0];

/**
 * The place of one person: the one rule that page, API, report, lists and figures go by. Undefined for an id of which
 * only the audit log or an operator told: no pass has found it, so it is not known to be of the tenant.
 */
export function placeOf(journey: Journey, policy: CadencePolicy, now: Date): Place | undefined {
  const { facts, enrolment, messages, unreadableRows } = journey;
  // What stands in such a row is not known, not even that the others still hold.
  if (unreadableRows) return { kind: 'leftOut', because: 'unreadable' };
  if (facts === undefined) return undefined;
  const isCapable = readinessOf(journey, policy).kind === 'capable';
  const because = reasonLeftOut(journey, isCapable, policy, now);
  if (because) return { kind: 'leftOut', because };
  if (isCapable) return { kind: 'canReset' };
  // Of somebody whose rows were lost that may be all that is known of their way.
  if (messages.some(isForPerson)) return { kind: 'needsPerson' };
  return enrolment === undefined ? { kind: 'waits' } : wayOf(journey, policy, now);
}

/** Of whoever has registered only what would make a reset fail counts; the report's word alone is no exclusion. */
function reasonLeftOut(
  journey: Journey,
  isCapable: boolean,
  policy: CadencePolicy,
  now: Date,
): LeftOutBecause | undefined {
  const namedByWave = journey.enrolment?.namedByWave ?? false;
  const against = reasonsAgainst(journey.facts!, { audience: audienceFor(journey, policy), now, namedByWave });
  return against
    .filter((reason): reason is LeftOutBecause => reason !== 'alreadyCapable')
    .find((reason) => !isCapable || exclusions[reason].barsReset);
}

/** Waves of other goals are for those who can reset. */
function wayOf({ otherEnrolments: _, ...journey }: Journey, policy: CadencePolicy, now: Date): Place {
  const next = decideNextStep(journey, policy, now);
  const because = next.kind === 'stop' ? endReasons.find((reason) => reason === next.because) : undefined;
  return because ? { kind: 'ended', because } : { kind: 'onTheWay' };
}
