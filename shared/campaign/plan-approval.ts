import { digestOf, type PlanDraft } from './plan-draft.ts';
import { addHours } from '../registration/add-time.ts';

/** Who asks for security info to be entered. */
export interface Asker {
  /** Object id. */
  readonly by: string;
  /** A person has signed in: an app is nobody who could look at a plan. */
  readonly isUser: boolean;
}

const approvalHours = 24;

export type ApprovalRefusal = 'userNeeded' | 'unknownApproval' | 'approvalExpired' | 'sameOperator';

/**
 * One operator's word that a plan may be run, which a second one then runs. It is the plan itself under another name, and
 * that name a digest of the file, the plan, who asked and when: of the file nothing else is kept.
 */
export function approvalOf(plan: PlanDraft, by: string, now: Date): PlanDraft {
  const approval = digestOf([plan.requestDigest, plan.confirm, by.toLowerCase(), now.toISOString()]);
  return { ...plan, confirm: approval, approves: { confirm: plan.confirm, askedBy: by }, plannedAt: now };
}

export const expiresAt = ({ plannedAt }: PlanDraft): Date => addHours(plannedAt, approvalHours);

/** Why somebody may not run what was found under an approval, or undefined. */
export function refusalOf(found: PlanDraft | undefined, { by, isUser }: Asker, now: Date): ApprovalRefusal | undefined {
  if (!isUser) return 'userNeeded';
  if (found?.approves === undefined) return 'unknownApproval';
  if (now >= expiresAt(found)) return 'approvalExpired';
  return found.approves.askedBy.toLowerCase() === by.toLowerCase() ? 'sameOperator' : undefined;
}
