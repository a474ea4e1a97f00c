import type { AudiencePolicy } from '../recipient/audience.ts';
import { addDays } from '../registration/add-time.ts';
import { isGain, isLoss, isOutdated } from '../registration/readiness.ts';
import type { Journey } from './journey.ts';

export interface MethodsAsked {
  readonly audience: Pick<AudiencePolicy, 'guests'>;
  /** When the pass began that asks. */
  readonly passStartedAt: Date;
  /** Readings from before are of an earlier time without a report: the audit log since then may be forgotten. */
  readonly notBefore: Date | undefined;
  readonly now: Date;
}

/** What the audit log told, and no mail has led to a reading since, is settled by one after these days. */
const settledAfterDays = 14;

/**
 * Whether a pass asks for somebody's own methods: once, when they are first placed; again only where that could not be
 * read, or where a change is two weeks old and no mail has followed, so that it can be forgotten some day. Whoever may not
 * sign in, or is at home elsewhere, is left out whatever they have.
 */
export function areMethodsDue(journey: Journey, { audience, passStartedAt, notBefore, now }: MethodsAsked): boolean {
  const { facts, rowReadAt, unreadableRows } = journey;
  if (facts === undefined || !facts.isInDirectory || unreadableRows) return false;
  if (!isPlacedByMethods(facts, audience)) return false;
  const { registration } = facts;
  if (registration?.readFrom !== 'methods' || rowReadAt === undefined) return true;
  if (rowReadAt >= passStartedAt) return false;
  if (registration.unknown === 'methodsUnreadable') return true;
  return (notBefore !== undefined && rowReadAt < notBefore) || hasUnsettledChange(journey, now);
}

/** Whether somebody's place hangs on their methods. */
export const isPlacedByMethods = (
  { user }: NonNullable<Journey['facts']>,
  { guests }: Pick<AudiencePolicy, 'guests'>,
) => user.isErased !== true && user.accountEnabled && (user.userType === 'member' || guests);

function hasUnsettledChange({ facts, rowReadAt, evidence }: Journey, now: Date): boolean {
  const known = { registration: facts?.registration, reportReadAt: rowReadAt };
  return evidence.some(
    (one) => (isGain(one) || isLoss(one)) && !isOutdated(known, one.at) && one.at <= addDays(now, -settledAfterDays),
  );
}
