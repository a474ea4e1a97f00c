import { isThrottled, LinkExpired, ReadingFailed } from '../ports/paging.ts';
import { listKeyOf, listOfKey } from '../recipient/named-list.ts';
import { pack, packReport } from '../registration/pass/packed-rows.ts';
import type { PassCollection } from '../registration/page-request.ts';
import { doubtCount, doubtPeople, type Pass } from '../registration/pass.ts';
import { readMailboxes } from './read-mailboxes.ts';
import { readMethods } from './read-methods.ts';
import { readRoles } from './read-roles.ts';
import { readUsers } from './read-users.ts';
import { countSetAside, toWait, unreadableIds, type PassRun, type Reading, type RefreshPorts } from './pass-run.ts';

const readers: Readonly<Record<PassCollection, (run: PassRun) => Promise<Reading>>> = {
  groups: readGroup,
  report: readReport,
  users: readUsers,
  roles: readRoles,
  methods: readMethods,
  mailboxes: readMailboxes,
};

/** Reads the page that the pass stands at and keeps its rows; repeatable, since the same page gives the same rows. */
export const readCollection = (run: PassRun): Promise<Reading> => readers[run.pass.collection](run);

async function readGroup(run: PassRun): Promise<Reading> {
  const { pass, ports } = run;
  const groupId = pass.groupsLeft[0]!;
  const list = listOfKey(groupId);
  if (list !== undefined) return readList(list, run);
  const page = await ports.directory.readMembers(groupId, pass.next);
  if (page === 'noSuchGroup') return { kind: 'doubted', because: `group ${groupId} of the audience does not exist` };
  if (isThrottled(page)) return toWait(page);
  await ports.passes.saveRows(pass.passId, 'groups', pass.page, pack({ groupId }, page.items));
  const groupsLeft = page.next === undefined ? pass.groupsLeft.slice(1) : pass.groupsLeft;
  return { kind: 'read', next: page.next, counts: countSetAside(pass, page, ports), groupsLeft };
}

/** Joined like a group. A list that is not there or cannot be read says of nobody that they are not on it. */
async function readList(name: string, { pass, ports }: PassRun): Promise<Reading> {
  const page = await ports.namedLists.readPeople(name, pass.next);
  if (page.kind === 'replaced') throw new LinkExpired(`The list ${name} was replaced`);
  if (page.kind !== 'page') return { kind: 'doubted', because: `list ${name} of the audience ${whyNoList[page.kind]}` };
  await ports.passes.saveRows(pass.passId, 'groups', pass.page, pack({ groupId: listKeyOf(name) }, page.userIds));
  const groupsLeft = page.next === undefined ? pass.groupsLeft.slice(1) : pass.groupsLeft;
  return { kind: 'read', next: page.next, counts: pass.counts, groupsLeft };
}

const whyNoList = { noSuchList: 'does not exist', unreadable: 'cannot be read' } as const;

async function readReport({ pass, ports }: PassRun): Promise<Reading> {
  const page = await readRowsOf(pass, ports);
  if (page === 'noReport')
    return {
      kind: 'read',
      next: undefined,
      counts: pass.counts,
      groupsLeft: [],
      found: { registrationsFrom: 'methods' },
    };
  if (isThrottled(page)) return toWait(page);
  await ports.passes.saveRows(pass.passId, 'report', pass.page, packReport(page.items, unreadableIds(page)));
  const counted = countSetAside(pass, page, ports);
  const counts = { ...counted, reportRows: counted.reportRows + page.items.length };
  if (page.next === undefined) {
    const because = await doubtReport(counts.reportRows, pass, ports);
    if (because) return { kind: 'doubted', because };
  }
  return { kind: 'read', next: page.next, counts, groupsLeft: [] };
}

/** A tenant without Entra ID P1 has no report; where methods may be read instead, that is not the end of the pass. */
async function readRowsOf({ next }: Pass, { report, registeredMethods }: RefreshPorts) {
  try {
    return await report.readRows(next);
  } catch (error) {
    const isNotPremium = error instanceof ReadingFailed && error.refusedFor === 'premiumLicence';
    if (isNotPremium && next === undefined && registeredMethods) return 'noReport';
    throw error;
  }
}

/** Before a single user is written: of a tenant that is not ours nobody shall get into the storage. */
async function doubtReport(named: number, pass: Pass, { passes, tables }: RefreshPorts): Promise<string | undefined> {
  const { last, lastFingerprints } = await tables.of(pass);
  const known = await lastFingerprints.countIn(passes.readRows(pass.passId, 'report'));
  return (
    doubtCount('report', named, last?.counts.reportRows) ??
    doubtPeople('report', { named, known, before: lastFingerprints.size })
  );
}
