import type { Message } from '../delivery/message.ts';
import type { Goal } from '../delivery/goal.ts';
import { addDays } from '../registration/add-time.ts';
import { reasonsThatBar } from '../recipient/exclusion.ts';
import { reasonsAgainst } from '../recipient/verdict.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { linkWaitsUntil } from './entry-notice.ts';
import { messageOf, type Journey } from './journey.ts';
import { isOwedElsewhere, sendElsewhereAt } from './other-address.ts';
import { apartFromOtherGoals, latest, ownTime, type NextStep } from './owed-step.ts';
import { phoneOnlySince } from './readiness-of.ts';
import {
  audienceFor,
  isLinkMeant,
  isSettled,
  phoneMethodsEndAt,
  whyNotTold,
  type TellingGoal,
} from './whom-to-tell.ts';

/** What is owed to whoever can reset: the SSPR link, and a mail about another way than the phone. */

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
