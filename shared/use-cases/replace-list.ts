import type { CampaignDocument } from '../config/campaign-document.ts';
import type { FaultyList, ListFile } from '../prepopulation/list-file.ts';
import type { NamedList } from '../recipient/named-list.ts';
import { audited, type AuditPorts } from './audited.ts';
import { listsOf, startPass, type StartPassPorts } from './start-pass.ts';
import { planList, type ListPlan, type PlanListPorts } from './plan-list.ts';

type ReplaceListPorts = AuditPorts & StartPassPorts & PlanListPorts;

interface ReplaceListRun {
  readonly document: CampaignDocument;
  readonly now: Date;
  readonly ports: ReplaceListPorts;
}

export interface ListUpload {
  readonly name: string;
  readonly file: ListFile | FaultyList;
  readonly dryRun: boolean;
  readonly confirm?: string | undefined;
  readonly by: string;
}

export type ListAnswer =
  | { readonly kind: 'planned'; readonly plan: ListPlan }
  | { readonly kind: 'replaced'; readonly list: NamedList; readonly isReadByNewPass: boolean }
  | FaultyList
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly kind: 'dryRunFirst' | 'drifted' };

/**
 * Plans what a file makes of a list, or makes it. Nothing is made of a file with a row of which nobody knows whom it means,
 * nor of another file than was planned. A list that the campaign document names is read by a pass that begins at once, and
 * counts for mails before that (`ListMembership`).
 */
export async function replaceList(upload: ListUpload, run: ReplaceListRun): Promise<ListAnswer> {
  const { name, file, dryRun, confirm, by } = upload;
  if (file.kind === 'faulty') return file;
  if (!dryRun && confirm === undefined) return { kind: 'dryRunFirst' };
  const plan = await planList(name, file, run.ports);
  if ('kind' in plan) return plan;
  if (dryRun) return { kind: 'planned', plan };
  if (plan.confirm !== confirm) return { kind: 'drifted' };
  const { now, ports, document } = run;
  const list = await audited(
    { by, action: 'replaceList', target: name, details: { people: plan.userIds.length, ...plan.change } },
    { now, ports },
    () => ports.namedLists.save({ name, changedAt: now, changedBy: by }, plan.userIds),
    () => ({ outcome: 'done' }),
  );
  const isReadByNewPass = listsOf(document.audience).includes(name);
  if (isReadByNewPass) await startPass(document, now, ports, 'anew');
  return { kind: 'replaced', list, isReadByNewPass };
}

export type RemoveAnswer = { readonly kind: 'removed' | 'unknownList' | 'named' };

/** Removes a list that the campaign document does not name. */
export async function removeList(
  { name, by }: { readonly name: string; readonly by: string },
  { document, now, ports }: ReplaceListRun,
): Promise<RemoveAnswer> {
  if ((await ports.namedLists.read(name)) === undefined) return { kind: 'unknownList' };
  const isNamed = listsOf(document.audience).includes(name);
  return audited(
    { by, action: 'removeList', target: name },
    { now, ports },
    async (): Promise<RemoveAnswer> => {
      if (isNamed) return { kind: 'named' };
      await ports.namedLists.remove(name);
      return { kind: 'removed' };
    },
    ({ kind }) => ({ outcome: kind === 'removed' ? 'done' : 'refused' }),
  );
}
