import type { FoundCause } from './found-cause.ts';
import type { DiagnosisFacts, Reading, ResetEvent } from './diagnosis-facts.ts';
import { owners } from './owner.ts';
import { plainText } from './plain-text.ts';
import type { Rung } from './rung.ts';

/** Events that a support engineer reads; the newest tell most. */
const mostEvents = 20;

/**
 * A block of plain text for a support ticket: ids, times, codes and what was seen. No name, no address, no phone number
 * and no secret: the person is their object id.
 *
 * https://learn.microsoft.com/entra/identity/authentication/troubleshoot-sspr says what support asks for.
 */
export function writeCasePack(
  facts: DiagnosisFacts,
  ladder: readonly Rung[],
  [cause, otherCause]: readonly (FoundCause | undefined)[],
): string {
  return [
    'Self-service password reset: case pack',
    `Written at:    ${facts.now.toISOString()} (all times are UTC)`,
    `Tenant id:     ${facts.tenantId}`,
    `User object id: ${facts.userId}`,
    `User type:     ${describeAccount(facts)}`,
    `Service plans: ${describePlans(facts)}`,
    `Report:        ${describeReport(facts)}`,
    `Cause:         ${describeCause(cause)}`,
    ...(otherCause ? [`Also seen:     ${describeCause(otherCause)}`] : []),
    '',
    'Ladder',
    ...ladder.map(({ id, status, seen, source }) => `  [${status}] ${id} (${source}): ${seen}`),
    '',
    'Audit events',
    ...describeEvents(facts.resetEvents),
    '',
    'To add by hand: the support code of the page, the time zone of the person, and the Application log of the server of Entra Connect.',
  ].join('\n');
}

function describeAccount({ user }: DiagnosisFacts): string {
  if (user.kind === 'unread') return 'not read';
  if (user.value === undefined) return 'not in the directory';
  const { userType, accountEnabled, onPremisesSyncEnabled } = user.value;
  return `${userType}, ${accountEnabled ? 'enabled' : 'disabled'}, ${onPremisesSyncEnabled ? 'synchronised' : 'cloud-only'}`;
}

function describePlans({ user }: DiagnosisFacts): string {
  const plans = user.kind === 'read' ? user.value?.servicePlanIds : undefined;
  if (plans === undefined) return 'not read';
  return plans.length === 0 ? 'none' : plans.join(', ');
}

function describeReport({ registration }: DiagnosisFacts): string {
  if (registration.kind === 'unread') return 'not read';
  if (registration.value === undefined) return 'no row';
  const { isSsprEnabled, isSsprRegistered, isSsprCapable, isAdmin, methodsRegistered } = registration.value;
  const flags = { isSsprEnabled, isSsprRegistered, isSsprCapable, isAdmin };
  const listed = Object.entries(flags).map(([name, value]) => `${name}=${value}`);
  return `${listed.join(' ')} methods=${plainText(methodsRegistered.join('+')) || 'none'}`;
}

function describeCause(cause: FoundCause | undefined): string {
  if (cause === undefined) return 'none was found';
  const code = cause.code ? ` (${cause.code})` : '';
  return `${cause.id}${code}${cause.isCertain ? '' : ', uncertain'}; ${owners[cause.owner]}`;
}

function describeEvents(events: Reading<readonly ResetEvent[]>): readonly string[] {
  if (events.kind === 'unread') return [`  not read: ${plainText(events.because)}`];
  if (events.value.length === 0) return ['  none'];
  return events.value.slice(-mostEvents).map(describeEvent);
}

const describeEvent = ({ at, activity, result, reason, correlationId, eventId }: ResetEvent): string =>
  `  ${at.toISOString()} ${plainText(activity)}: ${plainText(result)} "${plainText(reason)}" correlation ${correlationId ?? 'none'} event ${eventId}`;
