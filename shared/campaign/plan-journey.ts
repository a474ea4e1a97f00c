import type { MailFrom } from '../delivery/mail-from.ts';
import { givenUp } from '../delivery/reconciliation.ts';
import { isOpen, moveTo, wasEverClaimed, wasTurnedAway, type Message } from '../delivery/message.ts';
import { planMessage, renewMessage } from '../delivery/plan-message.ts';
import { entryOf, isSameEntry, type AgendaEntry } from './agenda-entry.ts';
import { messageOf, nextEpoch, type Journey } from './journey.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { decideNextStep } from './next-step.ts';
import type { NextStep } from './owed-step.ts';
import { cannotLeave } from './other-address.ts';
import type { PlaceCalendar } from './place-calendar.ts';
import { isHeld, resume } from './wave-pause.ts';

/** The campaign's rules, ready to be applied to one person. */
export interface PlanningRules {
  /** Namespace of the message ids. */
  readonly deploymentId: string;
  /** With which mail service and from whom mails leave now. */
  readonly mailFrom: MailFrom;
  readonly cadence: CadencePolicy;
  /** The calendar of the organisation itself, without the holidays of any country. */
  readonly ownPlace: PlaceCalendar;
  /** The calendar where the people of a country work (`usageLocation`). */
  readonly placeOf: (country: string | undefined) => PlaceCalendar;
}

/** What has to be written so that a journey goes on as it should. */
export interface JourneyPlan {
  readonly next: NextStep;
  /** Messages to write: a new one, and open ones that are no longer wanted. */
  readonly messages: readonly Message[];
  /** Messages whose words are needed no longer. */
  readonly releaseBodyOf: readonly string[];
  /** Agenda entries to put before the messages are written. */
  readonly put: readonly AgendaEntry[];
  /** Agenda entries to take away afterwards. */
  readonly drop: readonly AgendaEntry[];
}

/**
 * Plans what comes next for one person: at most one open message, for the step that the campaign owes; any other open
 * message is cancelled with the reason. Planning twice changes nothing the second time.
 */
export function planJourney(journey: Journey, rules: PlanningRules, now: Date): JourneyPlan {
  const next = decideNextStep(journey, rules.cadence, now);
  if (next.kind === 'wait') return next.because === 'outcomeUnknown' ? giveUp(journey, next, now) : waitFor(next);

  const wanted = next.kind === 'send' ? messageOf(journey, next.step) : undefined;
  const kept = wanted && isOpen(wanted) && !cannotLeave(wanted, journey) ? wanted : undefined;
  const closed = journey.messages
    .filter((message) => isOpen(message) && message !== kept)
    .map((message) => moveTo(message, 'cancelled', now, message === wanted ? 'addressSuppressed' : reasonFor(next)));
  const open = next.kind === 'send' ? openMessage(journey, { next, wanted, kept }, rules, now) : undefined;
  const changed = [...closed, ...(open && open !== kept ? [open] : [])];
  const leaving = journey.messages.filter((message) => isOpen(message) && message !== open);
  return planOf(next, open, changed, leaving);
}

const reasonFor = (next: Exclude<NextStep, { kind: 'wait' }>): string =>
  next.kind === 'stop' ? next.because : `overtaken by ${next.step}`;

const waitFor = (next: NextStep): JourneyPlan => ({ next, messages: [], releaseBodyOf: [], put: [], drop: [] });

function planOf(
  next: NextStep,
  open: Message | undefined,
  messages: readonly Message[],
  leaving: readonly Message[],
): JourneyPlan {
  const put = open ? [entryOf(open)] : [];
  return {
    next,
    messages,
    releaseBodyOf: messages.filter((message) => !isOpen(message) && wasEverClaimed(message)).map(idOf),
    put,
    drop: leaving.map(entryOf).filter((entry) => !put.some((other) => isSameEntry(entry, other))),
  };
}

const idOf = ({ messageId }: Message): string => messageId;

/** What is owed may have been sent before, and the service is asked no more: a person decides. */
function giveUp(journey: Journey, next: Doubt, now: Date): JourneyPlan {
  const doubtful = messageOf(journey, next.step)!;
  const open = journey.messages.filter(isOpen);
  const others = open.filter((message) => message !== doubtful);
  const changed = others.map((message) => moveTo(message, 'cancelled', now, `waits for ${next.step}`));
  return planOf(next, undefined, [moveTo(doubtful, 'unknown', now, givenUp), ...changed], open);
}

type Doubt = Extract<NextStep, { because: 'outcomeUnknown' }>;

export type SendStep = Extract<NextStep, { kind: 'send' }>;

interface OwedStep {
  readonly next: SendStep;
  /** The step's last message, if it has one. */
  readonly wanted: Message | undefined;
  /** The same message, where it is open and can still leave. */
  readonly kept: Message | undefined;
}

/** The message of the step that is owed: as it is, at another time, once more, or new. */
function openMessage(journey: Journey, { next, wanted, kept }: OwedStep, rules: PlanningRules, now: Date): Message {
  if (kept && !(isHeld(kept) && next.held !== 'wavePaused')) return kept;
  const dueAt = openMomentFor(journey, next, rules, now);
  if (kept) return resume(kept, dueAt, now);
  const epoch = nextEpoch(journey, next.step);
  if (wanted === undefined) {
    const first = { userId: journey.userId, step: next.step };
    if (epoch === 0) return planMessage(rules.deploymentId, first, { dueAt, now });
    return renewMessage(first, epoch, rules.deploymentId, { dueAt, now, because: 'reopened' });
  }
  if (!isOpen(wanted) && !wasTurnedAway(wanted)) return { ...moveTo(wanted, 'planned', now), dueAt };
  return renewMessage(wanted, epoch, rules.deploymentId, { dueAt, now, because: 'otherAddress' });
}

/** When the step's mail may arrive: in the person's own working hours, spread so that not all arrive at once. */
export function openMomentFor(journey: Journey, next: SendStep, rules: PlanningRules, now: Date): Date {
  const earliest = next.notBefore > now ? next.notBefore : now;
  return workplaceOf(journey, rules).arrivalOf(`${journey.userId}|${next.step}`, earliest);
}

/** The calendar of the place where somebody works. */
export const workplaceOf = (journey: Journey, rules: Pick<PlanningRules, 'placeOf'>): PlaceCalendar =>
  rules.placeOf(journey.facts?.user.usageLocation);
