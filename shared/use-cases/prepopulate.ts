import { scryptSync } from 'node:crypto';
import type { ContactFile, ContactRow } from '../prepopulation/contact-file.ts';
import { digestOf, type PlanDraft } from '../campaign/plan-draft.ts';
import { audienceOf, type CampaignDocument, type Fault } from '../config/campaign-document.ts';
import type { ContactFailure } from '../ports/authentication-methods.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import { decideContacts, methodsIn } from '../prepopulation/contact-details.ts';
import { addContacts, type AddPorts } from './add-contacts.ts';
import { audited, type AuditPorts } from './audited.ts';
import {
  additionId,
  judgeRows,
  type Candidate,
  type JudgedRows,
  type JudgePorts,
  type RowOutcome,
} from './prepopulation-rows.ts';

export interface PrepopulatePorts extends AuditPorts, JudgePorts, AddPorts {
  readonly plans: PlanStore;
}

export interface PrepopulateRequest {
  readonly file: Extract<ContactFile, { kind: 'read' }>;
  readonly dryRun: boolean;
  /** What the dry run answered; a run without it is refused. */
  readonly confirm: string | undefined;
  /** Object id of the caller. */
  readonly by: string;
}

export type PrepopulateAnswer =
  | { readonly kind: 'dryRun'; readonly rows: readonly RowOutcome[]; readonly confirm: string | undefined }
  | { readonly kind: 'done'; readonly rows: readonly RowOutcome[]; readonly retryAfterSeconds: number | undefined }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] }
  | { readonly kind: 'dryRunFirst' }
  | { readonly kind: 'unknownConfirm' }
  | { readonly kind: 'drifted'; readonly drift: PrepopulationDrift }
  | ContactFailure;

/** What has changed since the dry run. */
export interface PrepopulationDrift {
  readonly fileChanged: boolean;
  readonly documentChanged: boolean;
  /** Methods that were to be added to people for whom nothing may be entered any more. */
  readonly additionsLost: number;
}

/**
 * Plans what a file adds to people's security info, or adds what was planned before. A method that is there stays as it
 * is. A run that broke off is finished by repeating it: what it has added is found there.
 */
export async function prepopulate(
  request: PrepopulateRequest,
  document: CampaignDocument,
  now: Date,
  ports: PrepopulatePorts,
): Promise<PrepopulateAnswer> {
  const judged = await judgeRows(request.file, audienceOf(document), now, ports);
  if (judged.kind === 'throttled') return judged;
  const digests = digestsOf(request.file, document);
  if (request.dryRun) return planContacts(judged, digests, now, ports);
  const faults = judged.settled.flatMap(faultsOf);
  if (faults.length > 0) return { kind: 'faulty', faults };
  const prepared = await prepare(judged, digests, request.confirm, ports);
  return runAudited(request.by, judged, prepared, { now, ports });
}

const faultsOf = (row: RowOutcome): readonly Fault[] =>
  row.kind === 'faulty'
    ? row.faults.map(({ column, message }) => ({ path: `row ${row.row}, ${column}`, message }))
    : [];

type Digests = Pick<PlanDraft, 'requestDigest' | 'documentDigest'>;

/** The file's digest is slow to compute: a fast one would let anybody who sees it try all phone numbers. */
function digestsOf({ rows }: PrepopulateRequest['file'], document: CampaignDocument): Digests {
  const contents = JSON.stringify(rows.map(contentOf).toSorted());
  return {
    requestDigest: scryptSync(contents, 'prepopulate', 16).toString('hex'),
    documentDigest: digestOf(document),
  };
}

const contentOf = ({ user, details }: ContactRow): string =>
  JSON.stringify([user.toLowerCase(), ...methodsIn(details).map((method) => [method, details[method]])]);

async function planContacts(
  judged: JudgedRows,
  digests: Digests,
  now: Date,
  ports: PrepopulatePorts,
): Promise<PrepopulateAnswer> {
  const rows: RowOutcome[] = [];
  for (const candidate of judged.candidates) {
    if (ports.isOvertime()) return { kind: 'throttled', retryAfterSeconds: 60 };
    const row = await planRow(candidate, ports);
    if (row.kind === 'throttled' || row.kind === 'refused') return row;
    rows.push(row);
  }
  const isSound = judged.settled.every(({ kind }) => kind !== 'faulty');
  const draft = draftOf(rows, digests, now);
  const isRunnable = isSound && rows.some(hasAddition);
  if (isRunnable) await ports.plans.keep(draft);
  return { kind: 'dryRun', rows: inOrder(judged, rows), confirm: isRunnable ? draft.confirm : undefined };
}

async function planRow(
  { row, userId, wanted, refused }: Candidate,
  { authenticationMethods }: PrepopulatePorts,
): Promise<RowOutcome | ContactFailure> {
  const reading = await authenticationMethods.read(userId, methodsIn(wanted));
  if (reading.kind === 'throttled' || reading.kind === 'refused') return reading;
  if (reading.kind === 'noSuchUser') return { kind: 'skipped', row, userId, because: 'unknownUser' };
  if (reading.kind === 'unreadable') return { kind: 'skipped', row, userId, because: 'unreadable' };
  return { kind: 'methods', row, userId, methods: { ...decideContacts(wanted, reading.details), ...refused } };
}

const hasAddition = (row: RowOutcome): boolean => row.kind === 'methods' && Object.values(row.methods).includes('add');

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

type Prepared =
  | { readonly kind: 'ready'; readonly planned: ReadonlySet<string> }
  | Extract<PrepopulateAnswer, { kind: 'dryRunFirst' | 'unknownConfirm' | 'drifted' }>;

async function prepare(
  { candidates }: JudgedRows,
  digests: Digests,
  confirm: string | undefined,
  { plans }: PrepopulatePorts,
): Promise<Prepared> {
  if (confirm === undefined) return { kind: 'dryRunFirst' };
  const shown = await plans.find(confirm);
  if (shown === undefined) return { kind: 'unknownConfirm' };
  const possible = new Set(
    candidates.flatMap(({ userId, wanted }) => methodsIn(wanted).map((method) => additionId(userId, method))),
  );
  const drift = {
    fileChanged: shown.requestDigest !== digests.requestDigest,
    documentChanged: shown.documentDigest !== digests.documentDigest,
    additionsLost: shown.userIds.filter((id) => !possible.has(id)).length,
  };
  const hasDrifted = drift.fileChanged || drift.documentChanged || drift.additionsLost > 0;
  return hasDrifted ? { kind: 'drifted', drift } : { kind: 'ready', planned: new Set(shown.userIds) };
}

/** The audit trail names the people before anything is added for them; never what is added. */
function runAudited(
  by: string,
  judged: JudgedRows,
  prepared: Prepared,
  run: { readonly now: Date; readonly ports: PrepopulatePorts },
): Promise<PrepopulateAnswer> {
  const userIds = judged.candidates.map(({ userId }) => userId).join(' ');
  const asked = { by, action: 'prepopulate', ...(prepared.kind === 'ready' && { details: { userIds } }) } as const;
  const act = async (): Promise<PrepopulateAnswer> => {
    if (prepared.kind !== 'ready') return prepared;
    const { rows, retryAfterSeconds } = await addContacts(judged.candidates, prepared.planned, run.ports);
    return { kind: 'done', rows: inOrder(judged, rows), retryAfterSeconds };
  };
  return audited(asked, run, act, outcomeOf);
}

function outcomeOf(answer: PrepopulateAnswer) {
  if (answer.kind !== 'done') return { outcome: 'refused', details: { because: answer.kind } } as const;
  const people = answer.rows.flatMap((row) => (row.kind === 'methods' ? [Object.values(row.methods)] : []));
  const details = {
    people: people.filter((outcomes) => outcomes.includes('added')).length,
    methods: people.flat().filter((outcome) => outcome === 'added').length,
    notReached: people.filter((outcomes) => outcomes.includes('notReached')).length,
  };
  return { outcome: 'done', details } as const;
}

const inOrder = ({ settled }: JudgedRows, rows: readonly RowOutcome[]): readonly RowOutcome[] =>
  [...rows, ...settled].toSorted((a, b) => a.row - b.row);
