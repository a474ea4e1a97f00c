import { withDomainsOf } from '../campaign/notice-address.ts';
import { isThrottled, type Page } from '../ports/paging.ts';
import type { DirectoryUser } from '../recipient/directory-user.ts';
import { healPerson } from './heal-person.ts';
import type { JoinTables } from './join-table-cache.ts';
import { countSetAside, toWait, unreadableIds, type PassRun, type Reading } from './pass-run.ts';
import { replanAll } from './replan-all.ts';
import { joinPage, packJoined, type Joined } from './join-users.ts';

/**
 * Reads a page of users, joins it with what the pass has read of groups and report, and writes whom it changes. Whose row
 * could not be read keeps what was known before; where nothing was, that alone is stored, so that they are counted.
 */
export async function readUsers(run: PassRun): Promise<Reading> {
  const { pass, ports } = run;
  const managers = run.rules.cadence.tellManagerAfterReminders > 0;
  const page = await ports.directory.readUsers(pass.next, { managers });
  if (isThrottled(page)) return toWait(page);
  const tables = await ports.tables.of(pass);
  const joined = await joinPage(page, tables, run);
  const broken = await brokenHeads(run);
  const isChanged = ({ row, digest }: Joined) =>
    broken.has(row.userId) || tables.seen.has(row.userId) || !tables.lastFingerprints.matches(row.userId, digest);
  const changed = pass.rewritesAll || tables.stored ? joined : joined.filter(isChanged);
  const healed = await healLost(joined, tables, run);
  await ports.recipients.writeFacts(changed.map(({ row }) => row));
  // Before there was a complete pass nobody can be enrolled.
  if (tables.last)
    await replanAll(
      changed.map(({ row }) => row.userId),
      run,
    );
  for (const { row, digest } of changed) tables.lastFingerprints.replace(row.userId, digest);
  await ports.passes.saveRows(pass.passId, 'users', pass.page, packJoined(joined));
  return {
    kind: 'read',
    next: page.next,
    counts: { ...countUsers(page, changed.length, run), ...healed },
    groupsLeft: [],
    found: { signInDomains: withDomainsOf(signInNamesOf(page.items), pass.signInDomains ?? []) },
  };
}

/** Guests are at home elsewhere, and whoever may not sign in says nothing of where the organisation reads its mail. */
const signInNamesOf = (users: readonly DirectoryUser[]): readonly string[] =>
  users
    .filter(({ accountEnabled, userType }) => accountEnabled && userType === 'member')
    .map(({ userPrincipalName }) => userPrincipalName);

/** Brings back what can be of those whose rows are gone, before their facts are written: a process that dies begins again. */
async function healLost(joined: readonly Joined[], { stored, lastFingerprints }: JoinTables, run: PassRun) {
  const { lost = 0, historiesLost = 0 } = run.pass.counts;
  if (stored === undefined) return {};
  const gone = joined.map(({ row }) => row.userId).filter((id) => lastFingerprints.has(id) && !stored.has(id));
  let histories = 0;
  for (const userId of gone) if (await healPerson(userId, stored.isExcluded(userId), run)) histories++;
  return gone.length === 0 ? {} : { lost: lost + gone.length, historiesLost: historiesLost + histories };
}

const mostMended = 100;

/** Whose stored facts cannot be read: they are written anew, whether or not they have changed. */
async function brokenHeads({ ports }: PassRun): Promise<ReadonlySet<string>> {
  return new Set((await ports.unreadableRows.list(mostMended)).map(({ rowKey }) => rowKey));
}

function countUsers(page: Page<DirectoryUser>, changed: number, { pass, ports }: PassRun) {
  const counted = countSetAside(pass, page, ports);
  const unidentified = page.setAside.length - unreadableIds(page).length;
  return {
    ...counted,
    users: counted.users + page.items.length,
    changed: counted.changed + changed,
    unidentified: (counted.unidentified ?? 0) + unidentified,
  };
}
