import type { PlanningRules } from '../campaign/plan-journey.ts';
import type { Step } from '../delivery/steps.ts';
import { audited, type AuditPorts } from './audited.ts';
import { changeJourney, type Run } from './write-plan.ts';
import { resendMessage, type ResendPorts } from './resend-message.ts';

/** Leaves somebody out of the campaign, or takes them back in. What is claimed finishes, nothing else leaves. */
const setExcluded = (userId: string, excludedByOperator: boolean, run: Run) =>
  changeJourney(userId, () => ({ excludedByOperator }), run);

export const userActions = ['exclude', 'include', 'resend'] as const;
type UserAction = (typeof userActions)[number];

export interface UserChange {
  readonly userId: string;
  readonly action: UserAction;
  readonly by: string;
  readonly because?: string | undefined;
  readonly step?: Step | undefined;
  readonly liftSuppression: boolean;
  readonly force: boolean;
}

const audit = { exclude: 'excludeUser', include: 'includeUser', resend: 'resendMessage' } as const;

/** Makes one change of one person, with its entry in the audit trail. */
export async function changeUser(
  change: UserChange,
  rules: PlanningRules,
  now: Date,
  ports: ResendPorts & AuditPorts,
): Promise<{ readonly kind: 'done' } | { readonly kind: 'refused'; readonly because: string }> {
  const run = { rules, now, ports };
  const { userId, action, by, because, step, liftSuppression, force } = change;
  const flags = { ...(liftSuppression && { liftSuppression }), ...(force && { force }) };
  const details = { ...(because && { because }), ...(step && { step }), ...flags };
  const act = async () => {
    if (action === 'resend') return resendMessage(userId, { step: step!, liftSuppression, force }, run);
    await setExcluded(userId, action === 'exclude', run);
    return { kind: 'done' } as const;
  };
  const result = await audited(
    { by, action: audit[action], target: userId, details },
    { now, ports },
    act,
    ({ kind }) => ({
      outcome: kind === 'refused' ? 'refused' : 'done',
    }),
  );
  return result.kind === 'refused' ? result : { kind: 'done' };
}
