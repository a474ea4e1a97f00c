import { digestOf, type PlanDraft } from '../campaign/plan-draft.ts';
import type { CampaignDocument } from '../config/campaign-document.ts';
import type { AdminRoles } from '../ports/admin-roles.ts';
import type { ContactFailure } from '../ports/authentication-methods.ts';
import type { Ids } from '../ports/ids.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import { decideContacts, methodsIn } from '../prepopulation/contact-details.ts';
import type { ContactRow } from '../prepopulation/contact-file.ts';
import { fileDigest } from '../prepopulation/file-digest.ts';
import type { AddPorts } from './add-contacts.ts';
import {
  additionId,
  inOrder,
  type Candidate,
  type JudgedRows,
  type RowOutcome,
  type SkipReason,
} from './prepopulation-rows.ts';

interface PlanContactsPorts extends Pick<AddPorts, 'authenticationMethods' | 'isOvertime'> {
  readonly adminRoles: Pick<AdminRoles, 'read'>;
  readonly plans: PlanStore;
  readonly ids: Ids;
}

/** What a file adds, row by row. Without `confirm` nothing can be run. */
export interface PrepopulationPlan {
  readonly kind: 'dryRun';
  readonly rows: readonly RowOutcome[];
  readonly confirm: string | undefined;
}

interface Planning {
  readonly file: { readonly rows: readonly ContactRow[] };
  readonly document: CampaignDocument;
  readonly now: Date;
  readonly ports: PlanContactsPorts;
}

/**
 * Looks at what everybody of a file has, and keeps what would be added as a plan. Of whoever is an admin at this moment, or
 * may be one, nothing is looked at.
 */
export async function planPrepopulation(
  judged: JudgedRows,
  { file, document, now, ports }: Planning,
): Promise<PrepopulationPlan | ContactFailure> {
  const rows: RowOutcome[] = [];
  for (const candidate of judged.candidates) {
    if (ports.isOvertime()) return { kind: 'throttled', retryAfterSeconds: 60 };
    const row = await planRow(candidate, ports);
    if (row.kind === 'throttled' || row.kind === 'refused') return row;
    rows.push(row);
  }
  const isSound = judged.settled.every(({ kind }) => kind !== 'faulty');
  const isRunnable = isSound && rows.some(hasAddition);
  const digests = { requestDigest: fileDigest(file.rows, ports.ids.next()), documentDigest: digestOf(document) };
  const draft = draftOf(rows, digests, now);
  if (isRunnable) await ports.plans.keep(draft);
  return { kind: 'dryRun', rows: inOrder(judged, rows), confirm: isRunnable ? draft.confirm : undefined };
}

async function planRow(candidate: Candidate, ports: PlanContactsPorts): Promise<RowOutcome | ContactFailure> {
  const { row, userId, wanted, refused } = candidate;
  const skipped = (because: SkipReason): RowOutcome => ({ kind: 'skipped', row, userId, because });
  const roles = await ports.adminRoles.read(userId);
  if (roles.kind === 'throttled' || roles.kind === 'refused') return roles;
  if (roles.kind !== 'none') return skipped(roles.kind === 'admin' ? 'adminNow' : 'rolesUnreadable');
  const reading = await ports.authenticationMethods.read(userId, methodsIn(wanted));
  if (reading.kind === 'throttled' || reading.kind === 'refused') return reading;
  if (reading.kind !== 'read') return skipped(reading.kind === 'noSuchUser' ? 'unknownUser' : 'unreadable');
  return { kind: 'methods', row, userId, methods: { ...decideContacts(wanted, reading.details), ...refused } };
}

const hasAddition = (row: RowOutcome): boolean => row.kind === 'methods' && Object.values(row.methods).includes('add');

type Digests = Pick<PlanDraft, 'requestDigest' | 'documentDigest'>;

/** What is there already as it should be is part of the plan: a run that is repeated finds its own work. */
function draftOf(rows: readonly RowOutcome[], digests: Digests, plannedAt: Date): PlanDraft {
  const userIds = rows.flatMap((row) => {
    if (row.kind !== 'methods') return [];
    const { userId, methods } = row;
    const planned = methodsIn(methods).filter((method) => ['add', 'sameThere'].includes(methods[method]!));
    return planned.map((method) => additionId(userId, method));
  });
  const confirm = digestOf([digests.requestDigest, digests.documentDigest, userIds.toSorted()]);
  return { confirm, ...digests, userIds, plannedAt };
}
