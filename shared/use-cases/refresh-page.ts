import type { PageRequest } from '../registration/page-request.ts';
import { shortDigestOf } from '../registration/pass/packed-rows.ts';
import {
  collectionAfter,
  distrust,
  followLink,
  isUnfinished,
  reopened,
  restartCollection,
  type Pass,
} from '../registration/pass.ts';
import { causesOf } from '../faults/causes.ts';
import { UnreadableStoredRow } from '../faults/unreadable-row.ts';
import { NoToken } from '../faults/no-token.ts';
import { addMinutes } from '../registration/add-time.ts';
import { LinkExpired, ReadingFailed } from '../ports/paging.ts';
import { finishPass } from './finish-pass.ts';
import type { PassRun, Read, RefreshPorts, RefreshRules } from './pass-run.ts';
import { readCollection } from './read-collection.ts';
import { pick } from './start-pass.ts';

export type PageOutcome = 'read' | 'stale' | 'throttled' | 'failed' | 'complete' | 'distrusted';

/** Graph's trouble is waited out at the checkpoint: a queue message that fails five times would be gone. */
const retryAfterSeconds = 60;

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
  if (current === undefined || current.pass.passId !== request.passId || !isUnfinished(current.pass)) return 'stale';
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
    const step = await readPage({ pass: reopened(pass), ...campaign, now, ports });
    if (step.kind !== 'moved') return putOff(pass, version, step, ports);
    const { moved } = step;
    const written = await ports.passes.write(moved, version);
    if (written.kind === 'conflict') return 'stale';
    if (moved.state !== 'reading') return end(moved, pass.refusedFor, ports);
    [pass, version] = [moved, written.version];
  }
}

async function handOver(pass: Pass, delaySeconds: number, outcome: PageOutcome, ports: RefreshPorts) {
  await ports.pageQueue.enqueue(pick(pass), delaySeconds);
  return outcome;
}

/** Says in the pass until when it waits, so that nobody takes it for stalled; waits of seconds need no word. */
async function putOff(pass: Pass, version: string, wait: Wait, ports: RefreshPorts): Promise<PageOutcome> {
  const { kind, retryAfterSeconds: seconds, because = pass.because } = wait;
  if (seconds >= 60) {
    const wakesAt = addMinutes(ports.clock.now(), seconds / 60);
    const written = await ports.passes.write({ ...pass, wakesAt, because }, version);
    if (written.kind === 'conflict') return 'stale';
  }
  return handOver(pass, seconds, kind, ports);
}

interface Wait {
  readonly kind: 'throttled' | 'failed';
  readonly retryAfterSeconds: number;
  readonly because?: string;
}

type PageStep = { readonly kind: 'moved'; readonly moved: Pass } | Wait;

/** Reads the page that the pass stands at, and where the pass stands after it. */
async function readPage(run: PassRun): Promise<PageStep> {
  const { pass, now } = run;
  try {
    const reading = await readCollection(run);
    if (reading.kind === 'throttled') return reading;
    if (reading.kind === 'partly')
      return { kind: 'moved', moved: { ...pass, counts: reading.counts, progressedAt: now } };
    const moved = reading.kind === 'doubted' ? distrust(pass, reading.because, now) : await moveOn(reading, run);
    return { kind: 'moved', moved };
  } catch (error) {
    return afterFailure(error, run);
  }
}

/** Surprises are thrown: the message comes back, and a pass that has lost it is resumed by the timer. */
function afterFailure(error: unknown, { pass, now, ports }: PassRun): PageStep {
  const { passId, collection, page } = pass;
  if (error instanceof LinkExpired) {
    ports.journal.warn('collectionRestarted', { passId, collection, page });
    const often = `${collection}: Graph forgot its links again and again`;
    return { kind: 'moved', moved: restartCollection(pass, now) ?? distrust(pass, often, now) };
  }
  if (error instanceof UnreadableStoredRow) return { kind: 'moved', moved: distrust(pass, error.message, now) };
  const isRefused = error instanceof ReadingFailed && error.refusedFor !== undefined;
  if (isRefused) return { kind: 'moved', moved: distrust(pass, error.message, now, error.refusedFor) };
  if (!(error instanceof ReadingFailed || error instanceof NoToken)) throw error;
  const causes = causesOf(error).map(({ kind, message, status, code }) => [kind, status, code, message].join(' '));
  ports.journal.warn('pageNotRead', { passId, collection, page, because: causes.join(' < ') });
  return { kind: 'failed', retryAfterSeconds, because: error.message };
}

async function moveOn(read: Read, run: PassRun): Promise<Pass> {
  const { pass, now } = run;
  const { next, counts, groupsLeft, found } = read;
  const moved = { ...pass, counts, groupsLeft, next, progressedAt: now, ...found };
  if (next === undefined) {
    if (groupsLeft.length > 0) return { ...moved, page: pass.page + 1, landmark: undefined };
    const following = collectionAfter(moved, { asksMailboxes: run.ports.mailboxPurposes !== undefined });
    return following
      ? { ...moved, collection: following, page: 1, landmark: undefined }
      : finishPass({ ...run, pass: moved });
  }
  const followed = followLink(pass, shortDigestOf(next));
  if (followed === 'round') return distrust(moved, `${pass.collection}: a link came again, the pages go round`, now);
  return { ...moved, ...followed, page: pass.page + 1 };
}

/** What was refused before and still is has been told already. */
async function end(pass: Pass, refusedBefore: Pass['refusedFor'], ports: RefreshPorts): Promise<PageOutcome> {
  const { passId, because, counts, refusedFor } = pass;
  ports.tables.forget();
  if (pass.state === 'distrusted') {
    if (refusedFor === undefined || refusedFor !== refusedBefore)
      ports.journal.warn('passDistrusted', { passId, because, ...counts });
    return 'distrusted';
  }
  ports.journal.info('passComplete', { passId, ...counts });
  if (counts.lost) ports.journal.warn('rowsWereGone', { passId, people: counts.lost, histories: counts.historiesLost });
  await ports.passes.forgetOthers([passId]);
  return 'complete';
}
