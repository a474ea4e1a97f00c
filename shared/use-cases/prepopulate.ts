import type { ContactFile } from '../prepopulation/contact-file.ts';
import { approvalOf, expiresAt, refusalOf, type ApprovalRefusal, type Asker } from '../campaign/plan-approval.ts';
import { digestOf, type PlanDraft } from '../campaign/plan-draft.ts';
import { audienceOf, type CampaignDocument, type Fault } from '../config/campaign-document.ts';
import type { ContactFailure } from '../ports/authentication-methods.ts';
import type { Journal } from '../ports/journal.ts';
import type { PlanStore } from '../ports/plan-store.ts';

import { methodsIn } from '../prepopulation/contact-details.ts';
import { isFileOf } from '../prepopulation/file-digest.ts';
import { addContacts, type AddPorts } from './add-contacts.ts';
import { audited, type AuditPorts } from './audited.ts';
import { planPrepopulation, type PrepopulationPlan } from './plan-prepopulation.ts';
import {
  additionId,
  inOrder,
  judgeRows,
  type JudgedRows,
  type JudgePorts,
  type MethodOutcome,
  type RowOutcome,
} from './prepopulation-rows.ts';

export interface PrepopulatePorts extends AuditPorts, JudgePorts, AddPorts {
  readonly plans: PlanStore;
  readonly journal: Pick<Journal, 'info' | 'warn'>;
}

export interface PrepopulateRequest extends Asker {
  readonly file: Extract<ContactFile, { kind: 'read' }>;
  readonly dryRun: boolean;
  /** What the dry run answered; a run without it is refused. */
  readonly confirm?: string | undefined;
  /** What a first operator was answered, for the second one. */
  readonly approval?: string | undefined;
  /** Nobody runs a plan alone. */
  readonly needsTwoOperators: boolean;
  /** The namespace of the ids of mails. */
  readonly deploymentId: string;
}

export type PrepopulateAnswer =
  | PrepopulationPlan
  | { readonly kind: 'done'; readonly rows: readonly RowOutcome[]; readonly retryAfterSeconds: number | undefined }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] }
  | { readonly kind: 'dryRunFirst' }
  | { readonly kind: 'unknownConfirm' }
  | { readonly kind: ApprovalRefusal }
  | ApprovalAsked
  | { readonly kind: 'drifted'; readonly drift: PrepopulationDrift }
  | ContactFailure;

/** A second operator has to send the same file with it. */
interface ApprovalAsked {
  readonly kind: 'approvalAsked';
  readonly approval: string;
  readonly askedBy: string;
  readonly expiresAt: Date;
}

/** What has changed since the dry run. */
export interface PrepopulationDrift {
  readonly fileChanged: boolean;
  readonly documentChanged: boolean;
  /** Methods that were to be added to people for whom nothing may be entered any more. */
  readonly additionsLost: number;
}

/**
 * Plans what a file adds to people's security info, or adds what was planned before. A method that is there stays as it
 * is. A run that broke off is finished by repeating it: what it has added is found there. Both are in the audit trail, which
 * names the people before anything is read of them or added for them; never what is added.
 */
export async function prepopulate(
  request: PrepopulateRequest,
  document: CampaignDocument,
  now: Date,
  ports: PrepopulatePorts,
): Promise<PrepopulateAnswer> {
  const judged = await judgeRows(request.file, audienceOf(document), now, ports);
  const job = { request, document, judged, now, ports };
  if (request.dryRun) return planAudited(job);
  if (judged.kind === 'throttled') return judged;
  const faults = judged.settled.flatMap(faultsOf);
  if (faults.length > 0) return { kind: 'faulty', faults };
  return runAudited({ ...job, judged });
}

const faultsOf = (row: RowOutcome): readonly Fault[] =>
  row.kind === 'faulty'
    ? row.faults.map(({ column, message }) => ({ path: `row ${row.row}, ${column}`, message }))
    : [];

interface Job<Judged = Awaited<ReturnType<typeof judgeRows>>> {
  readonly request: PrepopulateRequest;
  readonly document: CampaignDocument;
  readonly judged: Judged;
  readonly now: Date;
  readonly ports: PrepopulatePorts;
}

/** A dry run tells which of these people have security info: whoever only looks leaves a trace. */
function planAudited(job: Job): Promise<PrepopulateAnswer> {
  const { request, document, judged } = job;
  const asked = { by: request.by, action: 'planPrepopulation', details: idsIn(judged) } as const;
  const act = async () =>
    judged.kind === 'throttled' ? judged : planPrepopulation(judged, { ...job, ...request, document });
  return audited(asked, job, act, outcomeOf);
}

const idsIn = (judged: Job['judged']) =>
  judged.kind === 'throttled' ? {} : { userIds: judged.candidates.map(({ userId }) => userId).join(' ') };

type Prepared =
  | { readonly kind: 'ready'; readonly plan: PlanDraft }
  | Extract<PrepopulateAnswer, { kind: 'dryRunFirst' | 'unknownConfirm' | 'drifted' | ApprovalRefusal }>;

async function prepare(job: Job<JudgedRows>): Promise<Prepared> {
  const found = await findPlan(job);
  const drift = found.kind === 'ready' ? driftSince(found.plan, job) : undefined;
  return drift ? { kind: 'drifted', drift } : found;
}

async function findPlan({ request, now, ports: { plans } }: Job<JudgedRows>): Promise<Prepared> {
  const { confirm, approval } = request;
  if (approval !== undefined) {
    const plan = await plans.find(approval);
    const because = refusalOf(plan, request, now);
    return because ? { kind: because } : { kind: 'ready', plan: plan! };
  }
  if (confirm === undefined) return { kind: 'dryRunFirst' };
  const plan = await plans.find(confirm);
  if (plan === undefined || plan.approves) return { kind: 'unknownConfirm' };
  return request.needsTwoOperators && !request.isUser ? { kind: 'userNeeded' } : { kind: 'ready', plan };
}

function driftSince(shown: PlanDraft, { request, document, judged }: Job<JudgedRows>): PrepopulationDrift | undefined {
  const possible = new Set(
    judged.candidates.flatMap(({ userId, wanted }) => methodsIn(wanted).map((method) => additionId(userId, method))),
  );
  const drift = {
    fileChanged: !isFileOf(request.file.rows, shown.requestDigest),
    documentChanged: shown.documentDigest !== digestOf(document),
    additionsLost: shown.userIds.filter((id) => !possible.has(id)).length,
  };
  return drift.fileChanged || drift.documentChanged || drift.additionsLost > 0 ? drift : undefined;
}

/** The plan is asked for by one operator and run by another, or by one alone where that is enough. */
async function runAudited(job: Job<JudgedRows>): Promise<PrepopulateAnswer> {
  const { request, judged } = job;
  const prepared = await prepare(job);
  if (prepared.kind !== 'ready') return audited(refused(request), job, async () => prepared, outcomeOf);
  const { plan } = prepared;
  const details = { ...idsIn(judged), ...(plan.approves && { askedBy: plan.approves.askedBy }) };
  const isAsked = request.needsTwoOperators && plan.approves === undefined;
  const action = isAsked ? 'askForApproval' : 'prepopulate';
  return audited(
    { by: request.by, action, details },
    job,
    () => (isAsked ? ask(plan, job) : run(plan, job)),
    outcomeOf,
  );
}

const refused = ({ by }: Asker) => ({ by, action: 'prepopulate' }) as const;

async function ask(plan: PlanDraft, { request, now, ports }: Job<JudgedRows>): Promise<ApprovalAsked> {
  const approval = approvalOf(plan, request.by, now);
  await ports.plans.keep(approval);
  return { kind: 'approvalAsked', approval: approval.confirm, askedBy: request.by, expiresAt: expiresAt(approval) };
}

async function run(
  { confirm: planId, userIds }: PlanDraft,
  { request: { deploymentId }, judged, ports }: Job<JudgedRows>,
): Promise<PrepopulateAnswer> {
  const planned = { planId, deploymentId, ids: new Set(userIds) };
  const { rows, retryAfterSeconds } = await addContacts(judged.candidates, planned, ports);
  return { kind: 'done', rows: inOrder(judged, rows), retryAfterSeconds };
}

function outcomeOf(answer: PrepopulateAnswer) {
  if (answer.kind === 'approvalAsked') return { outcome: 'done', details: { approval: answer.approval } } as const;
  if (answer.kind !== 'done' && answer.kind !== 'dryRun')
    return { outcome: 'refused', details: { because: answer.kind } } as const;
  const people = answer.rows.flatMap((row) => (row.kind === 'methods' ? [Object.values(row.methods)] : []));
  const having = (wanted: MethodOutcome) => people.filter((outcomes) => outcomes.includes(wanted)).length;
  const wanted = answer.kind === 'done' ? 'added' : 'add';
  const counts = { people: having(wanted), methods: people.flat().filter((outcome) => outcome === wanted).length };
  if (answer.kind === 'dryRun') return { outcome: 'done', details: counts } as const;
  const ofAdmins = { takenOut: having('takenOut'), leftWithAdmin: having('leftWithAdmin') };
  return { outcome: 'done', details: { ...counts, notReached: having('notReached'), ...ofAdmins } } as const;
}
