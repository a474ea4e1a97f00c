import { isThrottled, type Page } from '../ports/paging.ts';
import type { FactsRow } from '../ports/recipient-store.ts';
import type { DirectoryUser } from '../recipient/directory-user.ts';
import { fingerprint, pack, packReport } from '../registration/packed-rows.ts';
import type { PassCollection } from '../registration/page-request.ts';
import { doubtCount, type Pass } from '../registration/pass.ts';
import type { JoinTables } from './join-tables.ts';
import type { PassRun, RefreshPorts } from './pass-run.ts';
import { replan } from './write-plan.ts';

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
  if (isThrottled(page)) return { kind: 'throttled', retryAfterSeconds: page.retryAfterSeconds };
  const rows = page.items.map((id) => ({ id: id.toLowerCase(), extra: new Uint8Array() }));
  await ports.passes.saveRows(pass.passId, 'groups', pass.page, pack({ groupId }, rows));
  const groupsLeft = page.next === undefined ? pass.groupsLeft.slice(1) : pass.groupsLeft;
  return { kind: 'read', next: page.next, counts: countSetAside(pass, page, ports), groupsLeft };
}

async function readReport({ pass, ports }: PassRun): Promise<Reading> {
  const page = await ports.report.readRows(pass.next);
  if (isThrottled(page)) return { kind: 'throttled', retryAfterSeconds: page.retryAfterSeconds };
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

async function readUsers({ pass, rules, now, ports }: PassRun): Promise<Reading> {
  const page = await ports.directory.readUsers(pass.next);
  if (isThrottled(page)) return { kind: 'throttled', retryAfterSeconds: page.retryAfterSeconds };
  const last = await ports.passes.readLastComplete();
  const tables = await ports.tables.of(pass.passId, last?.passId);
  const rows = page.items.map((user) => join(user, pass, tables));
  const changed = rows.filter(({ row, digest }) => tables.lastFingerprints.get(row.userId) !== digest);
  await ports.recipients.writeFacts(changed.map(({ row }) => row));
  for (const { row } of changed) {
    // Somebody the last pass did not know cannot be enrolled yet.
    if (tables.lastFingerprints.has(row.userId)) await replan(row.userId, rules, now, ports);
  }
  const fingerprints = rows.map(({ row, digest }) => ({ id: row.userId, extra: Buffer.from(digest, 'hex') }));
  await ports.passes.saveRows(pass.passId, 'users', pass.page, pack({}, fingerprints));
  const counted = countSetAside(pass, page, ports);
  const counts = { ...counted, users: counted.users + rows.length, changed: counted.changed + changed.length };
  return { kind: 'read', next: page.next, counts, groupsLeft: [] };
}

function join(user: DirectoryUser, pass: Pass, tables: JoinTables): { row: FactsRow; digest: string } {
  const registration = tables.registrations.get(user.id);
  const memberOf = (tables.groups.get(user.id) ?? []).toSorted();
  const digest = Buffer.from(fingerprint({ user, registration, memberOf })).toString('hex');
  const row = { userId: user.id, user, isInDirectory: true, registration, reportReadAt: pass.startedAt, memberOf };
  return { row, digest };
}

function countSetAside<Item>(pass: Pass, page: Page<Item>, ports: RefreshPorts): Pass['counts'] {
  for (const { id, reason } of page.setAside) {
    ports.journal.warn('rowSetAside', { collection: pass.collection, id: id ?? '(none)', because: reason });
  }
  return { ...pass.counts, setAside: pass.counts.setAside + page.setAside.length };
}
