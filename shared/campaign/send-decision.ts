import { isMadeElsewhere } from '../delivery/mail-from.ts';
import { isOpen, type Message, type MessageState } from '../delivery/message.ts';
import { elsewhereUntil } from '../delivery/reconciliation.ts';
import type { Step } from '../delivery/steps.ts';
import { addMinutes } from '../registration/add-time.ts';
import { messageOf, type Journey } from './journey.ts';
import { decideNextStep } from './next-step.ts';
import { cannotLeave } from './other-address.ts';
import { openMomentFor, workplaceOf, type PlanningRules, type SendStep } from './plan-journey.ts';
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
  /** Neither the report nor the audit log has told for too long: nobody can see who has registered. */
  | 'detectionStale'
  | 'quietHours'
  | 'notYet'
  /** An earlier attempt may have been taken by another mail service, and this one cannot know. */
  | 'claimedElsewhere'
  /** An earlier attempt may have been taken, and the stored words of it cannot be read. */
  | 'wordsUnreadable'
  /** Whether somebody is on a list that the document names is not known: it is not there, or cannot be read. */
  | 'listUnreadable'
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

/** A message that was let through the gate, and when that was. */
export interface Released {
  readonly step: Step;
  readonly at: Date;
}

/** The campaign as a decision to send needs it; may be a few seconds old. */
export interface SendRules {
  readonly rules: PlanningRules;
  readonly brakes: Brakes;
}

const brakedForMinutes = 15;

/** Sources that were silent for a day are looked at again this much later; each look costs a place in the quota. */
const unseenForMinutes = 60;

/**
 * The last look before a claim: is this message still owed to this person, now? Everything is asked again, since days may
 * have passed since it was planned.
 */
export function decideSend(journey: Journey, released: Released, campaign: SendRules, now: Date): SendDecision {
  const { step } = released;
  const message = messageOf(journey, step);
  if (message === undefined) return { kind: 'nothing', because: 'notPlanned' };
  if (!isOpen(message)) return { kind: 'nothing', because: message.state };
  const next = decideNextStep(journey, campaign.rules.cadence, now);
  if (next.kind === 'wait' && next.because === 'messageInFlight') return { kind: 'nothing', because: 'claimed' };
  if (next.kind === 'wait' && next.because === 'rowUnreadable') return { kind: 'nothing', because: next.because };
  if (next.kind !== 'send' || next.step !== step || cannotLeave(message, journey)) return { kind: 'replan' };
  if (isHeld(message) && next.held !== 'wavePaused') return { kind: 'replan' };

  const owed = { message, journey, next, releasedAt: released.at };
  return putOff(owed, campaign, now) ?? { kind: 'send', message };
}

/** A message that is owed, with what else is known of it. */
interface OwedMessage {
  readonly message: Message;
  readonly journey: Journey;
  readonly next: SendStep;
  readonly releasedAt: Date;
}

/** Why it does not leave now, and until when. Undefined: it leaves. */
function putOff(owed: OwedMessage, { rules, brakes }: SendRules, now: Date): SendDecision | undefined {
  const { message, journey, next, releasedAt } = owed;
  const later = (dueAt: Date, because: LaterReason): SendDecision => ({
    kind: 'later',
    message: { ...message, dueAt },
    because,
  });
  const earliest = notBefore(owed, rules, now);
  // Put off since it was let through: its place has been given back, and it waits for another.
  if (earliest > now || message.dueAt > releasedAt) return later(earliest, 'notYet');
  if (message.claim && isMadeElsewhere(message.claim, rules.mailFrom)) {
    return later(elsewhereUntil(message.claim, now), 'claimedElsewhere');
  }
  if (brakes.paused || brakes.dryRun) {
    return later(addMinutes(now, brakedForMinutes), brakes.paused ? 'paused' : 'dryRun');
  }
  if (next.held === 'wavePaused') return { kind: 'later', message: hold(message, now), because: next.held };
  if (next.held === 'detectionStale') return later(addMinutes(now, unseenForMinutes), next.held);
  if (!workplaceOf(journey, rules).isWorkingTime(now))
    return later(openMomentFor(journey, next, rules, now), 'quietHours');
  return undefined;
}

/**
 * A hint may be older than what the row says by now. Where the row names a later time, that is the time: computing it
 * anew would spread it again, and with two hints the message would be put off for ever; so this is asked first.
 */
function notBefore({ message, journey, next }: OwedMessage, rules: PlanningRules, now: Date): Date {
  return next.notBefore <= message.dueAt || next.notBefore <= now
    ? message.dueAt
    : openMomentFor(journey, next, rules, now);
}
