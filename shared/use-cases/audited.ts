import type { AuditAction, AuditEntry, AuditTrail } from '../ports/audit-trail.ts';
import type { Ids } from '../ports/ids.ts';
import type { Journal } from '../ports/journal.ts';
import { digestOf } from '../campaign/plan-draft.ts';
import type { ErasedPeople } from './erased-people.ts';
import { isObjectId } from './find-user.ts';

/** When the change is asked for, and what the entry is written with. */
export interface AuditedRun {
  readonly now: Date;
  readonly ports: AuditPorts;
}

export interface AuditPorts {
  readonly auditTrail: AuditTrail;
  readonly erasedPeople: Pick<ErasedPeople, 'hashOf'>;
  readonly ids: Ids;
  readonly journal: Pick<Journal, 'info'>;
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

/**
 * Makes a change with an entry in the audit trail, which is there before the change is: none goes unrecorded. Each row is a
 * line of the log too, which is kept by another resource: by the digest a row that was changed is told.
 */
export async function audited<Result>(
  { by, action, target, details = {} }: AskedChange,
  { now, ports }: AuditedRun,
  act: () => Promise<Result>,
  outcomeOf: (result: Result) => ChangeOutcome,
): Promise<Result> {
  const entry = { entryId: ports.ids.next(), at: now, by, action, target, details };
  await record({ ...entry, outcome: 'begun' }, ports);
  const result = await act().catch(async (error: unknown) => {
    await record({ ...entry, outcome: 'failed' }, ports);
    throw error;
  });
  const { outcome, details: more = {} } = outcomeOf(result);
  await record({ ...entry, outcome, details: { ...details, ...more } }, ports);
  return result;
}

/** Somebody has looked at a person: nothing is changed, so the row has its outcome at once. */
export const recordLook = (by: string, userId: string, { now, ports }: AuditedRun): Promise<void> =>
  record(
    { entryId: ports.ids.next(), at: now, by, action: 'lookAtUser', target: userId, outcome: 'done', details: {} },
    ports,
  );

async function record(given: AuditEntry, ports: AuditPorts): Promise<void> {
  const { auditTrail, journal } = ports;
  const entry = await withoutIds(given, ports);
  await auditTrail.write(entry);
  const { entryId, by, action, target, outcome } = entry;
  journal.info('audited', { entryId, by, action, target, outcome, digest: digestOf(entry) });
}

/**
 * The trail outlives the people in it: they are named by a keyed hash, by which whoever knows the id finds them again, and
 * of somebody who is erased nothing has to be taken out.
 */
async function withoutIds(entry: AuditEntry, { erasedPeople }: AuditPorts): Promise<AuditEntry> {
  const hashed = async (id: string) => (isObjectId(id.toLowerCase()) ? erasedPeople.hashOf(id) : id);
  const { target, details } = entry;
  const { userIds } = details;
  const hashes = typeof userIds === 'string' ? await Promise.all(userIds.split(' ').map(hashed)) : undefined;
  return {
    ...entry,
    target: target === undefined ? undefined : await hashed(target),
    details: { ...details, ...(hashes && { userIds: hashes.join(' ') }) },
  };
}
