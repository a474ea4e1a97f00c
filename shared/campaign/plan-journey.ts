import { isOpen, moveTo, planMessage, type Message } from '../delivery/message.ts';
import type { UserFacts } from '../recipient/verdict.ts';
import { entryOf, type AgendaEntry } from './agenda-entry.ts';
import { nextOpenMoment, spread, type CalendarPolicy, type IsHoliday } from './calendar.ts';
import { messageOf, type Journey } from './journey.ts';
import { decideNextStep, type CadencePolicy, type NextStep } from './next-step.ts';

/** The campaign's rules, ready to be applied to one person. */
export interface PlanningRules {
  /** Namespace of the message ids. */
  readonly deploymentId: string;
  readonly cadence: CadencePolicy;
  readonly calendar: CalendarPolicy;
  /** The zone and the holidays that hold where this person works. */
  readonly placeOf: (facts: UserFacts) => { readonly timeZone: string; readonly isHoliday: IsHoliday };
}

/** What has to be written so that a journey goes on as it should. */
export interface JourneyPlan {
  readonly next: NextStep;
  /** Messages to write: a new one, and open ones that are no longer wanted. */
  readonly messages: readonly Message[];
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
  if (next.kind === 'hold') return { next, messages: [], put: [], drop: [] };

  const wanted = next.kind === 'send' ? next.step : undefined;
  const unwanted = journey.messages.filter((message) => isOpen(message) && message.step !== wanted);
  const because = next.kind === 'stop' ? next.because : `overtaken by ${next.step}`;
  const cancelled = unwanted.map((message) => moveTo(message, 'cancelled', now, because));
  const drop = unwanted.map(entryOf);
  if (next.kind === 'stop') return { next, messages: cancelled, put: [], drop };

  const existing = messageOf(journey, next.step);
  if (existing && isOpen(existing)) return { next, messages: cancelled, put: [entryOf(existing)], drop };
  const planned = planStep(journey, existing, next, rules, now);
  return { next, messages: [...cancelled, planned], put: [entryOf(planned)], drop };
}

export type SendStep = Extract<NextStep, { kind: 'send' }>;

function planStep(journey: Journey, cancelled: Message | undefined, next: SendStep, rules: PlanningRules, now: Date) {
  const dueAt = openMomentFor(journey, next, rules, now);
  if (cancelled) return { ...moveTo(cancelled, 'planned', now), dueAt };
  return planMessage(rules.deploymentId, journey.userId, next.step, dueAt, now);
}

/** When the step's mail may arrive: in the person's own working hours, spread so that not all arrive at once. */
export function openMomentFor(journey: Journey, next: SendStep, rules: PlanningRules, now: Date): Date {
  const { timeZone, isHoliday } = rules.placeOf(journey.facts!);
  const earliest = next.notBefore > now ? next.notBefore : now;
  const opens = nextOpenMoment(earliest, timeZone, rules.calendar, isHoliday);
  const spreadOut = spread(opens, `${journey.userId}|${next.step}`, rules.calendar);
  return nextOpenMoment(spreadOut, timeZone, rules.calendar, isHoliday);
}
