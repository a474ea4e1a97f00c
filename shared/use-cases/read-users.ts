import { withDomainsOf } from '../campaign/notice-address.ts';
import type { Page } from '../ports/paging.ts';
import { isThrottled } from '../ports/paging.ts';
import type { FactsRow, StoredJourney } from '../ports/recipient-store.ts';
import { unreadableUser, type DirectoryUser } from '../recipient/directory-user.ts';
import { mailboxAddress } from '../recipient/mailbox.ts';
import {
  fingerprint,
  noFingerprint,
  noMailbox,
  packFingerprints,
  toldCapable,
  toldNotCapable,
  type Fingerprint,
  type Told,
} from '../registration/pass/packed-rows.ts';
import { standingOf } from '../registration/registration.ts';
import { healPerson } from './heal-person.ts';
import { journeysOf } from './journeys-of.ts';
import type { JoinTables } from './join-table-cache.ts';
import { countSetAside, toWait, unreadableIds, type PassRun, type Reading } from './pass-run.ts';
import { replanAll } from './replan-all.ts';

/**
 * Reads a page of users, joins it with what the pass has read of groups and report, and writes whom it changes. Whose row
 * could not be read keeps what was known before; where nothing was, that alone is stored, so that they are counted.
 */
export async function readUsers(run: PassRun): Promise<Reading> {
  const { pass, ports } = run;
  const page = await ports.directory.readUsers(pass.next);
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

interface Joined {
  readonly row: FactsRow;
  readonly digest: Fingerprint;
  readonly mailbox: Fingerprint;
  readonly told: Told;
}

const packJoined = (joined: readonly Joined[]): Uint8Array =>
  packFingerprints(
    joined.map(({ row }) => row.userId),
    joined.map(({ digest }) => digest),
    joined.map(({ mailbox }) => mailbox),
    joined.map(({ told }) => told),
  );

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

async function joinPage(page: Page<DirectoryUser>, tables: JoinTables, run: PassRun): Promise<readonly Joined[]> {
  const halfKnown = page.items.filter(({ id }) => tables.registrations.isUnreadable(id)).map(({ id }) => id);
  const unreadable = unreadableIds(page);
  const earlier = await journeysOf([...halfKnown, ...unreadable], run.ports.recipients);
  return [
    ...page.items.map((user) => join(user, earlier.get(user.id), tables, run)),
    ...unreadable.map((id) => joinUnreadable(id, earlier.get(id), tables, run)),
  ];
}

function join(user: DirectoryUser, earlier: StoredJourney | undefined, tables: JoinTables, run: PassRun): Joined {
  const memberOf = tables.groups.of(user.id);
  const report = reportOf(user.id, earlier, tables, run);
  const { registration, unreadable } = report;
  const told = toldBy(user.id, report, tables);
  const lost = hasLost(user.id, told, tables) && { infoLostAt: run.pass.startedAt };
  const row = { userId: user.id, user, isInDirectory: true, ...report, ...lost, memberOf, ...byMethods(run) };
  const facts = { user, registration, memberOf, ...(unreadable && { unreadable }) };
  return { row, digest: fingerprint(facts), mailbox: mailboxDigest(user, run), told };
}

/** Of somebody who was known before, only the row of the directory is old. */
function joinUnreadable(id: string, earlier: StoredJourney | undefined, tables: JoinTables, run: PassRun): Joined {
  const known = earlier?.facts && isKnown(earlier.facts.user) ? earlier.facts.user : undefined;
  const user = known ?? unreadableUser(id);
  const report = known
    ? reportOf(id, earlier, tables, run)
    : { registration: undefined, reportReadAt: run.pass.startedAt };
  const memberOf = tables.groups.of(id);
  const row = { userId: id, user, isInDirectory: true, ...report, memberOf, unreadable: true, ...byMethods(run) };
  return { row, digest: noFingerprint, mailbox: mailboxDigest(user, run), told: tables.lastFingerprints.toldOf(id) };
}

/** Without a report what was read of somebody's own methods stays as it is. */
const byMethods = ({ pass }: PassRun): Pick<FactsRow, 'keepsReading'> =>
  pass.registrationsFrom === 'methods' ? { keepsReading: true } : {};

const isKnown = ({ userPrincipalName }: DirectoryUser): boolean => userPrincipalName !== '';

type TablesToTell = Pick<JoinTables, 'lastFingerprints'>;

/** What the report tells of their reset; where it does not mention them, what it told last. */
function toldBy(
  userId: string,
  { registration, unreadable }: ReturnType<typeof reportOf>,
  { lastFingerprints }: TablesToTell,
): Told {
  if (registration === undefined || unreadable) return lastFingerprints.toldOf(userId);
  return standingOf(registration) === 'capable' ? toldCapable : toldNotCapable;
}

const hasLost = (userId: string, told: Told, { lastFingerprints }: TablesToTell): boolean =>
  told === toldNotCapable && lastFingerprints.toldOf(userId) === toldCapable;

/** What the report says; of a row that could not be read, what it said before, and when. */
function reportOf(id: string, earlier: StoredJourney | undefined, { registrations }: JoinTables, { pass }: PassRun) {
  if (!registrations.isUnreadable(id)) return { registration: registrations.of(id), reportReadAt: pass.startedAt };
  const { facts, rowReadAt = pass.startedAt } = earlier ?? {};
  return { registration: facts?.registration, reportReadAt: rowReadAt, unreadable: true };
}

function mailboxDigest(user: DirectoryUser, { rules }: PassRun): Fingerprint {
  const address = mailboxAddress(user, rules.cadence.audience);
  return address === undefined ? noMailbox : fingerprint(address);
}
