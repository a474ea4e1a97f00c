import { hash } from 'node:crypto';
import { digestOf } from '../campaign/plan-draft.ts';
import type { NamedLists } from '../ports/named-lists.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { UserLookup } from '../ports/user-lookup.ts';
import type { ListedRow, ListFile } from '../prepopulation/list-file.ts';
import type { NamedList } from '../recipient/named-list.ts';
import { IdTable } from '../registration/pass/id-table.ts';
import { openPacked } from '../registration/pass/packed-rows.ts';
import { readWholeList } from './list-membership.ts';
import type { ErasedPeople } from './erased-people.ts';

export interface PlanListPorts {
  readonly namedLists: NamedLists;
  readonly users: Pick<UserLookup, 'findUsers'>;
  readonly passes: PassStore;
  readonly erasedPeople: Pick<ErasedPeople, 'hashOf' | 'anew'>;
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

/** Reads whom a file means, against the people of the last pass and the list that there is. Changes nothing. */
export async function planList(
  name: string,
  file: ListFile,
  ports: PlanListPorts,
): Promise<ListPlan | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }> {
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
