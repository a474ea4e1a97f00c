import { isThrottled } from '../ports/paging.ts';
import { isId } from '../registration/pass/id-table.ts';
import { pack, packedIds } from '../registration/pass/packed-rows.ts';
import type { Pass } from '../registration/pass.ts';
import { countSetAside, toWait, type PassRun, type Reading, type RefreshPorts } from './pass-run.ts';

/**
 * Reads who holds an admin role: the holders as the first page, then the members of each group that holds one. Where roles
 * cannot be read the pass goes on, and nobody is known to be no admin.
 */
export async function readRoles(run: PassRun): Promise<Reading> {
  const { pass } = run;
  return pass.page === 1 ? readHolders(run) : readMembers(pass.groupsLeft[0]!, run);
}

async function readHolders({ pass, ports }: PassRun): Promise<Reading> {
  const { counts } = pass;
  const holders = await ports.adminRoles.readHolders();
  if (holders.kind === 'throttled') return toWait({ throttled: true, ...holders });
  if (holders.kind !== 'read') {
    const because = holders.kind === 'refused' ? `${holders.permission} is missing` : holders.kind;
    ports.journal.warn('rolesNotRead', { passId: pass.passId, because });
    return { kind: 'read', next: undefined, counts, groupsLeft: [], found: { rolesUnread: true } };
  }
  await ports.passes.saveRows(pass.passId, 'roles', pass.page, pack({}, holders.principals.filter(isId)));
  return { kind: 'read', next: undefined, counts, groupsLeft: holders.groups };
}

/** A group that has gone since has no members. */
async function readMembers(groupId: string, { pass, ports }: PassRun): Promise<Reading> {
  const groupsAfter = pass.groupsLeft.slice(1);
  const page = await ports.directory.readMembers(groupId, pass.next);
  if (page === 'noSuchGroup') return { kind: 'read', next: undefined, counts: pass.counts, groupsLeft: groupsAfter };
  if (isThrottled(page)) return toWait(page);
  await ports.passes.saveRows(pass.passId, 'roles', pass.page, pack({}, page.items));
  const groupsLeft = page.next === undefined ? groupsAfter : pass.groupsLeft;
  return { kind: 'read', next: page.next, counts: countSetAside(pass, page, ports), groupsLeft };
}

/** Whether somebody holds a role by what the pass has read; undefined where that is not known. */
export async function adminsOf(
  { passId, rolesUnread }: Pass,
  { passes }: RefreshPorts,
): Promise<(userId: string) => boolean | undefined> {
  if (rolesUnread) return () => undefined;
  const admins = new Set<string>();
  for await (const page of passes.readRows(passId, 'roles')) for (const id of packedIds(page)) admins.add(id);
  return (userId) => admins.has(userId.toLowerCase());
}
