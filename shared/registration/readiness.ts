import { addHours } from './add-time.ts';
import type { Evidence, RegisteredMethod } from './evidence.ts';
import { loggedMethodOf } from './report-method.ts';
import { methodsRequiredOf, standingOf, type Registration } from './registration.ts';
import { methodsThatNeverReset } from './sspr-method.ts';

/**
 * Who gave somebody what they reset with. `directory`: nothing that resets is registered, so it is a phone or an address
 * that the directory holds of them. https://learn.microsoft.com/entra/identity/authentication/howto-sspr-authenticationdata
 */
export type ReadyBy = 'user' | 'admin' | 'directory';

/** What the campaign may assume of a user's registration right now. */
export type Readiness =
  | {
      readonly kind: 'capable';
      readonly because: 'report' | 'audit';
      readonly by: ReadyBy;
      readonly since?: Date;
    }
  /** Something was registered or deleted, but not surely enough: nobody is reminded until the report has caught up. */
  | { readonly kind: 'pending'; readonly until: Date }
  | { readonly kind: 'notCapable' };

export interface RegistrationFacts {
  readonly registration: Registration | undefined;
  /** When the report row, or the person's own methods, were read. Its own `lastUpdatedDateTime` says nothing about registration. */
  readonly reportReadAt: Date | undefined;
  readonly evidence: readonly Evidence[];
}

/**
 * How long the audit log is believed over a report that does not show it yet. The report lags "up to a few hours";
 * Microsoft has also written "within 1d", so twice that.
 */
export const reportLagHours = 48;

/** What was read of a person's own methods shows what was registered before; directories copy to all their servers. */
const readingLagHours = 1;

/** What such a reading leaves open, security questions say, it never shows: the log is believed over a weekend and more. */
const unknownLagHours = 7 * 24;

/** How long after something was registered what is known of the registration may not show it yet. */
export function lagHoursOf(registration: Registration | undefined): number {
  if (registration?.readFrom !== 'methods') return reportLagHours;
  return registration.unknown ? unknownLagHours : readingLagHours;
}

/**
 * What is registered in one visit lies this close to the event that ends it.
 * https://learn.microsoft.com/entra/identity/authentication/concept-registration-mfa-sspr-combined: a visit ends after
 * 15 minutes.
 */
const visitMinutes = 15;

/** Methods that reset a password alone when one is required. The Authenticator app never does. */
const countAlone: readonly RegisteredMethod[] = ['phone', 'alternatePhone', 'email', 'securityQuestions'];
const countAmongTwo: readonly RegisteredMethod[] = [...countAlone, 'authenticator'];

/**
 * Judges whether a user can reset a password now: the report decides, and the audit log runs ahead of it.
 *
 * Only positive evidence makes "capable": a complete registration, or as many recognised methods as the tenant requires,
 * newer than the last deletion. Evidence that the report has had time to show and does not is not believed. What never
 * resets a password (a passkey, a Temporary Access Pass) neither makes nor unsettles anything.
 */
export function judgeReadiness(facts: RegistrationFacts, methodsRequired: 1 | 2): Readiness {
  const fresh = facts.evidence.filter((one) => !isOutdated(facts, one.at));
  const deletedAt = latest(fresh.filter(isLoss))?.at;
  const capableInReport = standingOf(facts.registration) === 'capable';
  if (capableInReport && deletedAt === undefined) return capableByReport(facts);

  const gained = fresh.filter((one) => deletedAt === undefined || one.at > deletedAt);
  // Security info brings nobody into the scope of SSPR; the same events are logged for multifactor registration.
  const isOutOfScope = facts.registration?.isSsprEnabled === false;
  const proof = isOutOfScope ? undefined : proofIn(gained, rulesFor(facts.registration, methodsRequired));
  if (proof) return { kind: 'capable', because: 'audit', by: proof.by, since: proof.at };
  const unsettled = latest(fresh.filter((one) => isGain(one) || isLoss(one)));
  return unsettled
    ? { kind: 'pending', until: addHours(unsettled.at, lagHoursOf(facts.registration)) }
    : { kind: 'notCapable' };
}

/** Who gave them what they reset with: not whoever gave them a pass, or something that we do not recognise. */
function capableByReport({ evidence, registration }: RegistrationFacts): Readiness {
  const gain = latestGain(evidence);
  const by = gain?.by ?? (holdsNothingThatResets(registration) ? 'directory' : 'user');
  return { kind: 'capable', because: 'report', by, ...(gain && { since: gain.at }) };
}

const holdsNothingThatResets = (registration: Registration | undefined): boolean =>
  registration?.methodsRegistered.every((method) => methodsThatNeverReset.includes(method)) === true;

/** Somebody else entered what they reset with: they may not know that they can. */
export const isFilledIn = (readiness: Readiness): boolean => readiness.kind === 'capable' && readiness.by !== 'user';

/** The last registration of something that resets a password, or may. */
export const latestGain = (evidence: readonly Evidence[]): Evidence | undefined =>
  latest(evidence.filter((one) => isGain(one) && mayReset(one, evidence)));

function mayReset(one: Evidence, evidence: readonly Evidence[]): boolean {
  if (one.kind === 'methodRegistered') return countAmongTwo.includes(one.method!);
  const named = namedInVisit(one, evidence);
  return named.length === 0 || named.some((method) => !method.neverResets);
}

/** Something was registered that resets a password, or may. */
export const isGain = ({ kind, neverResets }: Evidence): boolean =>
  kind === 'registered' || (kind === 'methodRegistered' && !neverResets);

/** Something was deleted that resets a password, or may. */
export const isLoss = ({ kind, neverResets }: Evidence): boolean => kind === 'methodDeleted' && !neverResets;

interface CountingRules {
  readonly required: 1 | 2;
  readonly counting: readonly RegisteredMethod[];
  /** What the report knows already. */
  readonly known: ReadonlySet<RegisteredMethod | undefined>;
}

/**
 * Admins always need two, and no security questions.
 *
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy#administrator-reset-policy-differences
 */
function rulesFor(registration: Registration | undefined, methodsRequired: 1 | 2): CountingRules {
  const isAdmin = registration?.isAdmin === true;
  const required = methodsRequiredOf(registration, methodsRequired);
  const counting = (required === 1 ? countAlone : countAmongTwo).filter(
    (one) => !(isAdmin && one === 'securityQuestions'),
  );
  return { required, counting, known: new Set(registration?.methodsRegistered.map(loggedMethodOf)) };
}

/** The event that shows that somebody can reset: the end of a registration, else the last of enough methods. */
function proofIn(gained: readonly Evidence[], rules: CountingRules): Evidence | undefined {
  const completed = gained.filter((one) => one.kind === 'registered' && isComplete(one, gained, rules));
  if (completed.length > 0) return latest(completed);
  // What the report knows already was not enough, so registering it again is no gain.
  const counted = countedAmong(gained, rules).filter(({ method }) => !rules.known.has(method));
  return kindsOf(counted).size >= rules.required ? latest(counted) : undefined;
}

/**
 * "All required" is also logged where only multifactor authentication required something. Where the visit names what was
 * registered, these methods decide, with those that the report has; where one is not named, the event counts.
 */
function isComplete(completed: Evidence, gained: readonly Evidence[], rules: CountingRules): boolean {
  const named = namedInVisit(completed, gained);
  if (named.length === 0 || named.some(({ method, neverResets }) => method === 'other' && !neverResets)) return true;
  const counted = kindsOf(countedAmong(named, rules));
  const withKnown = new Set([...counted, ...rules.counting.filter((method) => rules.known.has(method))]);
  return counted.size > 0 && withKnown.size >= rules.required;
}

function namedInVisit({ at }: Evidence, evidence: readonly Evidence[]): readonly Evidence[] {
  const isNear = (one: Evidence) => Math.abs(one.at.getTime() - at.getTime()) <= visitMinutes * 60_000;
  return evidence.filter((one) => one.kind === 'methodRegistered' && isNear(one));
}

const countedAmong = (evidence: readonly Evidence[], { counting }: CountingRules): readonly Evidence[] =>
  evidence.filter(({ kind, method }) => kind === 'methodRegistered' && method && counting.includes(method));

const kindsOf = (evidence: readonly Evidence[]): ReadonlySet<RegisteredMethod | undefined> =>
  new Set(evidence.map(({ method }) => method));

/** The report has had time to show it: then the report alone is believed. */
export function isOutdated(
  { registration, reportReadAt }: Pick<RegistrationFacts, 'registration' | 'reportReadAt'>,
  at: Date,
): boolean {
  return reportReadAt !== undefined && reportReadAt >= addHours(at, lagHoursOf(registration));
}

function latest(evidence: readonly Evidence[]): Evidence | undefined {
  return evidence.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
}
