import type { AuditTrail } from '../ports/audit-trail.ts';

export interface ForgetOldAuditPorts {
  readonly auditTrail: Pick<AuditTrail, 'forgetBefore'>;
}

/** Of a night: ten transactions. Whoever has more to forget does so in the nights to come. */
const mostRows = 1_000;

/** Deletes rows of the audit trail that are older than they are to be kept, and answers how many. */
export const forgetOldAudit = (retentionDays: number, now: Date, ports: ForgetOldAuditPorts): Promise<number> =>
  ports.auditTrail.forgetBefore(new Date(now.getTime() - retentionDays * 86_400_000), mostRows);
