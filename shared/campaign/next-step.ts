import { isInFlight, isOpen, wasTurnedAway, type Message } from '../delivery/message.ts';
import { needsDetection, type Step } from '../delivery/steps.ts';
import { isForHuman } from '../delivery/reconciliation.ts';
import { addDays } from '../registration/add-time.ts';
import { judgeDetection } from '../registration/detection.ts';
import { phoneMethodsEndOn } from '../registration/phone-only.ts';
import { writebackSeenIn } from '../registration/writeback-signal.ts';
import type { AudiencePolicy } from '../recipient/audience.ts';
import { judgeUser, reasonsAgainst } from '../recipient/verdict.ts';
import { reasonsThatBar, type ExclusionReason } from '../recipient/exclusion.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { laterSwitch } from '../tenant/known-tenant.ts';
import { messageOf, nudgeAcceptedAt, type Journey } from './journey.ts';
import { isOwedElsewhere, otherAddressFor, sendElsewhereAt, withoutNeedless } from './other-address.ts';
import { phoneOnlySince, readinessOf } from './readiness-of.ts';
import { isHeld } from './wave-pause.ts';
import { waveStatusOf } from './wave.ts';

/** What the campaign owes one person. */
export type NextStep =
  | {
      readonly kind: 'send';
      readonly step: Step;
      readonly notBefore: Date;
      readonly because?: 'registrationPending';
      /** Owed, and nothing leaves for now. */
      readonly held?: 'wavePaused' | 'detectionStale';
    }
  /**
   * `messageInFlight`: whoever settles it decides anew. `outcomeUnknown`: the message that is owed may have been sent
   * before, and only a person can say. `rowUnreadable`: a mail, a registration or an exclusion may stand in it.
   */
  | { readonly kind: 'wait'; readonly because: 'messageInFlight' | 'rowUnreadable' }
  | { readonly kind: 'wait'; readonly because: 'outcomeUnknown'; readonly step: Step }
  | { readonly kind: 'stop'; readonly because: StopReason };

export type StopReason =
  | 'notEnrolled'
  | 'waveCancelled'
  | 'done'
  | 'alreadyCapable'
  | 'remindersExhausted'
  | 'nudgeNotDelivered'
  | Exclude<ExclusionReason, 'alreadyCapable'>;

/**
 * Decides what the campaign owes one person now. The order of the rules is the product:
 * nobody gets a mail while another one is in flight, or of a wave that was cancelled; who can reset gets the SSPR link
 * once, and later, by phone alone, one mail about another way, and nothing else; who may have registered is left alone; who is excluded is left alone; the others get one nudge,
 * then the reminders, then nothing. In a wave that is paused the same is owed, and waits; so does everything but a link
 * while nobody can see who registers.
 */
export function decideNextStep(journey: Journey, policy: CadencePolicy, now: Date): NextStep {
  const { facts, enrolment, messages, unreadableRows } = journey;
  if (unreadableRows) return { kind: 'wait', because: 'rowUnreadable' };
  if (enrolment === undefined || facts === undefined) return { kind: 'stop', because: 'notEnrolled' };
  if (messages.some(isInFlight)) return { kind: 'wait', because: 'messageInFlight' };
  const wave = waveStatusOf(enrolment.waveId, policy.haltedWaves);
  if (wave === 'cancelled') return { kind: 'stop', because: 'waveCancelled' };

  const step = decideOwed(withoutNeedless(journey), policy, now);
  if (step.kind !== 'send') return step;
  const message = messageOf(journey, step.step);
  if (message && isForHuman(message, now)) return { kind: 'wait', because: 'outcomeUnknown', step: step.step };
  if (wave === 'paused') return { ...step, held: 'wavePaused' };
  const isUnseen = needsDetection(step.step) && judgeDetection(policy, now).kind === 'stale';
  return isUnseen ? { ...step, held: 'detectionStale' } : step;
}

function decideOwed(journey: Journey, policy: CadencePolicy, now: Date): NextStep {
  const readiness = readinessOf(journey, policy);
  if (readiness.kind === 'capable') return followUp(journey, policy, now);
  const { namedByWave } = journey.enrolment!;
  const verdict = judgeUser(journey.facts!, { audience: audienceFor(journey, policy), now, namedByWave });
  if (!verdict.selected) {
    return { kind: 'stop', because: verdict.because === 'alreadyCapable' ? 'done' : verdict.because };
  }
  const step = nudgeOrRemind(journey, policy, now);
  return readiness.kind === 'pending' ? notBefore(step, readiness.until) : step;
}

/** Somebody who may just have registered is not reminded before the report has had time to tell. */
function notBefore(step: NextStep, until: Date): NextStep {
  if (step.kind !== 'send' || step.notBefore >= until) return step;
  return { ...step, notBefore: until, because: 'registrationPending' };
}

function followUp(journey: Journey, policy: CadencePolicy, now: Date): NextStep {
  const step = linkOrStop(journey, policy, now);
  const isOver = step.kind === 'stop' && (step.because === 'done' || step.because === 'alreadyCapable');
  return (isOver ? strengthen(journey, policy, now) : undefined) ?? step;
}

function linkOrStop(journey: Journey, policy: CadencePolicy, now: Date): NextStep {
  const link = messageOf(journey, 'sspr-link');
  const isOwedAgain = link && isOwedElsewhere(journey, link, policy.audience);
  if (link && !isOpen(link) && link.state !== 'cancelled' && !isOwedAgain) return { kind: 'stop', because: 'done' };
  const wasNudged = nudgeAcceptedAt(journey) !== undefined;
  if (!wasNudged && policy.ssprLinkTo === 'nudged') return { kind: 'stop', because: 'alreadyCapable' };
  const bar = barOf(journey, policy, now);
  if (bar) return { kind: 'stop', because: bar };
  if (isOwedAgain) return { kind: 'send', step: 'sspr-link', notBefore: sendElsewhereAt(link) };
  return { kind: 'send', step: 'sspr-link', notBefore: link ? ownTime(link, now) : now };
}

/** Days after the link: thanks and a request in one week read as if the first had been a mistake. */
const strengthenAfterDays = 7;
const phoneMethodsEndAt = new Date(`${phoneMethodsEndOn}T00:00:00Z`);

/** The mail about another way than the phone, once; undefined where it is not owed. */
function strengthen(journey: Journey, policy: CadencePolicy, now: Date): NextStep | undefined {
  const certainFrom = policy.strengthenPhoneOnly ? phoneOnlySince(journey, policy) : undefined;
  const message = messageOf(journey, 'phone-only');
  const isOver = message && !isOpen(message) && message.state !== 'cancelled';
  if (certainFrom === undefined || isOver || barOf(journey, policy, now) !== undefined) return undefined;
  const linkAcceptedAt = messageOf(journey, 'sspr-link')?.acceptedAt;
  const afterLink = linkAcceptedAt ? [addDays(linkAcceptedAt, strengthenAfterDays)] : [];
  const dueAt = latest([message ? ownTime(message, now) : now, certainFrom, ...afterLink]);
  return dueAt < phoneMethodsEndAt ? { kind: 'send', step: 'phone-only', notBefore: dueAt } : undefined;
}

function barOf(journey: Journey, policy: CadencePolicy, now: Date) {
  const against = reasonsAgainst(journey.facts!, { audience: audienceFor(journey, policy), now });
  return barsFollowUp.find((reason) => against.includes(reason));
}

/** What somebody's own resets told of writeback holds for them, from then on until a later switch is seen. */
export function audienceFor({ evidence }: Journey, { audience }: CadencePolicy): AudiencePolicy {
  return { ...audience, writebackSwitch: laterSwitch(audience.writebackSwitch, writebackSeenIn(evidence)) };
}

/** Why somebody who registered gets no link after all. What only says that they need not register does not count. */
const barsFollowUp = reasonsThatBar('barsLink');

/** A message that waits keeps its time, unless that was only put off for the pause of its wave. */
const ownTime = (message: Message, now: Date): Date => (isOpen(message) && !isHeld(message) ? message.dueAt : now);

function nudgeOrRemind(journey: Journey, policy: CadencePolicy, now: Date): NextStep {
  const { audience, remindersAfterDays } = policy;
  const nudge = messageOf(journey, 'nudge');
  if (nudge === undefined || isOpen(nudge) || nudge.state === 'cancelled') {
    return { kind: 'send', step: 'nudge', notBefore: nudge ? ownTime(nudge, now) : now };
  }
  const isAtTheEnd = (message: Message) =>
    wasTurnedAway(message) && otherAddressFor(journey, message, audience) === undefined;
  if (nudge.acceptedAt === undefined || journey.messages.some(isAtTheEnd)) {
    return { kind: 'stop', because: 'nudgeNotDelivered' };
  }
  if (isOwedElsewhere(journey, nudge, audience)) {
    return { kind: 'send', step: 'nudge', notBefore: sendElsewhereAt(nudge) };
  }
  const number = nextReminder(journey, policy);
  if (number === undefined) return { kind: 'stop', because: 'remindersExhausted' };
  return { kind: 'send', step: `reminder-${number}`, notBefore: reminderDueAt(journey, number, remindersAfterDays) };
}

/** Counted from the nudge, and never closer to the mail before it than the document spaces them. */
function reminderDueAt(journey: Journey, number: number, afterDays: readonly number[]): Date {
  const days = afterDays[number - 1]!;
  const daysBefore = afterDays[number - 2] ?? 0;
  const before = messageOf(journey, `reminder-${number - 1}`)?.acceptedAt ?? nudgeAcceptedAt(journey)!;
  const earlier = messageOf(journey, `reminder-${number}`);
  return latest([
    addDays(nudgeAcceptedAt(journey)!, days),
    addDays(before, days - daysBefore),
    ...(earlier && wasTurnedAway(earlier) ? [sendElsewhereAt(earlier)] : []),
  ]);
}

const latest = (instants: readonly Date[]): Date => new Date(Math.max(...instants.map((at) => at.getTime())));

/** The lowest reminder that was neither sent nor refused. Reminders are numbered from 1. */
function nextReminder(journey: Journey, { remindersAfterDays, audience }: CadencePolicy): number | undefined {
  for (let number = 1; number <= remindersAfterDays.length; number++) {
    const reminder = messageOf(journey, `reminder-${number}`);
    if (reminder === undefined || isOpen(reminder) || reminder.state === 'cancelled') return number;
    if (isOwedElsewhere(journey, reminder, audience)) return number;
  }
  return undefined;
}
