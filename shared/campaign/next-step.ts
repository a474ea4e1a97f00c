import { isInFlight, isOpen, type Message, type Step } from '../delivery/message.ts';
import { judgeReadiness, type Readiness } from '../registration/readiness.ts';
import { judgeUser, reasonsAgainst } from '../recipient/verdict.ts';
import type { ExclusionReason } from '../recipient/exclusion.ts';
import type { AudiencePolicy } from '../recipient/audience.ts';
import { messageOf, nudgeAcceptedAt, type Journey } from './journey.ts';

/** What the campaign owes one person. */
export type NextStep =
  | { readonly kind: 'send'; readonly step: Step; readonly notBefore: Date; readonly because?: 'registrationPending' }
  /** A message is in flight: whoever settles it decides anew. */
  | { readonly kind: 'hold'; readonly because: 'messageInFlight' }
  | { readonly kind: 'stop'; readonly because: StopReason };

export type StopReason =
  | 'notEnrolled'
  | 'done'
  | 'alreadyCapable'
  | 'remindersExhausted'
  | 'nudgeNotDelivered'
  | Exclude<ExclusionReason, 'alreadyCapable'>;

export interface CadencePolicy {
  /** Days after the nudge was accepted, one for each reminder, growing. */
  readonly remindersAfterDays: readonly number[];
  readonly methodsRequired: 1 | 2;
  /** When the last complete pass began to read the report. */
  readonly reportReadAt?: Date | undefined;
  /** Who gets the SSPR link once capable: those we nudged, or everyone who was enrolled. */
  readonly ssprLinkTo: 'nudged' | 'enrolled';
  readonly audience: AudiencePolicy;
}

/**
 * Decides what the campaign owes one person now. The order of the rules is the product:
 * nobody gets a mail while another one is in flight; who can reset gets the SSPR link once and nothing else; who may have
 * registered is left alone; who is excluded is left alone; the others get one nudge, then the reminders, then nothing.
 */
export function decideNextStep(journey: Journey, policy: CadencePolicy, now: Date): NextStep {
  const { facts, enrolment, messages } = journey;
  if (enrolment === undefined || facts === undefined) return { kind: 'stop', because: 'notEnrolled' };
  if (messages.some(isInFlight)) return { kind: 'hold', because: 'messageInFlight' };

  const readiness = readinessOf(journey, policy);
  if (readiness.kind === 'capable') return followUp(journey, policy, now);
  const verdict = judgeUser(facts, { audience: policy.audience, now, namedByWave: enrolment.namedByWave });
  if (!verdict.selected) {
    return { kind: 'stop', because: verdict.because === 'alreadyCapable' ? 'done' : verdict.because };
  }
  const step = nudgeOrRemind(journey, policy, now);
  return readiness.kind === 'pending' ? notBefore(step, readiness.until) : step;
}

/**
 * What may be assumed of somebody's registration. Rows that did not change are not written again, so the time of the last
 * complete pass stands for when an unchanged row was read.
 */
export function readinessOf(
  journey: Journey,
  policy: Pick<CadencePolicy, 'methodsRequired' | 'reportReadAt'>,
): Readiness {
  const registration = journey.facts?.registration;
  const readAt = journey.reportReadAt;
  const isLater = registration && policy.reportReadAt && (readAt === undefined || policy.reportReadAt > readAt);
  return judgeReadiness(
    { registration, evidence: journey.evidence, reportReadAt: isLater ? policy.reportReadAt : readAt },
    policy.methodsRequired,
  );
}

/** Somebody who may just have registered is not reminded before the report has had time to tell. */
function notBefore(step: NextStep, until: Date): NextStep {
  if (step.kind !== 'send' || step.notBefore >= until) return step;
  return { ...step, notBefore: until, because: 'registrationPending' };
}

function followUp(journey: Journey, policy: CadencePolicy, now: Date): NextStep {
  const link = messageOf(journey, 'sspr-link');
  if (link && !isOpen(link) && link.state !== 'cancelled') return { kind: 'stop', because: 'done' };
  const wasNudged = nudgeAcceptedAt(journey) !== undefined;
  if (!wasNudged && policy.ssprLinkTo === 'nudged') return { kind: 'stop', because: 'alreadyCapable' };
  const against = reasonsAgainst(journey.facts!, { audience: policy.audience, now });
  const bar = barsFollowUp.find((reason) => against.includes(reason));
  if (bar) return { kind: 'stop', because: bar };
  return { kind: 'send', step: 'sspr-link', notBefore: link && isOpen(link) ? link.dueAt : now };
}

/** Why somebody who registered gets no link after all. What only says that they need not register does not count. */
const barsFollowUp = [
  'notInDirectory',
  'accountDisabled',
  'excludedByOperator',
  'inExcludedGroup',
  'noUsableAddress',
  'addressSuppressed',
] as const;

function nudgeOrRemind(journey: Journey, policy: CadencePolicy, now: Date): NextStep {
  const nudge = messageOf(journey, 'nudge');
  if (nudge === undefined || nudge.state === 'cancelled') return { kind: 'send', step: 'nudge', notBefore: now };
  if (isOpen(nudge)) return { kind: 'send', step: 'nudge', notBefore: nudge.dueAt };
  if (nudge.acceptedAt === undefined || journey.messages.some(wasTurnedAway)) {
    return { kind: 'stop', because: 'nudgeNotDelivered' };
  }
  const number = nextReminder(journey, policy.remindersAfterDays.length);
  if (number === undefined) return { kind: 'stop', because: 'remindersExhausted' };
  return {
    kind: 'send',
    step: `reminder-${number}`,
    notBefore: reminderDueAt(journey, number, policy.remindersAfterDays),
  };
}

/** Every further attempt would prolong the ban of the address. */
const wasTurnedAway = ({ state }: Message): boolean => state === 'bounced' || state === 'suppressed';

/** Counted from the nudge, and never closer to the mail before it than the document spaces them. */
function reminderDueAt(journey: Journey, number: number, afterDays: readonly number[]): Date {
  const days = afterDays[number - 1]!;
  const daysBefore = afterDays[number - 2] ?? 0;
  const before = messageOf(journey, `reminder-${number - 1}`)?.acceptedAt ?? nudgeAcceptedAt(journey)!;
  return new Date(Math.max(addDays(nudgeAcceptedAt(journey)!, days), addDays(before, days - daysBefore)));
}

const addDays = (at: Date, days: number): number => at.getTime() + days * 86_400_000;

/** The lowest reminder that was neither sent nor refused. Reminders are numbered from 1. */
function nextReminder(journey: Journey, count: number): number | undefined {
  for (let number = 1; number <= count; number++) {
    const reminder = messageOf(journey, `reminder-${number}`);
    if (reminder === undefined || isOpen(reminder) || reminder.state === 'cancelled') return number;
  }
  return undefined;
}
