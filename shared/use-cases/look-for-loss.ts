import type { AuditTrail } from '../ports/audit-trail.ts';
import type { CheckCursor } from '../ports/check-cursor.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import { IdTable } from '../registration/pass/id-table.ts';
import type { ErasedPeople } from './erased-people.ts';
import type { Pass } from '../registration/pass.ts';

export interface LossPorts {
  readonly recipients: Pick<RecipientStore, 'readMark' | 'readHeads'>;
  readonly checkCursor: Pick<CheckCursor, 'read'>;
  readonly auditTrail: Pick<AuditTrail, 'list'>;
  readonly erasedPeople: Pick<ErasedPeople, 'known'>;
}

/** Who is stored while some may be missing, and what else is known of those. */
export interface StoredPeople {
  has(userId: string): boolean;
  /** Whether an operator has excluded somebody, by the audit trail. */
  isExcluded(userId: string): boolean;
}

/**
 * Looks whether the people are stored as the last complete pass left them: their table bears its mark, and the rolling
 * check missed nobody. Two small readings for as long as that is so; otherwise everybody is listed.
 */
export async function lookForLoss(last: Pass, ports: LossPorts): Promise<StoredPeople | undefined> {
  if (last.peopleByShare === undefined) return undefined;
  const { missingSince } = await ports.checkCursor.read();
  if (missingSince !== last.passId && (await ports.recipients.readMark()) === last.passId) return undefined;
  const ids = await storedIds(ports.recipients);
  const { hashOf } = await ports.erasedPeople.known();
  const lastAction = await lastActions(ports.auditTrail);
  // Rows of earlier versions name people by their ids, and all of them are older.
  const isExcluded = (userId: string) => (lastAction.get(hashOf(userId)) ?? lastAction.get(userId)) === 'excludeUser';
  return { has: (userId) => ids.rowOf(userId) >= 0, isExcluded };
}

const headsPerPage = 1_000;

/** A head without facts is as good as none: a pass that has healed somebody and died has yet to write them. */
async function storedIds(recipients: LossPorts['recipients']): Promise<IdTable> {
  const ids = new IdTable(0);
  let next: string | undefined;
  do {
    const page = await recipients.readHeads(next, headsPerPage);
    for (const { userId, facts, unreadableRows } of page.journeys) if (facts ?? unreadableRows) ids.add(userId);
    ({ next } = page);
  } while (next !== undefined);
  return ids;
}

const entriesPerPage = 500;

/** The trail begins with the newest entry. */
async function lastActions(auditTrail: LossPorts['auditTrail']): Promise<ReadonlyMap<string, string>> {
  const lastAction = new Map<string, string>();
  let next: string | undefined;
  do {
    const page = await auditTrail.list(entriesPerPage, next);
    for (const { action, target, outcome } of page.entries) {
      const isChange = (action === 'excludeUser' || action === 'includeUser') && outcome !== 'refused';
      if (isChange && target !== undefined && !lastAction.has(target)) lastAction.set(target, action);
    }
    ({ next } = page);
  } while (next !== undefined);
  return lastAction;
}
