import { hasStalled, isUnfinished, noCounts, type Pass } from '../registration/pass.ts';
import type { CampaignDocument } from '../config/campaign-document.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { PageQueue } from '../ports/work-queues.ts';

export interface StartPassPorts {
  readonly passes: PassStore;
  readonly pageQueue: PageQueue;
}

/** One that is older than this is given up for a new one. */
const givenUpAfterHours = 20;

/**
 * Starts a full pass, or sets a stalled one going again; a pass that is under way is left alone, unless it is to begin
 * `anew`: its pages find that they have been left behind.
 */
export async function startPass(
  document: CampaignDocument,
  now: Date,
  { passes, pageQueue }: StartPassPorts,
  how: 'ifNoneIsUnderWay' | 'anew' = 'ifNoneIsUnderWay',
): Promise<'started' | 'resumed' | 'underWay'> {
  const current = (await passes.readCurrent())?.pass;
  const mayStay = how === 'ifNoneIsUnderWay' && current !== undefined && isUnfinished(current);
  if (mayStay && hoursBetween(current.startedAt, now) < givenUpAfterHours) {
    if (!hasStalled(current, now)) return 'underWay';
    await pageQueue.enqueue(pick(current), 0);
    return 'resumed';
  }
  const pass = newPass(document, now, current);
  await passes.write(pass, undefined);
  await pageQueue.enqueue(pick(pass), 0);
  return 'started';
}

/**
 * Sets a pass going again that nobody reads any more, or that was refused for want of something; one that is too old for
 * that is replaced. Run every five minutes, so that an outage costs a pass minutes and not its night.
 */
export async function resumePass(
  document: CampaignDocument,
  now: Date,
  ports: StartPassPorts,
): Promise<'started' | 'resumed' | 'underWay' | 'none'> {
  const current = (await ports.passes.readCurrent())?.pass;
  return current !== undefined && isUnfinished(current) ? startPass(document, now, ports) : 'none';
}

/** The groups whose members a pass reads, each once. */
export function groupsOf({ audience }: CampaignDocument): readonly string[] {
  const { includeGroups, excludeGroups, onPremisesProtectedGroups } = audience;
  return [...new Set([...includeGroups, ...excludeGroups, ...onPremisesProtectedGroups])];
}

function newPass(document: CampaignDocument, now: Date, before: Pass | undefined): Pass {
  const groupsLeft = groupsOf(document);
  return {
    passId: now.toISOString(),
    startedAt: now,
    state: 'reading',
    collection: groupsLeft.length > 0 ? 'groups' : 'report',
    page: 1,
    next: undefined,
    groupsLeft,
    progressedAt: now,
    counts: noCounts,
    rewritesAll: before !== undefined && before.state !== 'complete',
    markedBy:
      before === undefined ? [] : [...(before.state === 'complete' ? [] : (before.markedBy ?? [])), before.passId],
    because: undefined,
  };
}

export const pick = ({ passId, collection, page }: Pass) => ({ passId, collection, page });

const hoursBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 3_600_000;
