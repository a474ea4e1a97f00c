import { phoneOnlyFrom } from '../registration/phone-only.ts';
import { judgeReadiness, type Readiness, type RegistrationFacts } from '../registration/readiness.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import type { Journey } from './journey.ts';

type Policy = Pick<CadencePolicy, 'reportReadAt' | 'methodsRequired'>;

/**
 * What may be assumed of somebody's registration: the one rule that mails, figures, lists and pages go by. A row that did
 * not change is not written again, so the last complete pass stands for when it was read.
 */
export const readinessOf = (journey: Journey, policy: Policy): Readiness =>
  judgeReadiness(registrationFactsOf(journey, policy), policy.methodsRequired);

/** From when on it is certain that somebody can reset only as long as there are phones; undefined where they are not. */
export const phoneOnlySince = (journey: Journey, policy: Policy): Date | undefined =>
  phoneOnlyFrom(registrationFactsOf(journey, policy), policy.methodsRequired);

/** What the report and the audit log say of somebody, and when the report said it last. */
export function registrationFactsOf(
  journey: Journey,
  { reportReadAt }: Pick<CadencePolicy, 'reportReadAt'>,
): RegistrationFacts {
  const { facts, rowReadAt, evidence } = journey;
  const { registration, unreadable } = facts ?? {};
  // Methods of somebody's own are not read by each pass.
  if (registration?.readFrom === 'methods') return { registration, evidence, reportReadAt: rowReadAt };
  // A row that could not be read is not an unchanged one: what it said before is as old as it was.
  const isLater = registration && !unreadable && reportReadAt && (rowReadAt === undefined || reportReadAt > rowReadAt);
  return { registration, evidence, reportReadAt: isLater ? reportReadAt : rowReadAt };
}
