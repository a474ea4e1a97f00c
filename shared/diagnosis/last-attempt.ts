import { isGain, reportLagHours } from '../registration/readiness.ts';
import { byTime, type Evidence } from '../registration/evidence.ts';
import type { CauseId } from './cause.ts';
import type { DiagnosisFacts, ResetEvent } from './diagnosis-facts.ts';
import { plainText } from './plain-text.ts';
import { meaningOfReason } from './reset-reason.ts';
import { failed, passed, unread, type Rung, type RungId } from './rung.ts';

/** How far back the audit log is read: no edition keeps it longer. */
export const attemptsReadDays = 30;

const blockedHours = 24;
const id = 'lastAttempt';

/** An attempt that has come to an end. */
interface Ending {
  readonly at: Date;
  readonly cause: CauseId | undefined;
  readonly reason: string;
}

const resetActivity = 'reset password (self-service)';
const activities = [
  resetActivity,
  'self-service password reset flow activity progress',
  'blocked from self-service password reset',
];

/**
 * How the last attempt ended, unless what it failed for has been mended since: then the rungs above have the say.
 * `state` are the rungs before it.
 */
export function judgeLastAttempt(facts: DiagnosisFacts, state: readonly Rung[]): Rung {
  const { resetEvents } = facts;
  if (resetEvents.kind === 'read') return judgeEnding(resetEvents.value.flatMap(endingOf).at(-1), facts, state);
  const kept = keptEndings(facts.evidence).at(-1);
  const known = kept && judgeEnding(kept, facts, state);
  return known?.status === 'fail' ? { ...known, source: 'keptEvidence' } : unread(id, 'auditLog', resetEvents);
}

/** When a reset of this person last got through, as far as the audit log tells. */
export function lastSuccessAt({ resetEvents, evidence }: DiagnosisFacts): Date | undefined {
  const endings = [
    ...(resetEvents.kind === 'read' ? resetEvents.value.flatMap(endingOf) : []),
    ...keptEndings(evidence),
  ];
  const times = endings.filter(({ cause }) => cause === undefined).map(({ at }) => at);
  return times.toSorted((a, b) => a.getTime() - b.getTime()).at(-1);
}

function judgeEnding(ending: Ending | undefined, facts: DiagnosisFacts, state: readonly Rung[]): Rung {
  if (ending === undefined) return passed(id, 'auditLog', `No attempt in the last ${attemptsReadDays} days.`);
  const at = ending.at.toISOString();
  if (ending.cause === undefined) return passed(id, 'auditLog', `A reset succeeded at ${at}.`);
  const seen = `At ${at}: "${plainText(ending.reason)}"`;
  if (ending.cause === 'blockedFor24Hours' && hoursSince(ending.at, facts.now) >= blockedHours)
    return passed(id, 'auditLog', `${seen}. The block has ended.`);
  if (!isMended(ending.cause, ending.at, facts, state)) return failed(id, 'auditLog', ending.cause, `${seen}.`);
  return passed(id, 'auditLog', `${seen}. That has been mended since.`);
}

/** Causes that a rung above watches: once it passes, an older failure says nothing about today. */
const watchedBy: Readonly<Partial<Record<CauseId, RungId>>> = {
  noLicence: 'licence',
  ssprDisabledForTenant: 'scope',
  noResetPolicy: 'scope',
  notInScope: 'scope',
  notRegistered: 'methods',
  writebackNotEnabled: 'writeback',
};

/** The report lags behind the log, so its word counts only against a failure that is older than the lag. */
function isMended(cause: CauseId, at: Date, facts: DiagnosisFacts, state: readonly Rung[]): boolean {
  const watched = watchedBy[cause];
  if (watched === undefined || state.find((rung) => rung.id === watched)?.status !== 'pass') return false;
  const { writebackSwitches: switches, evidence, now } = facts;
  if (cause === 'writebackNotEnabled')
    return switches.kind === 'read' && switches.value.some((one) => one.isOn && one.at > at);
  const gained = evidence.some((one) => isGain(one) && one.at > at);
  return (cause === 'notRegistered' && gained) || hoursSince(at, now) > reportLagHours;
}

/**
 * The end of an attempt, or nothing for a step on the way. Failures are known by their reason, wherever it is logged, and
 * so is a success: its last row may be one of the flow's progress.
 *
 * https://learn.microsoft.com/entra/identity/authentication/howto-sspr-reporting
 */
function endingOf({ at, activity, result, reason }: ResetEvent): Ending[] {
  const name = activity.trim().toLowerCase();
  if (!activities.includes(name)) return [];
  const meaning = meaningOfReason(reason);
  const isReset = name === resetActivity;
  const isDone = result.toLowerCase() === 'success';
  if (isDone && (isReset || meaning === 'succeeded')) return [{ at, cause: undefined, reason }];
  if (meaning && meaning !== 'progress' && meaning !== 'succeeded') return [{ at, cause: meaning, reason }];
  if (name.startsWith('blocked')) return [{ at, cause: 'blockedFor24Hours', reason: reason || 'blocked' }];
  return isReset ? [{ at, cause: 'unknownReason', reason: reason || 'no reason was logged' }] : [];
}

/** How the attempts ended that were kept of the audit log, oldest first. */
export function keptEndings(evidence: readonly Evidence[]): Ending[] {
  const resets = evidence.filter(({ kind }) => kind.startsWith('reset')).toSorted(byTime);
  return resets.map(({ at, kind, reason = 'no reason was kept' }) => ({ at, cause: keptCause(kind, reason), reason }));
}

function keptCause(kind: Evidence['kind'], reason: string): CauseId | undefined {
  if (kind === 'resetSucceeded') return undefined;
  const meaning = meaningOfReason(reason);
  if (meaning && meaning !== 'progress' && meaning !== 'succeeded') return meaning;
  return kind === 'resetBlocked' ? 'blockedFor24Hours' : 'unknownReason';
}

const hoursSince = (at: Date, now: Date): number => (now.getTime() - at.getTime()) / 3_600_000;
