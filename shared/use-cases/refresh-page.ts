import type { PlanningRules } from '../campaign/plan-journey.ts';
import type { PageRequest } from '../registration/page-request.ts';
import { collectionAfter, distrust, type Pass } from '../registration/pass.ts';
import { finishPass } from './finish-pass.ts';
import type { PassRun, RefreshPorts } from './pass-run.ts';
import { readCollection, type Read } from './read-collection.ts';
import { pick } from './start-pass.ts';

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
  enrolNewJoiners = true,
): Promise<PageOutcome> {
  const current = await ports.passes.readCurrent();
  if (current === undefined || current.pass.passId !== request.passId || current.pass.state !== 'reading')
    return 'stale';
  const { pass, version } = current;
  if (pass.collection !== request.collection || pass.page !== request.page) {
    await ports.pageQueue.enqueue(pick(pass), 0);
    return 'stale';
  }
  const run = { pass, rules, enrolNewJoiners, now, ports };
  const read = await readCollection(run);
  if (read.kind === 'throttled') {
    await ports.pageQueue.enqueue(request, read.retryAfterSeconds);
    return 'throttled';
  }
  const moved = read.kind === 'doubted' ? distrust(pass, read.because, now) : await moveOn(read, run);
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

async function moveOn(read: Read, run: PassRun): Promise<Pass> {
  const { pass, now } = run;
  const moved = { ...pass, counts: read.counts, groupsLeft: read.groupsLeft, next: read.next, progressedAt: now };
  const isCollectionDone = read.next === undefined && read.groupsLeft.length === 0;
  if (!isCollectionDone) return { ...moved, page: pass.page + 1 };
  const following = collectionAfter(pass.collection);
  return following ? { ...moved, collection: following, page: 1 } : finishPass({ ...run, pass: moved });
}
