import type { PlanningRules } from '../campaign/plan-journey.ts';
import { isThrottled, type Page } from '../ports/paging.ts';
import type { Directory } from '../ports/directory.ts';
import type { Journal } from '../ports/journal.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { FactsRow } from '../ports/recipient-store.ts';
import type { RegistrationReport } from '../ports/registration-report.ts';
import type { WaveStore } from '../ports/wave-store.ts';
import type { PageQueue } from '../ports/work-queues.ts';
import type { DirectoryUser } from '../recipient/directory-user.ts';
import { fingerprint, pack, packReport } from '../registration/packed-rows.ts';
import type { PageRequest } from '../registration/page-request.ts';
import { collectionAfter, doubtCount, type Pass } from '../registration/pass.ts';
import { fingerprintsByUser, type JoinTableCache, type JoinTables } from './join-tables.ts';
import { pick } from './start-pass.ts';
import { replan, type WritePlanPorts } from './write-plan.ts';

export interface RefreshPorts extends WritePlanPorts {
  readonly directory: Directory;
  readonly report: RegistrationReport;
  readonly passes: PassStore;
  readonly pageQueue: PageQueue;
  readonly waves: WaveStore;
  readonly tables: JoinTableCache;
  readonly journal: Journal;
}

export type PageOutcome = 'read' | 'stale' | 'throttled' | 'complete' | 'distrusted';

/** Reports allow 5 requests in 10 seconds per app and tenant: one page every two seconds never meets a 429. */
const secondsBetweenReportPages = 2;

/**
 * Reads one page of the pass and moves the checkpoint behind it. Repeatable: a page that was read but not checkpointed is
 * read and written again with the same result. Messages that the pass has left behind only wake the current page.
 */
export async function refreshPage(
  request: PageRequest,
  rules: PlanningRules,
  now: Date,
  ports: RefreshPorts,
): Promise<PageOutcome> {
  const current = await ports.passes.readCurrent();
  if (current === undefined || current.pass.passId !== request.passId || current.pass.state !== 'reading')
    return 'stale';
  const { pass, version } = current;
  if (pass.collection !== request.collection || pass.page !== request.page) {
    await ports.pageQueue.enqueue(pick(pass), 0);
    return 'stale';
  }
  const read = await readers[pass.collection](pass, rules, now, ports);
  if (read.kind === 'throttled') {
    await ports.pageQueue.enqueue(request, read.retryAfterSeconds);
    return 'throttled';
  }
  const moved =
    read.kind === 'doubted' ? distrust(pass, read.because, now) : await moveOn(pass, read, rules, now, ports);
  const written = await ports.passes.write(moved, version);
  if (written.kind === 'conflict') return 'stale';
  return afterCheckpoint(moved, ports);
}

async function afterCheckpoint(pass: Pass, ports: RefreshPorts): Promise<PageOutcome> {
  const { passId, counts } = pass;
  if (pass.state === 'distrusted') {
    ports.journal.warn('passDistrusted', { passId, because: pass.because, ...counts });
    return 'distrusted';
  }
  if (pass.state === 'complete') {
    ports.journal.info('passComplete', { passId, ...counts });
    await ports.passes.forgetOthers([passId]);
    return 'complete';
  }
  await ports.pageQueue.enqueue(
    pick(pass),
    pass.collection === 'report' && pass.page > 1 ? secondsBetweenReportPages : 0,
  );
  return 'read';
}

type Reading =
  | {
      readonly kind: 'read';
      readonly next: string | undefined;
      readonly counts: Pass['counts'];
      readonly groupsLeft: Pass['groupsLeft'];
    }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly kind: 'doubted'; readonly because: string };

type Reader = (pass: Pass, rules: PlanningRules, now: Date, ports: RefreshPorts) => Promise<Reading>;

const readers: Readonly<Record<Pass['collection'], Reader>> = {
  groups: readGroup,
  report: readReport,
  users: readUsers,
};

async function readGroup(pass: Pass, _rules: PlanningRules, _now: Date, ports: RefreshPorts): Promise<Reading> {
  const groupId = pass.groupsLeft[0]!;
  const page = await ports.directory.readMembers(groupId, pass.next);
  if (page === 'noSuchGroup') return { kind: 'doubted', because: `group ${groupId} of the audience does not exist` };
  if (isThrottled(page)) return { kind: 'throttled', retryAfterSeconds: page.retryAfterSeconds };
  const rows = page.items.map((id) => ({ id: id.toLowerCase(), extra: new Uint8Array() }));
  await ports.passes.saveRows(pass.passId, 'groups', pass.page, pack({ groupId }, rows));
  const groupsLeft = page.next === undefined ? pass.groupsLeft.slice(1) : pass.groupsLeft;
  return { kind: 'read', next: page.next, counts: countSetAside(pass, page, ports), groupsLeft };
}

async function readReport(pass: Pass, _rules: PlanningRules, _now: Date, ports: RefreshPorts): Promise<Reading> {
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

async function readUsers(pass: Pass, rules: PlanningRules, now: Date, ports: RefreshPorts): Promise<Reading> {
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

type Read = Extract<Reading, { kind: 'read' }>;

async function moveOn(pass: Pass, read: Read, rules: PlanningRules, now: Date, ports: RefreshPorts): Promise<Pass> {
  const moved = { ...pass, counts: read.counts, groupsLeft: read.groupsLeft, next: read.next, progressedAt: now };
  const isCollectionDone = read.next === undefined && read.groupsLeft.length === 0;
  if (!isCollectionDone) return { ...moved, page: pass.page + 1 };
  const following = collectionAfter(pass.collection);
  return following ? { ...moved, collection: following, page: 1 } : finish(moved, rules, now, ports);
}

const distrust = (pass: Pass, because: string, now: Date): Pass => ({
  ...pass,
  state: 'distrusted',
  because,
  progressedAt: now,
});

/** Only now that everything was read does absence mean anything. */
async function finish(pass: Pass, rules: PlanningRules, now: Date, ports: RefreshPorts): Promise<Pass> {
  const last = await ports.passes.readLastComplete();
  const because = doubtCount('users', pass.counts.users, last?.counts.users);
  if (because) return distrust(pass, because, now);

  const { lastFingerprints } = await ports.tables.of(pass.passId, last?.passId);
  const seen = fingerprintsByUser(await ports.passes.readRows(pass.passId, 'users'));
  const absent = [...lastFingerprints.keys()].filter((id) => !seen.has(id));
  await ports.recipients.markAbsent(absent);
  for (const userId of absent) await replan(userId, rules, now, ports);
  await reopenWaves(ports.waves);
  return { ...pass, state: 'complete', counts: { ...pass.counts, absent: absent.length } };
}

/** The waves of the document enrol continuously: who has become eligible since is found from the start again. */
async function reopenWaves(waves: WaveStore): Promise<void> {
  for (const { version, ...wave } of await waves.list()) {
    if (wave.origin === 'document' && wave.state === 'enrolled') {
      await waves.update({ ...wave, state: 'scheduled', cursor: undefined }, version);
    }
  }
}
