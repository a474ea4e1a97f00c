import { isMadeElsewhere } from '../delivery/mail-from.ts';
import { isOpen, type Message, type MessageState } from '../delivery/message.ts';
import { elsewhereUntil } from '../delivery/reconciliation.ts';
import type { Step } from '../delivery/steps.ts';
import { addMinutes } from '../registration/add-time.ts';
import { messageOf, type Journey } from './journey.ts';
import { decideNextStep } from './next-step.ts';
import { cannotLeave } from './other-address.ts';
import { openMomentFor, placeOf, type PlanningRules, type SendStep } from './plan-journey.ts';
import { hold, isHeld } from './wave-pause.ts';

/** What to do with a message whose time seems to have come. */
export type SendDecision =
  | { readonly kind: 'send'; readonly message: Message }
  /** Not now: back to the agenda, as what it is put off to. */
  | { readonly kind: 'later'; readonly message: Message; readonly because: LaterReason }
  /** No longer owed, or something else is: plan anew. */
  | { readonly kind: 'replan' }
  /** Somebody else has it, or it is done. A message that is found claimed is never sent. */
  | { readonly kind: 'nothing'; readonly because: MessageState | 'notPlanned' | 'rowUnreadable' };

export type LaterReason =
  | 'paused'
  | 'dryRun'
  | 'wavePaused'
  | 'quietHours'
  | 'notYet'
  /** An earlier attempt may have been taken by another mail service, and this one cannot know. */
  | 'claimedElsewhere'
  | 'directoryThrottled'
  /** Nobody can be asked, and what is known of people is too old to be believed. */
  | 'directoryAway'
  /** The directory does not know the account on all its servers yet. */
  | 'accountIsNew';

/** What holds everybody back at the moment. */
export interface Brakes {
  readonly paused: boolean;
  readonly dryRun: boolean;
}

const brakedForMinutes = 15;

/**
 * The last look before a claim: is this message still owed to this person, now? Everything is asked again, since days may
 * have passed since it was planned.
 */
export function decideSend(
  journey: Journey,
  step: Step,
  rules: PlanningRules,
  brakes: Brakes,
  now: Date,
): SendDecision {
  const message = messageOf(journey, step);
  if (message === undefined) return { kind: 'nothing', because: 'notPlanned' };
  if (!isOpen(message)) return { kind: 'nothing', because: message.state };
  const next = decideNextStep(journey, rules.cadence, now);
  if (next.kind === 'wait' && next.because === 'messageInFlight') return { kind: 'nothing', because: 'claimed' };
  if (next.kind === 'wait' && next.because === 'rowUnreadable') return { kind: 'nothing', because: next.because };
  if (next.kind !== 'send' || next.step !== step || cannotLeave(message, journey)) return { kind: 'replan' };
  if (isHeld(message) && next.held === undefined) return { kind: 'replan' };

  if (message.claim && isMadeElsewhere(message.claim, rules.mailFrom)) {
    return {
      kind: 'later',
      message: { ...message, dueAt: elsewhereUntil(message.claim, now) },
      because: 'claimedElsewhere',
    };
  }
  if (brakes.paused || brakes.dryRun) {
    const dueAt = addMinutes(now, brakedForMinutes);
    return { kind: 'later', message: { ...message, dueAt }, because: brakes.paused ? 'paused' : 'dryRun' };
  }
  const earliest = notBefore(message, journey, next, rules, now);
  if (earliest > now) return { kind: 'later', message: { ...message, dueAt: earliest }, because: 'notYet' };
  if (next.held) return { kind: 'later', message: hold(message, now), because: next.held };
  if (placeOf(journey, rules).isWorkingTime(now)) return { kind: 'send', message };
  const dueAt = openMomentFor(journey, next, rules, now);
  return { kind: 'later', message: { ...message, dueAt }, because: 'quietHours' };
}

/**
 * A hint may be older than what the row says by now. Where the row names a later time, that is the time: computing it
 * anew would spread it again, and with two hints the message would be put off for ever.
 */
function notBefore(message: Message, journey: Journey, next: SendStep, rules: PlanningRules, now: Date): Date {
  return next.notBefore <= message.dueAt || next.notBefore <= now
    ? message.dueAt
    : openMomentFor(journey, next, rules, now);
}
