import { decideLoss, isHistoryLost, type LeftStep, type LossDecision } from '../campaign/lost-history.ts';
import { digestOf, type PlanDraft } from '../campaign/plan-draft.ts';
import { readinessOf } from '../campaign/readiness-of.ts';
import { wasEverClaimed } from '../delivery/message.ts';
import { messageIdOf } from '../delivery/plan-message.ts';
import type { Step } from '../delivery/steps.ts';
import type { MessageIndex } from '../ports/message-index.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { StoredJourney } from '../ports/recipient-store.ts';
import { allJourneys } from './all-recipients.ts';
import { audited, type AuditPorts, type ChangeOutcome } from './audited.ts';
import { changeJourney, type Run, type WritePlanPorts } from './write-plan.ts';

interface DecideLostPorts extends WritePlanPorts, AuditPorts {
  readonly messageIndex: Pick<MessageIndex, 'has'>;
  readonly plans: PlanStore;
  /** Whether the answer has to be given now. */
  readonly isOvertime: () => boolean;
}

type DecideRun = Run<DecideLostPorts>;

export interface LossRequest {
  readonly decision: LossDecision;
  /** What a dry run of the same decision answered. */
  readonly confirm: string | undefined;
  readonly because: string;
  readonly by: string;
}

export interface LossPlan {
  readonly kind: 'dryRun';
  readonly userIds: readonly string[];
  /** Undefined where there is nobody to decide about. */
  readonly confirm: string | undefined;
}

export type LossAnswer =
  | {
      readonly kind: 'done';
      /** For whom it was decided now. */
      readonly people: number;
      /** Of whom it is known by now, or was decided before. */
      readonly settled: number;
      /** Whose turn it was not: the same `confirm` goes on. */
      readonly left: number;
    }
  | { readonly kind: 'dryRunFirst' | 'unknownConfirm' };

/** Who would be decided about. Looks through everybody; changes nothing. */
export async function planLoss(decision: LossDecision, { now, ports }: DecideRun): Promise<LossPlan> {
  const userIds: string[] = [];
  for await (const journey of allJourneys(ports.recipients)) if (isHistoryLost(journey)) userIds.push(journey.userId);
  const draft = draftOf(decision, userIds, now);
  if (userIds.length > 0) await ports.plans.keep(draft);
  return { kind: 'dryRun', userIds, confirm: userIds.length > 0 ? draft.confirm : undefined };
}

const requestDigestOf = (decision: LossDecision): string => digestOf(['decideLost', decision]);

function draftOf(decision: LossDecision, userIds: readonly string[], plannedAt: Date): PlanDraft {
  const requestDigest = requestDigestOf(decision);
  const confirm = digestOf([requestDigest, userIds.toSorted()]);
  return { confirm, requestDigest, documentDigest: '', userIds, plannedAt };
}

/**
 * Decides for those whom the dry run named, and for nobody else. Whoever is settled by then is passed over, so that it may
 * be asked again with the same `confirm`, and goes on where it was broken off.
 */
export function decideLost(request: LossRequest, run: DecideRun): Promise<LossAnswer> {
  const { decision, because, by } = request;
  const asked = { by, action: 'decideLost', details: { decision, because } } as const;
  return audited(asked, run, () => decide(request, run), outcomeOf);
}

async function decide({ decision, confirm }: LossRequest, run: DecideRun): Promise<LossAnswer> {
  if (confirm === undefined) return { kind: 'dryRunFirst' };
  const plan = await run.ports.plans.find(confirm);
  if (plan?.requestDigest !== requestDigestOf(decision)) return { kind: 'unknownConfirm' };
  const rest = [...plan.userIds];
  let [people, settled] = [0, 0];
  while (rest.length > 0 && !run.ports.isOvertime()) {
    const answers = await Promise.all(rest.splice(0, peopleAtOnce).map((userId) => decideFor(userId, decision, run)));
    const decided = answers.filter(Boolean).length;
    people += decided;
    settled += answers.length - decided;
  }
  return { kind: 'done', people, settled, left: rest.length };
}

const peopleAtOnce = 8;

/** True when it was for this to decide. */
async function decideFor(userId: string, decision: LossDecision, run: DecideRun): Promise<boolean> {
  const { rules, now, ports } = run;
  const known = await ports.recipients.readJourney(userId);
  if (!isHistoryLost(known)) return false;
  const left = await leftSteps(userId, run);
  const change = (journey: StoredJourney) => {
    if (!isHistoryLost(journey)) return undefined;
    // Whoever can reset by now needs no nudge, and gets their link for the one that they had.
    const isCapable = readinessOf(journey, rules.cadence).kind === 'capable';
    const at = { deploymentId: rules.deploymentId, now };
    const messages = decideLoss(journey, left, isCapable ? 'writtenTo' : decision, at);
    return { messages, releaseBodyOf: messages.filter(wasEverClaimed).map(({ messageId }) => messageId) };
  };
  return (await changeJourney(userId, change, run, { known })) !== undefined;
}

/** Every step of which the index says that a mail may have left. */
async function leftSteps(userId: string, { rules, ports }: DecideRun): Promise<readonly LeftStep[]> {
  const reminders = rules.cadence.remindersAfterDays.map((_, n): Step => `reminder-${n + 1}`);
  const steps: readonly Step[] = ['nudge', ...reminders, 'sspr-link', 'phone-only'];
  const asked = steps.map(async (step) => {
    let unusedEpoch = 0;
    while (await ports.messageIndex.has(messageIdOf(rules.deploymentId, userId, step, unusedEpoch))) unusedEpoch++;
    return { step, unusedEpoch };
  });
  return (await Promise.all(asked)).filter(({ unusedEpoch }) => unusedEpoch > 0);
}

function outcomeOf(answer: LossAnswer): ChangeOutcome {
  if (answer.kind !== 'done') return { outcome: 'refused', details: { refusal: answer.kind } };
  const { people, settled, left } = answer;
  return { outcome: 'done', details: { people, settled, left } };
}
