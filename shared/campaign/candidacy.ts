import { defaultGoal, type Goal } from '../delivery/goal.ts';
import { firstStepOf, type Step } from '../delivery/steps.ts';
import { couldSignInSince } from '../recipient/inactivity.ts';
import { reasonsAgainst, type VerdictContext } from '../recipient/verdict.ts';
import type { ExclusionReason } from '../recipient/exclusion.ts';
import { isFilledIn } from '../registration/readiness.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { linkWaitsUntil } from './entry-notice.ts';
import { enrolmentFor, type Journey } from './journey.ts';
import { apartFromOtherGoals, latest, type GoalReason } from './owed-step.ts';
import { readinessOf } from './readiness-of.ts';
import { hasMailOf, whyNotTold, type TellingGoal } from './whom-to-tell.ts';
import { waveStatusOf, type HaltedWaves } from './wave.ts';

/** Why somebody is not part of a wave: an exclusion, or the campaign has them already. */
export type LeftOutReason =
  | ExclusionReason
  | GoalReason
  | 'alreadyEnrolled'
  | 'accountTooNew'
  | 'hasTheLink'
  | 'hasThePhoneMail'
  | 'unknownUser'
  | 'overLimit'
  | 'notNamed';

export type Candidacy =
  | { readonly selected: true; readonly userId: string }
  | { readonly selected: false; readonly userId: string; readonly because: LeftOutReason };

export interface CandidacyRules extends VerdictContext {
  readonly goal: Goal;
  readonly cadence: CadencePolicy;
  /** Who has had an account, and worked here, for less waits: nobody gets our mail before they have settled in. */
  readonly afterDays: number;
}

/** Whether a wave may enrol somebody as far as others of its goal go: whoever was enrolled with a cancelled one is free. */
export function isFree(journey: Journey, goal: Goal, haltedWaves: HaltedWaves): boolean {
  const enrolment = enrolmentFor(journey, goal);
  return enrolment === undefined || waveStatusOf(enrolment.waveId, haltedWaves) === 'cancelled';
}

/** Whether what was sent to somebody, and what the audit log told, is needed to judge whether a wave may enrol them. */
export const needsWholeJourneys = ({ goal, cadence }: Pick<CandidacyRules, 'goal' | 'cadence'>): boolean =>
  goal !== defaultGoal || cadence.ssprLinkTo === 'enrolled';

/** Judges whether a wave may enrol one person. */
export function judgeCandidate(journey: Journey, rules: CandidacyRules): Candidacy {
  const { userId, facts } = journey;
  if (facts === undefined) return { selected: false, userId, because: 'unknownUser' };
  const { goal, cadence } = rules;
  if (!isFree(journey, goal, cadence.haltedWaves)) return { selected: false, userId, because: 'alreadyEnrolled' };
  const because = goal === defaultGoal ? whyNotAsked(journey, rules) : whyNotMailed(goal, journey, rules);
  if (because) return { selected: false, userId, because };
  if (isTooNew(couldSignInSince(facts.user), rules)) return { selected: false, userId, because: 'accountTooNew' };
  return { selected: true, userId };
}

/** Somebody for whom security info was entered need not register, and is told of it where whoever is enrolled gets the link. */
function whyNotAsked(journey: Journey, rules: CandidacyRules): ExclusionReason | undefined {
  const against = reasonsAgainst(journey.facts!, rules);
  return isToBeTold(journey, rules) ? against.find((reason) => reason !== 'alreadyCapable') : against[0];
}

function isToBeTold(journey: Journey, { cadence }: CandidacyRules): boolean {
  if (cadence.ssprLinkTo !== 'enrolled' || hasMailOf(journey, 'knowTheLink', cadence)) return false;
  return isFilledIn(readinessOf(journey, cadence));
}

function whyNotMailed(goal: TellingGoal, journey: Journey, rules: CandidacyRules): LeftOutReason | undefined {
  const { cadence, namedByWave = false, now } = rules;
  if (hasMailOf(journey, goal, cadence)) return goal === 'knowTheLink' ? 'hasTheLink' : 'hasThePhoneMail';
  return whyNotTold(goal, journey, cadence, namedByWave, now);
}

/** The first mail that somebody would get with a wave, and from when on: days after those that it is to be apart from. */
export interface FirstMail {
  readonly step: Step;
  readonly notBefore: Date;
}

/** The first mail for somebody whom a wave of the goal selects. */
export function firstMailFor(journey: Journey, { goal, cadence, now }: CandidacyRules): FirstMail {
  const isAsked = goal === defaultGoal && readinessOf(journey, cadence).kind !== 'capable';
  const step = goal === defaultGoal && !isAsked ? firstStepOf('knowTheLink') : firstStepOf(goal);
  const told = step === 'sspr-link' ? linkWaitsUntil(journey.entryNotices ?? [], now) : [];
  return { step, notBefore: latest([now, ...apartFromOtherGoals(journey, step), ...told]) };
}

function isTooNew(since: Date | undefined, { afterDays, namedByWave, now }: CandidacyRules): boolean {
  if (since === undefined || namedByWave) return false;
  return now.getTime() - since.getTime() < afterDays * 86_400_000;
}
