import { isInFlight, isPinned } from '../delivery/message.ts';
import { defaultGoal, type Goal } from '../delivery/goal.ts';
import { isForHuman } from '../delivery/reconciliation.ts';
import { needsDetection } from '../delivery/steps.ts';
import { judgeDetection } from '../registration/detection.ts';
import { judgeUser } from '../recipient/verdict.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { enrolmentFor, goalsOf, messageOf, type Journey } from './journey.ts';
import { hasLostInfo } from './new-round.ts';
import { nudgeOrRemind } from './nudging.ts';
import { withoutNeedless } from './other-address.ts';
import { apartFromOtherGoals, goalReasons, latest, type NextStep, type StopReason } from './owed-step.ts';
import { readinessOf } from './readiness-of.ts';
import { followUp, isUrgent, tell } from './telling.ts';
import { audienceFor } from './whom-to-tell.ts';
import { waveStatusOf } from './wave.ts';

/**
 * Decides what the campaign owes one person now. The order of the rules is the product:
 * nobody gets a mail while another one is in flight, or of a wave that was cancelled; who can reset gets the SSPR link
 * once, and later, by phone alone, one mail about another way, and nothing else; who may have registered is left alone;
 * who is excluded is left alone; the others get one nudge, then the reminders, then nothing, and neither does whoever could
 * reset meanwhile and has lost it (a new round: `reopening.ts`). In a wave that is paused the
 * same is owed, and waits; so does everything but a link while nobody can see who registers. Whoever is enrolled for
 * several goals gets the mails of one at a time.
 */
export function decideNextStep(journey: Journey, policy: CadencePolicy, now: Date): NextStep {
  const { facts, messages, unreadableRows } = journey;
  if (unreadableRows) return { kind: 'wait', because: 'rowUnreadable' };
  const enrolledFor = goalsOf(journey);
  if (enrolledFor.length === 0 || facts === undefined) return { kind: 'stop', because: 'notEnrolled' };
  if (messages.some(isInFlight)) return { kind: 'wait', because: 'messageInFlight' };
  const steps = enrolledFor.map((goal) => ({ goal, step: decideFor(goal, journey, policy, now) }));
  return underWay(steps, journey) ?? firstOf(steps, now);
}

interface GoalStep {
  readonly goal: Goal;
  readonly step: NextStep;
}

/**
 * A mail that may have been taken before is brought to its end, whatever else is owed: how far the others are apart depends
 * on it.
 */
const underWay = (steps: readonly GoalStep[], { messages }: Journey): NextStep | undefined =>
  steps.find(({ step }) => 'step' in step && messages.some((one) => one.step === step.step && isPinned(one)))?.step;

/**
 * What comes first: what may leave, or a doubt about it that a person settles, then what is held. To register and its link go
 * before the others, and the mail about phones before all while their end is near.
 */
function firstOf(all: readonly GoalStep[], now: Date): NextStep {
  const urgent = all.filter((one) => isUrgent(one, now));
  const owed = [...urgent, ...all].map(({ step }) => step).filter(({ kind }) => kind !== 'stop');
  return owed.find((step) => !('held' in step)) ?? owed[0] ?? stopAmong(all.map(({ step }) => step));
}

/** What an operator is shown: why something that was to come does not, before that nothing was. */
const stopAmong = (stops: readonly NextStep[]): NextStep =>
  stops.find((stop) => stop.kind === 'stop' && !nothingToCome.includes(stop.because)) ?? stops[0]!;

const nothingToCome: readonly StopReason[] = ['done', 'alreadyCapable', 'waveCancelled', ...goalReasons];

function decideFor(goal: Goal, journey: Journey, policy: CadencePolicy, now: Date): NextStep {
  const wave = waveStatusOf(enrolmentFor(journey, goal)!.waveId, policy.haltedWaves);
  if (wave === 'cancelled') return { kind: 'stop', because: 'waveCancelled' };

  const owed = decideOwed(goal, withoutNeedless(journey), policy, now);
  if (owed.kind !== 'send') return owed;
  const step = { ...owed, notBefore: latest([owed.notBefore, ...apartFromOtherGoals(journey, owed.step)]) };
  const message = messageOf(journey, step.step);
  if (message && isForHuman(message, now)) return { kind: 'wait', because: 'outcomeUnknown', step: step.step };
  if (wave === 'paused') return { ...step, held: 'wavePaused' };
  const isUnseen = needsDetection(step.step) && judgeDetection(policy, now).kind === 'stale';
  return isUnseen ? { ...step, held: 'detectionStale' } : step;
}

function decideOwed(goal: Goal, journey: Journey, policy: CadencePolicy, now: Date): NextStep {
  const { namedByWave } = enrolmentFor(journey, goal)!;
  if (goal !== defaultGoal) return tell(goal, journey, policy, namedByWave, now);
  const readiness = readinessOf(journey, policy);
  if (readiness.kind === 'capable') return followUp(journey, policy, now);
  const verdict = judgeUser(journey.facts!, { audience: audienceFor(journey, policy), now, namedByWave });
  if (!verdict.selected) {
    return { kind: 'stop', because: verdict.because === 'alreadyCapable' ? 'done' : verdict.because };
  }
  if (hasLostInfo(journey)) return { kind: 'stop', because: 'securityInfoLost' };
  const step = nudgeOrRemind(journey, policy, now);
  return readiness.kind === 'pending' ? notBefore(step, readiness.until) : step;
}

/** Somebody who may just have registered is not reminded before the report has had time to tell. */
function notBefore(step: NextStep, until: Date): NextStep {
  if (step.kind !== 'send' || step.notBefore >= until) return step;
  return { ...step, notBefore: until, because: 'registrationPending' };
}
