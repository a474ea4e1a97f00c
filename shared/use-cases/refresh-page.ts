import type { PlanningRules } from '../campaign/plan-journey.ts';
import type { PageRequest } from '../registration/page-request.ts';
import { shortDigestOf } from '../registration/pass/packed-rows.ts';
import { collectionAfter, distrust, followLink, restartCollection, type Pass } from '../registration/pass.ts';
import { LinkExpired, ReadingFailed } from '../ports/paging.ts';
import { finishPass } from './finish-pass.ts';
import type { PassRun, RefreshPorts } from './pass-run.ts';
import { readCollection } from './read-collection.ts';
import type { Read } from './reading.ts';
import { pick } from './start-pass.ts';

export type PageOutcome = 'read' | 'stale' | 'throttled' | 'complete' | 'distrusted';

/** What the campaign decides about a pass. */
export interface RefreshRules {
  readonly rules: PlanningRules;
  /** Whether people who have become eligible since the waves began are enrolled too. */
  readonly enrolNewJoiners: boolean;
}

/** Long enough that hand-overs through the queue cost nothing beside it, and well within `functionTimeout`. */
const secondsPerMessage = 60;

/**
 * Reads pages of the pass for a minute and hands over to the next message. The checkpoint moves behind every page, so a
 * process that dies makes one page be read again, and written again with the same result. Messages that the pass has left
 * behind only wake the current page.
 */
export async function refreshPage(
  request: PageRequest,
  campaign: RefreshRules,
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
  return readPages(pass, version, campaign, ports);
}

async function readPages(
  first: Pass,
  firstVersion: string,
  campaign: RefreshRules,
  ports: RefreshPorts,
): Promise<PageOutcome> {
  const startedAt = ports.clock.now();
  let [pass, version] = [first, firstVersion];
  for (;;) {
    const now = ports.clock.now();
    if (now.getTime() - startedAt.getTime() >= secondsPerMessage * 1_000) return handOver(pass, 0, 'read', ports);
    const step = await readPage({ pass, ...campaign, now, ports });
    if (step.kind === 'throttled') return handOver(pass, step.retryAfterSeconds, 'throttled', ports);
    const { moved } = step;
    const written = await ports.passes.write(moved, version);
    if (written.kind === 'conflict') return 'stale';
    if (moved.state !== 'reading') return end(moved, moved.state, ports);
    [pass, version] = [moved, written.version];
  }
}

async function handOver(pass: Pass, delaySeconds: number, outcome: PageOutcome, ports: RefreshPorts) {
  await ports.pageQueue.enqueue(pick(pass), delaySeconds);
  return outcome;
}

type PageStep =
  { readonly kind: 'moved'; readonly moved: Pass } | { readonly kind: 'throttled'; readonly retryAfterSeconds: number };

/** Reads the page that the pass stands at, and where the pass stands after it. */
async function readPage(run: PassRun): Promise<PageStep> {
  const { pass, now, ports } = run;
  try {
    const reading = await readCollection(run);
    if (reading.kind === 'throttled') return reading;
    const moved = reading.kind === 'doubted' ? distrust(pass, reading.because, now) : await moveOn(reading, run);
    return { kind: 'moved', moved };
  } catch (error) {
    if (error instanceof ReadingFailed && error.refusedFor !== undefined)
      return { kind: 'moved', moved: distrust(pass, error.message, now, error.refusedFor) };
    const again = error instanceof LinkExpired ? restartCollection(pass, now) : undefined;
    if (again === undefined) throw error;
    ports.journal.warn('collectionRestarted', { passId: pass.passId, collection: pass.collection, page: pass.page });
    return { kind: 'moved', moved: again };
  }
}

async function moveOn(read: Read, run: PassRun): Promise<Pass> {
  const { pass, now } = run;
  const { next, counts, groupsLeft } = read;
  const moved = { ...pass, counts, groupsLeft, next, progressedAt: now };
  if (next === undefined) {
    if (groupsLeft.length > 0) return { ...moved, page: pass.page + 1, landmark: undefined };
    const following = collectionAfter(pass.collection);
    return following
      ? { ...moved, collection: following, page: 1, landmark: undefined }
      : finishPass({ ...run, pass: moved });
  }
  const followed = followLink(pass, shortDigestOf(next));
  if (followed === 'round') return distrust(moved, `${pass.collection}: a link came again, the pages go round`, now);
  return { ...moved, ...followed, page: pass.page + 1 };
}

async function end(pass: Pass, state: 'complete' | 'distrusted', ports: RefreshPorts): Promise<PageOutcome> {
  const { passId, because, counts } = pass;
  ports.tables.forget();
  if (state === 'distrusted') {
    ports.journal.warn('passDistrusted', { passId, because, ...counts });
    return state;
  }
  ports.journal.info('passComplete', { passId, ...counts });
  await ports.passes.forgetOthers([passId]);
  return state;
}
