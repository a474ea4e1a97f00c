import { hasStalled, isUnfinished, lossOf, noCounts, type Pass } from '../registration/pass.ts';
import type { CampaignDocument } from '../config/campaign-document.ts';
import type { AudiencePolicy } from '../recipient/audience.ts';
import { listKeyOf } from '../recipient/named-list.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { PageQueue } from '../ports/work-queues.ts';

export interface StartPassPorts {
  readonly passes: PassStore;
  readonly pageQueue: PageQueue;
}

type PassStart = 'started' | 'resumed' | 'underWay';

/** One that is older than this is given up for a new one. */
const givenUpAfterHours = 20;

/**
 * Starts a full pass, or sets a stalled one going again; a pass that is under way is left alone, unless it is to begin
 * `anew`: its pages find that they have been left behind.
 */
export async function startPass(
  document: CampaignDocument,
  now: Date,
  ports: StartPassPorts,
  how: 'ifNoneIsUnderWay' | 'anew' = 'ifNoneIsUnderWay',
): Promise<PassStart> {
  const current = (await ports.passes.readCurrent())?.pass;
  const mayStay = how === 'ifNoneIsUnderWay' && current !== undefined && isUnfinished(current);
  return mayStay ? goOn(current, document, now, ports) : begin(document, now, current, ports);
}

/**
 * Sets a pass going again that nobody reads any more, or that was refused for want of something; one that is too old for
 * that is replaced. Run every five minutes, so that an outage costs a pass minutes and not its night.
 */
export async function resumePass(
  document: CampaignDocument,
  now: Date,
  ports: StartPassPorts,
): Promise<PassStart | 'none'> {
  const current = (await ports.passes.readCurrent())?.pass;
  return current !== undefined && isUnfinished(current) ? goOn(current, document, now, ports) : 'none';
}

/** Passes in a row would not heal what the first one did not. */
const healedAgainAfterHours = 6;

/** Starts a pass for what is missing, unless one was just there. */
export async function healSoon(
  document: CampaignDocument,
  now: Date,
  ports: StartPassPorts,
): Promise<PassStart | 'none'> {
  const current = (await ports.passes.readCurrent())?.pass;
  if (current && hoursBetween(current.startedAt, now) < healedAgainAfterHours) return resumePass(document, now, ports);
  return startPass(document, now, ports);
}

async function goOn(current: Pass, document: CampaignDocument, now: Date, ports: StartPassPorts): Promise<PassStart> {
  if (hoursBetween(current.startedAt, now) >= givenUpAfterHours) return begin(document, now, current, ports);
  if (!hasStalled(current, now)) return 'underWay';
  await ports.pageQueue.enqueue(pick(current), 0);
  return 'resumed';
}

async function begin(
  document: CampaignDocument,
  now: Date,
  before: Pass | undefined,
  ports: StartPassPorts,
): Promise<PassStart> {
  const pass = newPass(document, now, before);
  await ports.passes.write(pass, undefined);
  await ports.pageQueue.enqueue(pick(pass), 0);
  return 'started';
}

/** The groups whose members a pass reads, each once, and the lists by their keys. */
export function groupsOf({ audience }: CampaignDocument): readonly string[] {
  const { includeGroups, excludeGroups, onPremisesProtectedGroups } = audience;
  const groups = [...includeGroups, ...excludeGroups, ...onPremisesProtectedGroups];
  return [...new Set([...groups, ...listsOf(audience).map(listKeyOf)])];
}

/** The lists that a document names, each once. */
export const listsOf = ({
  includeLists = [],
  excludeLists = [],
}: Pick<AudiencePolicy, 'includeLists' | 'excludeLists'>): readonly string[] => [
  ...new Set([...includeLists, ...excludeLists]),
];

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
    loss: before && lossOf(before),
  };
}

export const pick = ({ passId, collection, page }: Pass) => ({ passId, collection, page });

const hoursBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 3_600_000;
