import { hash } from 'node:crypto';
import { digestOf } from '../campaign/plan-draft.ts';
import type { CampaignDocument } from '../config/campaign-document.ts';
import type { NamedLists } from '../ports/named-lists.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { UserLookup } from '../ports/user-lookup.ts';
import type { FaultyList, ListedRow, ListFile } from '../prepopulation/list-file.ts';
import type { NamedList } from '../recipient/named-list.ts';
import { IdTable } from '../registration/pass/id-table.ts';
import { openPacked } from '../registration/pass/packed-rows.ts';
import { audited, type AuditPorts } from './audited.ts';
import type { ErasedPeople } from './erased-people.ts';
import { readWholeList } from './list-membership.ts';
import { listsOf, startPass, type StartPassPorts } from './start-pass.ts';

interface ReplaceListPorts extends AuditPorts, StartPassPorts {
  readonly namedLists: NamedLists;
  readonly users: Pick<UserLookup, 'findUsers'>;
  readonly passes: PassStore;
  readonly erasedPeople: Pick<ErasedPeople, 'hashOf' | 'anew'>;
}

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

/** What an upload makes of a list. Without `confirm` it cannot be made. */
export interface ListPlan {
  readonly userIds: readonly string[];
  /** Rows that do not count, or count with a doubt, in the order of the file. */
  readonly rows: readonly ListedRow[];
  /** Against the list that there is; undefined where that one cannot be read. */
  readonly change: { readonly added: number; readonly removed: number } | undefined;
  readonly confirm: string | undefined;
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
  const plan = await planList(name, file, run);
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

async function planList(
  name: string,
  file: ListFile,
  { ports }: ReplaceListRun,
): Promise<ListPlan | Extract<ListAnswer, { kind: 'throttled' }>> {
  const found =
    file.names.length === 0
      ? new Map<string, string>()
      : await ports.users.findUsers(file.names.map((one) => one.name));
  if ('throttled' in found) return { kind: 'throttled', retryAfterSeconds: found.retryAfterSeconds };
  const { standsFor } = await ports.erasedPeople.anew();
  const people = new IdTable(1, file.ids.length + file.names.length);
  for (const id of file.ids) people.add(standsFor(id) ?? id);
  const unknown: ListedRow[] = [];
  const doubles: ListedRow[] = [];
  for (const { row, name: named } of file.names) {
    const userId = found.get(named);
    if (userId === undefined) unknown.push({ row, because: 'unknownName' });
    else if (people.rowOf(userId) >= 0) doubles.push({ row, because: 'double' });
    else people.add(userId);
  }
  const unseen = await unseenRows(file, people, ports.passes);
  const rows = [...file.faulty, ...unknown, ...file.doubles, ...doubles, ...unseen].toSorted((a, b) => a.row - b.row);
  const userIds = Array.from({ length: people.size }, (_, n) => people.idOf(n));
  const current = await ports.namedLists.read(name);
  const isSound = file.faulty.length + unknown.length === 0;
  const confirm = isSound ? confirmOf(name, userIds, current) : undefined;
  return { userIds, rows, change: await changeFrom(current, people, ports.namedLists), confirm };
}

/** Of the people, and of the list that they replace. */
const confirmOf = (name: string, userIds: readonly string[], current: NamedList | 'unreadable' | undefined): string =>
  digestOf([
    name,
    hash('sha256', userIds.toSorted().join('\n')),
    typeof current === 'object' ? current.contentId : (current ?? 'new'),
  ]);

const seen = 1;

/** Rows with an id that the last pass did not find in the directory: a person who left, a group, or a slip of the pen. */
async function unseenRows(
  { ids, idRows }: ListFile,
  people: IdTable,
  passes: Pick<PassStore, 'readLastComplete' | 'readRows'>,
): Promise<readonly ListedRow[]> {
  const last = ids.length === 0 ? undefined : await passes.readLastComplete();
  if (last === undefined) return [];
  let isWhole = true;
  for await (const page of passes.readRows(last.passId, 'users', () => (isWhole = false))) {
    const { bytes, firstAt, rowBytes } = openPacked(page);
    for (let at = firstAt; at < bytes.byteLength; at += rowBytes) {
      const row = people.rowOfPacked(bytes, at);
      if (row >= 0) people.setValue(row, 0, seen);
    }
  }
  if (!isWhole) return [];
  return ids.flatMap((id, n) => {
    const row = people.rowOf(id);
    return row >= 0 && people.value(row) !== seen ? [{ row: idRows[n]!, because: 'notSeen' as const }] : [];
  });
}

async function changeFrom(current: NamedList | 'unreadable' | undefined, people: IdTable, lists: NamedLists) {
  if (current === 'unreadable') return undefined;
  if (current === undefined) return { added: people.size, removed: 0 };
  const before = await readWholeList(current, lists);
  if (before === undefined) return undefined;
  let kept = 0;
  for (let row = 0; row < before.size; row++) if (people.rowOf(before.idOf(row)) >= 0) kept++;
  return { added: people.size - kept, removed: before.size - kept };
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
