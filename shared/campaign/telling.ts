import { isOpen, type Message } from '../delivery/message.ts';
import type { Goal } from '../delivery/goal.ts';
import { firstStepOf } from '../delivery/steps.ts';
import { addDays } from '../registration/add-time.ts';
import { phoneMethodsEndOn } from '../registration/phone-only.ts';
import { writebackSeenIn } from '../registration/writeback-signal.ts';
import type { AudiencePolicy } from '../recipient/audience.ts';
import { reasonsThatBar, type ExclusionReason } from '../recipient/exclusion.ts';
import { reasonsAgainst } from '../recipient/verdict.ts';
import { laterSwitch } from '../tenant/known-tenant.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { linkWaitsUntil } from './entry-notice.ts';
import { messageOf, type Journey } from './journey.ts';
import { everSent } from './round.ts';
import { isOwedElsewhere, sendElsewhereAt } from './other-address.ts';
import { apartFromOtherGoals, latest, ownTime, type GoalReason, type NextStep } from './owed-step.ts';
import { phoneOnlySince, readinessOf } from './readiness-of.ts';

/** What is owed to whoever can reset: the SSPR link, and a mail about another way than the phone. */

/** Goals of those who can reset already. */
export type TellingGoal = Exclude<Goal, 'register'>;

/** What their own resets told of writeback holds for somebody, from then on until a later switch is seen. */
export function audienceFor({ evidence }: Journey, { audience }: CadencePolicy): AudiencePolicy {
  return { ...audience, writebackSwitch: laterSwitch(audience.writebackSwitch, writebackSeenIn(evidence)) };
}

/** What follows once somebody who was enrolled to register can reset. */
export function followUp(journey: Journey, policy: CadencePolicy, now: Date): NextStep {
  const step = linkOrStop(journey, policy, now);
  const isOver = step.kind === 'stop' && (step.because === 'done' || step.because === 'alreadyCapable');
  return (isOver ? strengthen(journey, policy, now) : undefined) ?? step;
}

/** What is owed for a goal of those who can reset. */
export function tell(
  goal: TellingGoal,
  journey: Journey,
  policy: CadencePolicy,
  namedByWave: boolean,
  now: Date,
): NextStep {
  if (isSettled(journey, goal, policy)) return { kind: 'stop', because: 'done' };
  const because = whyNotTold(goal, journey, policy, namedByWave, now);
  if (because) return { kind: 'stop', because };
  return goal === 'knowTheLink' ? sendLink(journey, policy, now) : phoneMail(journey, policy, now);
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
function isSettled(journey: Journey, goal: TellingGoal, policy: CadencePolicy): boolean {
  const message = messageOf(journey, firstStepOf(goal));
  if (message === undefined || isOpen(message) || message.state === 'cancelled') return false;
  return goal !== 'knowTheLink' || !isOwedElsewhere(journey, message, policy.audience);
}

/** Whether somebody has had the mail of a goal, or it is on its way to them. */
export const hasMailOf = (journey: Journey, goal: TellingGoal, policy: CadencePolicy): boolean =>
  isSettled(journey, goal, policy) || journey.messages.some((one) => one.step === firstStepOf(goal) && isOpen(one));

/** Whether the campaign means somebody who was enrolled to register to get the link. */
const isLinkMeant = (journey: Journey, { ssprLinkTo }: CadencePolicy): boolean =>
  everSent(journey).some(({ step, acceptedAt }) => step === 'nudge' && acceptedAt !== undefined) ||
  ssprLinkTo === 'enrolled';

/** Whether the link is what somebody is owed, as soon as nothing bars it. */
export const isLinkAwaited = (journey: Journey, policy: CadencePolicy): boolean =>
  journey.otherEnrolments?.knowTheLink !== undefined ||
  (journey.enrolment !== undefined && isLinkMeant(journey, policy));

function linkOrStop(journey: Journey, policy: CadencePolicy, now: Date): NextStep {
  if (isSettled(journey, 'knowTheLink', policy)) return { kind: 'stop', because: 'done' };
  if (!isLinkMeant(journey, policy)) return { kind: 'stop', because: 'alreadyCapable' };
  const bar = barOf(journey, policy, now);
  return bar ? { kind: 'stop', because: bar } : sendLink(journey, policy, now);
}

function sendLink(journey: Journey, { audience }: CadencePolicy, now: Date): NextStep {
  const link = messageOf(journey, 'sspr-link');
  const isOwedAgain = link && isOwedElsewhere(journey, link, audience);
  const own = isOwedAgain ? sendElsewhereAt(link) : link ? ownTime(link, now) : now;
  return {
    kind: 'send',
    step: 'sspr-link',
    notBefore: latest([own, ...linkWaitsUntil(journey.entryNotices ?? [], now)]),
  };
}

const phoneMethodsEndAt = new Date(`${phoneMethodsEndOn}T00:00:00Z`);
const soonDays = 60;

/** Text messages and calls end within two months: whoever loses the reset with them is asked before anything else. */
export const isUrgent = ({ goal }: { readonly goal: Goal }, now: Date): boolean =>
  goal === 'outlastPhones' && now >= addDays(phoneMethodsEndAt, -soonDays) && now < phoneMethodsEndAt;

/** The mail about another way than the phone for whoever was enrolled to register; undefined where it is not owed. */
function strengthen(journey: Journey, policy: CadencePolicy, now: Date): NextStep | undefined {
  if (!policy.strengthenPhoneOnly || isSettled(journey, 'outlastPhones', policy)) return undefined;
  if (phoneOnlySince(journey, policy) === undefined || barOf(journey, policy, now) !== undefined) return undefined;
  const step = phoneMail(journey, policy, now);
  return step.kind === 'send' ? step : undefined;
}

function phoneMail(journey: Journey, policy: CadencePolicy, now: Date): NextStep {
  const message: Message | undefined = messageOf(journey, 'phone-only');
  const own = message ? ownTime(message, now) : now;
  const notBefore = latest([own, phoneOnlySince(journey, policy)!, ...apartFromOtherGoals(journey, 'phone-only')]);
  if (notBefore >= phoneMethodsEndAt) return { kind: 'stop', because: 'phonesHaveEnded' };
  return { kind: 'send', step: 'phone-only', notBefore };
}

function barOf(journey: Journey, policy: CadencePolicy, now: Date) {
  const against = reasonsAgainst(journey.facts!, { audience: audienceFor(journey, policy), now });
  return barsFollowUp.find((reason) => against.includes(reason));
}

/** Why somebody who registered gets no link after all. What only says that they need not register does not count. */
const barsFollowUp = reasonsThatBar('barsLink');
