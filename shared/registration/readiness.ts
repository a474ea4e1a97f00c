import { addHours } from './add-time.ts';
import type { Evidence, RegisteredMethod } from './evidence.ts';
import { standingOf, type Registration } from './registration.ts';

/** What the campaign may assume of a user's registration right now. */
export type Readiness =
  | {
      readonly kind: 'capable';
      readonly because: 'report' | 'audit';
      readonly by: 'user' | 'admin';
      readonly since?: Date;
    }
  /** Something was registered or deleted, but not surely enough: nobody is reminded until the report has caught up. */
  | { readonly kind: 'pending'; readonly until: Date }
  | { readonly kind: 'notCapable' };

export interface RegistrationFacts {
  readonly registration: Registration | undefined;
  /** When the report row was read. Its own `lastUpdatedDateTime` says nothing about registration. */
  readonly reportReadAt: Date | undefined;
  readonly evidence: readonly Evidence[];
}

/**
 * How long the audit log is believed over a report that does not show it yet. The report lags "up to a few hours";
 * Microsoft has also written "within 1d", so twice that.
 */
export const reportLagHours = 48;

/** Methods that reset a password alone when one is required. The Authenticator app never does. */
const countAlone: readonly RegisteredMethod[] = ['phone', 'alternatePhone', 'email', 'securityQuestions'];
const countAmongTwo: readonly RegisteredMethod[] = [...countAlone, 'authenticator'];

/**
 * Judges whether a user can reset a password now: the report decides, and the audit log runs ahead of it.
 *
 * Only positive evidence makes "capable": a complete registration, or as many recognised methods as the tenant requires,
 * newer than the last deletion. Evidence that the report has had time to show and does not is not believed.
 */
export function judgeReadiness(facts: RegistrationFacts, methodsRequired: 1 | 2): Readiness {
  const fresh = facts.evidence.filter((one) => !isOutdated(facts.reportReadAt, one.at));
  const deletedAt = latest(fresh.filter((one) => one.kind === 'methodDeleted'))?.at;
  const capableInReport = standingOf(facts.registration) === 'capable';
  if (capableInReport && deletedAt === undefined) return capableByReport(facts.evidence);

  const gained = fresh.filter(isGain).filter((one) => deletedAt === undefined || one.at > deletedAt);
  // Security info brings nobody into the scope of SSPR; the same events are logged for multifactor registration.
  const isOutOfScope = facts.registration?.isSsprEnabled === false;
  const completed = isOutOfScope ? undefined : latest(gained.filter((one) => one.kind === 'registered'));
  if (completed) return { kind: 'capable', because: 'audit', by: completed.by, since: completed.at };
  if (!isOutOfScope && hasEnough(gained, facts.registration, methodsRequired)) {
    const last = latest(gained)!;
    return { kind: 'capable', because: 'audit', by: last.by, since: last.at };
  }
  const unsettled = latest(fresh.filter((one) => isGain(one) || one.kind === 'methodDeleted'));
  return unsettled ? { kind: 'pending', until: addHours(unsettled.at, reportLagHours) } : { kind: 'notCapable' };
}

function capableByReport(evidence: readonly Evidence[]): Readiness {
  const gain = latest(evidence.filter(isGain));
  return { kind: 'capable', because: 'report', by: gain?.by ?? 'user', ...(gain && { since: gain.at }) };
}

/** Something was registered. */
export const isGain = (one: Evidence): boolean => one.kind === 'registered' || one.kind === 'methodRegistered';

/**
 * Whether the methods gained since are enough by themselves. What the report knows already was not enough, so registering it
 * again is no gain. Admins always need two, and no security questions.
 *
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy#administrator-reset-policy-differences
 */
function hasEnough(
  gained: readonly Evidence[],
  registration: Registration | undefined,
  methodsRequired: 1 | 2,
): boolean {
  const isAdmin = registration?.isAdmin === true;
  const required = isAdmin ? 2 : methodsRequired;
  const counting = (required === 1 ? countAlone : countAmongTwo).filter(
    (one) => !(isAdmin && one === 'securityQuestions'),
  );
  const known = new Set((registration?.methodsRegistered ?? []).map((name) => methodOfReport[name]));
  const fresh = gained
    .map((one) => one.method)
    .filter((method) => method && counting.includes(method) && !known.has(method));
  return new Set(fresh).size >= required;
}

/** The report's spelling of the methods that the audit log names in words. */
const methodOfReport: Readonly<Record<string, RegisteredMethod>> = {
  mobilePhone: 'phone',
  alternateMobilePhone: 'alternatePhone',
  email: 'email',
  microsoftAuthenticatorPush: 'authenticator',
  softwareOneTimePasscode: 'authenticator',
  securityQuestion: 'securityQuestions',
};

/** The report has had time to show it: then the report alone is believed. */
export function isOutdated(reportReadAt: Date | undefined, at: Date): boolean {
  return reportReadAt !== undefined && reportReadAt >= addHours(at, reportLagHours);
}

function latest(evidence: readonly Evidence[]): Evidence | undefined {
  return evidence.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
}
