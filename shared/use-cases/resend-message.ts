import { decideNextStep } from '../campaign/next-step.ts';
import { messageOf, nextEpoch, type Journey } from '../campaign/journey.ts';
import { applyChange } from '../campaign/journey-change.ts';
import { openMomentFor, type PlanningRules } from '../campaign/plan-journey.ts';
import { isOpen, type Message } from '../delivery/message.ts';
import { messageIdOf, renewMessage } from '../delivery/plan-message.ts';
import type { Step } from '../delivery/steps.ts';
import { addHours } from '../registration/add-time.ts';
import type { StoredJourney } from '../ports/recipient-store.ts';
import type { MessageIndex } from '../ports/message-index.ts';
import { changeJourney, type Run, type WritePlanPorts } from './write-plan.ts';

export interface ResendPorts extends WritePlanPorts {
  readonly messageIndex: Pick<MessageIndex, 'has'>;
}

export type ResendAnswer =
  | { readonly kind: 'planned'; readonly message: Message }
  /** In words, for the problem's detail. */
  | { readonly kind: 'refused'; readonly because: string };

interface Resend {
  readonly step: Step;
  /** Also within a day of the last time. */
  readonly force?: boolean | undefined;
  /** The address had bounced and is tried again. */
  readonly liftSuppression: boolean;
}

/**
 * Sends a step again to somebody who has had it, or about whom nobody knows: a new message with an epoch of its own, so
 * that no later attempt for the old one can be taken for it. Every rule of the campaign holds for it as for the first one.
 */
export async function resendMessage(userId: string, resend: Resend, run: Run<ResendPorts>): Promise<ResendAnswer> {
  const { rules, now, ports } = run;
  const { step, liftSuppression, force } = resend;
  const lifted = liftSuppression ? { suppressedAddresses: [] } : {};
  const known = await ports.recipients.readJourney(userId);
  const unused = await unusedEpoch(known, step, run);
  const plan = (stored: Journey) => {
    const epoch = Math.max(unused, nextEpoch(stored, step));
    return planResend(applyChange(stored, lifted), { step, epoch, force }, rules, now);
  };
  let answer = refused('The person was not looked at');
  const change = (stored: StoredJourney) => {
    answer = plan(stored);
    return answer.kind === 'planned' ? { messages: [answer.message], ...lifted } : undefined;
  };
  await changeJourney(userId, change, run, { known });
  return answer;
}

/** The first number under which no mail of the step can have left, whatever is still stored of those before. */
async function unusedEpoch(journey: StoredJourney, step: Step, { rules, ports }: Run<ResendPorts>): Promise<number> {
  let epoch = nextEpoch(journey, step);
  while (await ports.messageIndex.has(messageIdOf(rules.deploymentId, journey.userId, step, epoch))) epoch++;
  return epoch;
}

/** Whoever presses a button again and again means one mail. */
const betweenResendsHours = 24;

/** The message as it would be planned anew, or why it cannot be. */
export function planResend(
  journey: Journey,
  { step, epoch, force = false }: Pick<Message, 'step' | 'epoch'> & Pick<Resend, 'force'>,
  rules: PlanningRules,
  now: Date,
): ResendAnswer {
  const before = messageOf(journey, step);
  if (before === undefined) return refused(`There is no ${step} yet: it is not time for it, or the wave has not begun`);
  if (isOpen(before)) return refused(`The ${step} is planned already, for ${before.dueAt.toISOString()}`);
  if (before.state === 'claimed') return refused(`The ${step} is claimed: nobody knows yet whether it was sent`);
  const last = lastResendOf(journey, step);
  if (last && !force && now < addHours(last, betweenResendsHours))
    return refused(`The ${step} was sent again at ${last.toISOString()}: "force" with a reason does it once more`);
  const planned = { dueAt: now, now, because: 'resentByOperator' } as const;
  const again = renewMessage(before, epoch, rules.deploymentId, planned);
  const next = decideNextStep(applyChange(journey, { messages: [again] }), rules.cadence, now);
  if (next.kind === 'wait') return refused('Another message to this person is in flight');
  if (next.kind === 'stop') return refused(`The campaign owes this person nothing: ${next.because}`);
  if (next.step !== step) return refused(`The campaign owes this person the ${next.step} instead`);
  const dueAt = openMomentFor(journey, { ...next, notBefore: now }, rules, now);
  return { kind: 'planned', message: { ...again, dueAt } };
}

/** When an operator last had the step sent again. */
function lastResendOf({ messages, superseded = [] }: Journey, step: Step): Date | undefined {
  const resent = [...messages, ...superseded]
    .filter((message) => message.step === step && message.history[0]?.because === 'resentByOperator')
    .map(({ history }) => history[0]!.at.getTime());
  return resent.length === 0 ? undefined : new Date(Math.max(...resent));
}

const refused = (because: string): ResendAnswer => ({ kind: 'refused', because });
