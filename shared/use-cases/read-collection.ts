import { isThrottled, type Page, type Throttled } from '../ports/paging.ts';
import type { FactsRow } from '../ports/recipient-store.ts';
import type { DirectoryUser } from '../recipient/directory-user.ts';
import { fingerprint, pack, packFingerprints, packReport, type Fingerprint } from '../registration/pass/packed-rows.ts';
import type { PassCollection } from '../registration/page-request.ts';
import { doubtCount, type Pass } from '../registration/pass.ts';
import type { JoinTables } from './join-table-cache.ts';
import type { PassRun, RefreshPorts } from './pass-run.ts';
import { replan, type Run } from './write-plan.ts';

export type Reading =
  | {
      readonly kind: 'read';
      readonly next: string | undefined;
      readonly counts: Pass['counts'];
      readonly groupsLeft: Pass['groupsLeft'];
    }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly kind: 'doubted'; readonly because: string };

export type Read = Extract<Reading, { kind: 'read' }>;

const readers: Readonly<Record<PassCollection, (run: PassRun) => Promise<Reading>>> = {
  groups: readGroup,
  report: readReport,
  users: readUsers,
};

/** Reads the page that the pass stands at and keeps its rows; repeatable, since the same page gives the same rows. */
export const readCollection = (run: PassRun): Promise<Reading> => readers[run.pass.collection](run);

async function readGroup({ pass, ports }: PassRun): Promise<Reading> {
  const groupId = pass.groupsLeft[0]!;
  const page = await ports.directory.readMembers(groupId, pass.next);
  if (page === 'noSuchGroup') return { kind: 'doubted', because: `group ${groupId} of the audience does not exist` };
  if (isThrottled(page)) return toWait(page);
  await ports.passes.saveRows(pass.passId, 'groups', pass.page, pack({ groupId }, page.items));
  const groupsLeft = page.next === undefined ? pass.groupsLeft.slice(1) : pass.groupsLeft;
  return { kind: 'read', next: page.next, counts: countSetAside(pass, page, ports), groupsLeft };
}

async function readReport({ pass, ports }: PassRun): Promise<Reading> {
  const page = await ports.report.readRows(pass.next);
  if (isThrottled(page)) return toWait(page);
  await ports.passes.saveRows(pass.passId, 'report', pass.page, packReport(page.items));
  const counted = countSetAside(pass, page, ports);
  const counts = { ...counted, reportRows: counted.reportRows + page.items.length };
  if (page.next === undefined) {
    const last = await ports.passes.readLastComplete();
    const because = doubtCount('report', counts.reportRows, last?.counts.reportRows);
    if (because) return { kind: 'doubted', because };
  }
  return { kind: 'read', next: page.next, counts, groupsLeft: [] };
}

async function readUsers(run: PassRun): Promise<Reading> {
  const { pass, ports } = run;
  const page = await ports.directory.readUsers(pass.next);
  if (isThrottled(page)) return toWait(page);
  const tables = await ports.tables.of(pass);
  const joined = page.items.map((user) => join(user, pass, tables));
  const isChanged = ({ row, digest }: Joined) => !tables.lastFingerprints.matches(row.userId, digest);
  const changed = pass.rewritesAll ? joined : joined.filter(isChanged);
  await ports.recipients.writeFacts(changed.map(({ row }) => row));
  // Before there was a complete pass nobody can be enrolled.
  if (tables.last)
    await replanAll(
      changed.map(({ row }) => row.userId),
      run,
    );
  for (const { row, digest } of changed) tables.lastFingerprints.replace(row.userId, digest);
  const [ids, digests] = [joined.map(({ row }) => row.userId), joined.map(({ digest }) => digest)];
  await ports.passes.saveRows(pass.passId, 'users', pass.page, packFingerprints(ids, digests));
  const counted = countSetAside(pass, page, ports);
  const counts = { ...counted, users: counted.users + joined.length, changed: counted.changed + changed.length };
  return { kind: 'read', next: page.next, counts, groupsLeft: [] };
}

interface Joined {
  readonly row: FactsRow;
  readonly digest: Fingerprint;
}

function join(user: DirectoryUser, pass: Pass, { registrations, groups }: JoinTables): Joined {
  const registration = registrations.of(user.id);
  const memberOf = groups.of(user.id);
  const row = { userId: user.id, user, isInDirectory: true, registration, reportReadAt: pass.startedAt, memberOf };
  return { row, digest: fingerprint({ user, registration, memberOf }) };
}

const plansInFlight = 8;

/** Plans what follows for many people, some at a time; each once, since two plans of one person would be in each other's way. */
export async function replanAll(userIds: readonly string[], run: Run): Promise<void> {
  const rest = [...new Set(userIds)];
  while (rest.length > 0) {
    await Promise.all(rest.splice(0, plansInFlight).map((userId) => replan(userId, run)));
  }
}

const toWait = ({ retryAfterSeconds }: Throttled): Reading => ({ kind: 'throttled', retryAfterSeconds });

function countSetAside<Item>(pass: Pass, page: Page<Item>, ports: RefreshPorts): Pass['counts'] {
  for (const { id, reason } of page.setAside) {
    ports.journal.warn('rowSetAside', { collection: pass.collection, id: id ?? '(none)', because: reason });
  }
  return { ...pass.counts, setAside: pass.counts.setAside + page.setAside.length };
}
