import { createHash } from 'node:crypto';
import { defaultGoal } from '../delivery/goal.ts';
import type { Wave } from './wave.ts';

/** What a dry run decided, kept so that a launch can be held against it. */
export interface PlanDraft {
  /** Stands for the request, its people and the document: the same three give the same text. */
  readonly confirm: string;
  readonly requestDigest: string;
  readonly documentDigest: string;
  /** Exactly those whom the launch will enrol. */
  readonly userIds: readonly string[];
  readonly plannedAt: Date;
  /** One operator asks a second one to run the plan of this `confirm`; then `confirm` here is what the second one is given. */
  readonly approves?: { readonly confirm: string; readonly askedBy: string };
}

export type PlannedWave = Pick<Wave, 'waveId' | 'goal' | 'groups' | 'users' | 'limit'> & {
  readonly startsAt: Date | undefined;
};

/** What has changed since the dry run. */
export interface Drift {
  readonly requestChanged: boolean;
  readonly documentChanged: boolean;
  readonly peopleAdded: number;
  readonly peopleRemoved: number;
  /** How many people the plan had, and how many it has now. */
  readonly selectedBefore: number;
  readonly selectedNow: number;
}

/** Writes down what a dry run decided. Pure: the same plan has the same `confirm`, whoever asks. */
export function draftPlan(wave: PlannedWave, document: object, userIds: readonly string[], plannedAt: Date): PlanDraft {
  const requestDigest = digestOf([
    wave.waveId,
    wave.groups.map(lower).toSorted(),
    wave.users.map(lower).toSorted(),
    wave.limit ?? null,
    wave.startsAt?.toISOString() ?? null,
    // As it was before there were goals, so that what was dry-run before an update can be launched after it.
    ...(wave.goal === defaultGoal ? [] : [wave.goal]),
  ]);
  const documentDigest = digestOf(document);
  const confirm = digestOf([requestDigest, documentDigest, userIds.toSorted()]);
  return { confirm, requestDigest, documentDigest, userIds, plannedAt };
}

/** Says what differs between the plan that was shown and the one of now, or undefined when they are the same. */
export function driftBetween(shown: PlanDraft, current: PlanDraft): Drift | undefined {
  if (shown.confirm === current.confirm) return undefined;
  const [before, after] = [new Set(shown.userIds), new Set(current.userIds)];
  return {
    requestChanged: shown.requestDigest !== current.requestDigest,
    documentChanged: shown.documentDigest !== current.documentDigest,
    peopleAdded: current.userIds.filter((userId) => !before.has(userId)).length,
    peopleRemoved: shown.userIds.filter((userId) => !after.has(userId)).length,
    selectedBefore: before.size,
    selectedNow: after.size,
  };
}

const lower = (text: string): string => text.toLowerCase();

/** Half of a SHA-256: far more than enough to tell plans apart, and short enough to paste. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
