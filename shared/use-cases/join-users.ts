import type { Page } from '../ports/paging.ts';
import type { FactsRow, StoredJourney } from '../ports/recipient-store.ts';
import { isKnown, unreadableUser, type DirectoryUser } from '../recipient/directory-user.ts';
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
import { journeysOf } from './journeys-of.ts';
import type { JoinTables } from './join-table-cache.ts';
import { unreadableIds, type PassRun } from './pass-run.ts';

/** Somebody as a pass finds them, with what of it is compared by the next. */
export interface Joined {
  readonly row: FactsRow;
  readonly digest: Fingerprint;
  readonly mailbox: Fingerprint;
  readonly told: Told;
}

export const packJoined = (joined: readonly Joined[]): Uint8Array =>
  packFingerprints(
    joined.map(({ row }) => row.userId),
    joined.map(({ digest }) => digest),
    joined.map(({ mailbox }) => mailbox),
    joined.map(({ told }) => told),
  );

export async function joinPage(
  page: Page<DirectoryUser>,
  tables: JoinTables,
  run: PassRun,
): Promise<readonly Joined[]> {
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
