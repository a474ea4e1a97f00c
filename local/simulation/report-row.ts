import { DAY_MS, HOUR_MS } from './durations.ts';
import { existsAt, isEnabledAt, type PersonState } from './person-state.ts';
import { drawsFor } from './randomness.ts';
import { changeInForce, standingWith } from './security-info.ts';

export type ReportRow = Record<string, unknown>;

/**
 * The person's row of userRegistrationDetails, as it reads now: the truth of some hours ago. There is none for
 * disabled accounts, for people who left, and for the newly joined whose first row is still to come.
 * `lastUpdatedDateTime` is when the row was refreshed, not when anybody registered.
 */
export function reportRow(state: PersonState, seed: number, nowMs: number): ReportRow | undefined {
  const asOfMs = nowMs - state.reportLagMs;
  if (!existsAt(state, nowMs) || !existsAt(state, asOfMs) || !isEnabledAt(state, asOfMs)) return undefined;
  const { person } = state;
  const change = changeInForce(state.changes, asOfMs);
  const standing = standingWith(person, change.methods);
  const push = change.methods.includes('microsoftAuthenticatorPush');
  return damaged(state, {
    id: person.id,
    userPrincipalName: person.userPrincipalName,
    userDisplayName: person.displayName,
    userType: person.isGuest ? 'guest' : 'member',
    isAdmin: person.isAdmin,
    ...standing,
    methodsRegistered: change.methods,
    isSystemPreferredAuthenticationMethodEnabled: true,
    systemPreferredAuthenticationMethods: push ? ['push'] : change.methods.includes('mobilePhone') ? ['sms'] : [],
    userPreferredMethodForSecondaryAuthentication: push ? 'push' : standing.isMfaRegistered ? 'sms' : 'none',
    lastUpdatedDateTime: new Date(refreshedAtMs(state, seed, change.atMs, nowMs)).toISOString(),
  });
}

/** Every row is written once a day at its own hour, and besides when a change has come through. */
function refreshedAtMs(state: PersonState, seed: number, changedAtMs: number, nowMs: number): number {
  const phaseMs = Math.floor(drawsFor(seed, 'refresh-hour', state.person.index)() * 24) * HOUR_MS;
  const dailyMs = Math.floor((nowMs - phaseMs) / DAY_MS) * DAY_MS + phaseMs;
  return Math.max(dailyMs, changedAtMs + state.reportLagMs);
}

function damaged({ person }: PersonState, row: ReportRow): ReportRow {
  if (person.rowFault === 'isSsprCapableNull') return { ...row, isSsprCapable: null };
  if (person.rowFault === 'methodsRegisteredNull') return { ...row, methodsRegistered: null };
  if (person.rowFault === undefined) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'isSsprRegistered'));
}
