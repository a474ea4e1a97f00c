import { z } from 'zod';
import type { Probe } from '../../tenant/probe.ts';
import type { ResetEvent } from '../../diagnosis/diagnosis-facts.ts';
import type { UserInspector } from '../../ports/user-inspector.ts';
import { auditEventOf, auditRow } from './audit-row.ts';
import type { GraphAnswer } from './graph-connection.ts';
import { isMissing, mapped, rowsIn, type Ask } from './graph-probe.ts';
import { registrationRow, reportRowOf } from './registration-row.ts';
import { idSegment } from './graph-values.ts';
import { directoryUserOf, userFields, userRow } from './user-row.ts';

const resetRows = z.array(auditRow.extend({ correlationId: z.string().nullish() }));

/** One person over Graph. */
export function createGraphUserInspector(ask: Ask): UserInspector {
  return {
    // https://learn.microsoft.com/graph/api/user-get: User.Read.All
    readUser: async (userId) =>
      orMissing(await ask(`/users/${idSegment(userId)}?$select=${userFields.join(',')}`), (body) =>
        directoryUserOf(userRow.parse(body)),
      ),
    // https://learn.microsoft.com/graph/api/userregistrationdetails-get: AuditLog.Read.All, and no OData options
    readRegistration: async (userId) =>
      orMissing(
        await ask(`/reports/authenticationMethods/userRegistrationDetails/${idSegment(userId)}`),
        (body) => reportRowOf(registrationRow.parse(body)).registration,
      ),
    readResetEvents: async (userId, since) =>
      mapped(await ask(resetsOf(userId, since)), ({ body }) => resetEventsIn(body)),
  };
}

/**
 * https://learn.microsoft.com/graph/api/directoryaudit-list: AuditLog.Read.All. Whoever resets a password is the
 * initiator of the events; the target cannot be filtered by without an advanced query.
 */
function resetsOf(userId: string, since: Date): string {
  const service = `loggedByService eq 'Self-service Password Management'`;
  const filter = `initiatedBy/user/id eq '${userId}' and ${service} and activityDateTime ge ${since.toISOString()}`;
  return `/auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}&$orderby=activityDateTime desc&$top=100`;
}

function resetEventsIn(body: unknown): readonly ResetEvent[] {
  const events = resetRows.parse(rowsIn(body)).map((row): ResetEvent => {
    const { id, activityDateTime, activityDisplayName, result, resultReason } = auditEventOf(row);
    const told = { activity: activityDisplayName, result, reason: resultReason };
    return { eventId: id, correlationId: row.correlationId ?? undefined, at: activityDateTime, ...told };
  });
  return events.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** Not there is an answer of its own: a disabled account has no row in the report, for one. */
function orMissing<Value>(answer: Probe<GraphAnswer>, read: (body: unknown) => Value): Probe<Value | undefined> {
  return isMissing(answer) ? { kind: 'read', value: undefined } : mapped(answer, ({ body }) => read(body));
}
