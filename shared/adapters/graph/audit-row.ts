import { z } from 'zod';
import type { AuditEvent } from '../../registration/evidence.ts';
import { dateTime } from './graph-values.ts';

/** Documented examples spell `Type` where the schema says `type`. */
const target = z.object({ id: z.string().nullish(), type: z.string().nullish(), Type: z.string().nullish() });

/** https://learn.microsoft.com/graph/api/resources/directoryaudit */
export const auditRow = z.object({
  id: z.string().min(1),
  activityDateTime: dateTime,
  activityDisplayName: z.string(),
  loggedByService: z.string(),
  result: z.string(),
  resultReason: z.string().nullish(),
  initiatedBy: z
    .object({ user: z.object({ id: z.string().nullish() }).nullish(), app: z.object({}).nullish() })
    .nullish(),
  targetResources: z.array(target).nullish(),
  additionalDetails: z.array(z.object({ key: z.string().nullish(), value: z.string().nullish() })).nullish(),
});

type AuditRow = z.infer<typeof auditRow>;

/** Of the details only the method's name is kept: others may hold a phone number or an address. */
export function auditEventOf(row: AuditRow): AuditEvent {
  const userId = subjectOf(row);
  const initiatedBy = initiatorOf(row, userId);
  const namedMethod = row.additionalDetails?.find(({ key }) => key?.toLowerCase() === 'authenticationmethod')?.value;
  return {
    id: row.id,
    activityDateTime: new Date(row.activityDateTime),
    activityDisplayName: row.activityDisplayName,
    loggedByService: row.loggedByService,
    result: row.result,
    resultReason: row.resultReason ?? '',
    userId,
    ...(initiatedBy && { initiatedBy }),
    ...(namedMethod && { namedMethod }),
  };
}

const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Whom the event is about: the first target that is a user. The initiator only where no user is named as a target (the id
 * of one may be null), and never for what an admin did, since that is somebody else.
 */
function subjectOf({ targetResources, initiatedBy, activityDisplayName }: AuditRow): string | undefined {
  const user = targetResources?.find(({ type, Type }) => (type ?? Type)?.toLowerCase() === 'user');
  const named = knownId(user?.id);
  if (named || /^\s*admin\b/i.test(activityDisplayName)) return named;
  return knownId(initiatedBy?.user?.id);
}

/** Undefined where the row does not say. A program's doing has an application, and no user. */
function initiatorOf({ initiatedBy }: AuditRow, userId: string | undefined): AuditEvent['initiatedBy'] {
  const initiator = knownId(initiatedBy?.user?.id);
  if (initiator) return initiator === userId ? 'themselves' : 'somebodyElse';
  return initiatedBy?.app ? 'somebodyElse' : undefined;
}

const knownId = (text: string | null | undefined): string | undefined => {
  const id = text?.toLowerCase();
  return id && id !== nobody ? id : undefined;
};
