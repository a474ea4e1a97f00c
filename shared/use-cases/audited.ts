import type { AuditAction, AuditEntry, AuditTrail } from '../ports/audit-trail.ts';
import type { Ids } from '../ports/ids.ts';

/** When the change is asked for, and what the entry is written with. */
export interface AuditedRun {
  readonly now: Date;
  readonly ports: AuditPorts;
}

export interface AuditPorts {
  readonly auditTrail: AuditTrail;
  readonly ids: Ids;
}

/** A change that somebody asks for. */
export interface AskedChange {
  readonly by: string;
  readonly action: AuditAction;
  readonly target?: string | undefined;
  readonly details?: AuditEntry['details'];
}

export interface ChangeOutcome {
  readonly outcome: 'done' | 'refused';
  readonly details?: AuditEntry['details'];
}

/** Makes a change with an entry in the audit trail, which is there before the change is: none goes unrecorded. */
export async function audited<Result>(
  { by, action, target, details = {} }: AskedChange,
  { now, ports: { auditTrail, ids } }: AuditedRun,
  act: () => Promise<Result>,
  outcomeOf: (result: Result) => ChangeOutcome,
): Promise<Result> {
  const entry = { entryId: ids.next(), at: now, by, action, target, details };
  await auditTrail.write({ ...entry, outcome: 'begun' });
  const result = await act().catch(async (error: unknown) => {
    await auditTrail.write({ ...entry, outcome: 'failed' });
    throw error;
  });
  const { outcome, details: more = {} } = outcomeOf(result);
  await auditTrail.write({ ...entry, outcome, details: { ...details, ...more } });
  return result;
}
