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
  initiatedBy: z.object({ user: z.object({ id: z.string().nullish() }).nullish() }).nullish(),
  targetResources: z.array(target).nullish(),
});

type AuditRow = z.infer<typeof auditRow>;

export function auditEventOf(row: AuditRow): AuditEvent {
  return {
    id: row.id,
    activityDateTime: new Date(row.activityDateTime),
    activityDisplayName: row.activityDisplayName,
    loggedByService: row.loggedByService,
    result: row.result,
    resultReason: row.resultReason ?? '',
    userId: subjectOf(row),
  };
}

const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Whom the event is about: the first target that is a user. The initiator only where no user is a target, since for
 * "Admin registered security info" that is somebody else.
 */
function subjectOf({ targetResources, initiatedBy }: AuditRow): string | undefined {
  const user = targetResources?.find(({ type, Type }) => (type ?? Type)?.toLowerCase() === 'user');
  const id = (user ? user.id : initiatedBy?.user?.id)?.toLowerCase();
  return id && id !== nobody ? id : undefined;
}
