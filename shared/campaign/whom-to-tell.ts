import { isOpen } from '../delivery/message.ts';
import type { Goal } from '../delivery/goal.ts';
import { firstStepOf } from '../delivery/steps.ts';
import { phoneMethodsEndOn } from '../registration/phone-only.ts';
import { writebackSeenIn } from '../registration/writeback-signal.ts';
import type { AudiencePolicy } from '../recipient/audience.ts';
import type { ExclusionReason } from '../recipient/exclusion.ts';
import { reasonsAgainst } from '../recipient/verdict.ts';
import { laterSwitch } from '../tenant/known-tenant.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { messageOf, type Journey } from './journey.ts';
import { everSent } from './round.ts';
import { isOwedElsewhere } from './other-address.ts';
import type { GoalReason } from './owed-step.ts';
import { phoneOnlySince, readinessOf } from './readiness-of.ts';

/** Goals of those who can reset already. */
export type TellingGoal = Exclude<Goal, 'register'>;

/** What their own resets told of writeback holds for somebody, from then on until a later switch is seen. */
export function audienceFor({ evidence }: Journey, { audience }: CadencePolicy): AudiencePolicy {
  return { ...audience, writebackSwitch: laterSwitch(audience.writebackSwitch, writebackSeenIn(evidence)) };
}

/**
 * Why a goal of those who can reset is not for somebody. Its audience is that of the campaign: every reason holds but that
 * they need not register.
 */
export function whyNotTold(
  goal: TellingGoal,
  journey: Journey,
  policy: CadencePolicy,
  namedByWave: boolean,
  now: Date,
): Exclude<ExclusionReason, 'alreadyCapable'> | GoalReason | undefined {
  const against = reasonsAgainst(journey.facts!, { audience: audienceFor(journey, policy), now, namedByWave });
  const because = against.find((reason) => reason !== 'alreadyCapable');
  if (because) return because;
  if (readinessOf(journey, policy).kind !== 'capable') return 'cannotResetYet';
  return goal === 'outlastPhones' ? whyNotByPhone(journey, policy, now) : undefined;
}

function whyNotByPhone(journey: Journey, policy: CadencePolicy, now: Date): GoalReason | undefined {
  if (!policy.phonesEnd) return 'phonesGoOn';
  if (now >= phoneMethodsEndAt) return 'phonesHaveEnded';
  return phoneOnlySince(journey, policy) === undefined ? 'notByPhoneAlone' : undefined;
}

/** Whether somebody has had the mail of a goal, or it was refused: it comes once in their life. */
export function isSettled(journey: Journey, goal: TellingGoal, policy: CadencePolicy): boolean {
  const message = messageOf(journey, firstStepOf(goal));
  if (message === undefined || isOpen(message) || message.state === 'cancelled') return false;
  return goal !== 'knowTheLink' || !isOwedElsewhere(journey, message, policy.audience);
}

/** Whether somebody has had the mail of a goal, or it is on its way to them. */
export const hasMailOf = (journey: Journey, goal: TellingGoal, policy: CadencePolicy): boolean =>
  isSettled(journey, goal, policy) || journey.messages.some((one) => one.step === firstStepOf(goal) && isOpen(one));

/** Whether the campaign means somebody who was enrolled to register to get the link. */
export const isLinkMeant = (journey: Journey, { ssprLinkTo }: CadencePolicy): boolean =>
  everSent(journey).some(({ step, acceptedAt }) => step === 'nudge' && acceptedAt !== undefined) ||
  ssprLinkTo === 'enrolled';

/** Whether the link is what somebody is owed, as soon as nothing bars it. */
export const isLinkAwaited = (journey: Journey, policy: CadencePolicy): boolean =>
  journey.otherEnrolments?.knowTheLink !== undefined ||
  (journey.enrolment !== undefined && isLinkMeant(journey, policy));

export const phoneMethodsEndAt = new Date(`${phoneMethodsEndOn}T00:00:00Z`);
