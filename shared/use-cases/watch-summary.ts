import type { Evidence } from '../registration/evidence.ts';

/** What a reading of the audit log came to. */
export interface WatchSummary {
  readonly requests: number;
  readonly events: number;
  readonly newEvidence: number;
  readonly setAside: number;
  readonly throttled: number;
  /** Only where somebody registered. */
  readonly seen?: SeenRegistrations;
}

interface SeenRegistrations {
  /** People of whom it was told for the first time that they registered something. */
  readonly registered: number;
  /** How long after their registration they were seen: added up, and the longest. */
  readonly delaySeconds: number;
  readonly longestDelaySeconds: number;
}

export type Counting = { -readonly [Key in keyof WatchSummary]: WatchSummary[Key] };

/** What evidence told. */
export type Learnt = 'known' | 'new' | 'firstRegistration';

export function count({ at }: Evidence, learnt: Learnt, now: Date, summary: Counting): void {
  if (learnt === 'known') return;
  summary.newEvidence++;
  if (learnt === 'new') return;
  const delay = Math.max(0, Math.round((now.getTime() - at.getTime()) / 1_000));
  const { registered = 0, delaySeconds = 0, longestDelaySeconds = 0 } = summary.seen ?? {};
  summary.seen = {
    registered: registered + 1,
    delaySeconds: delaySeconds + delay,
    longestDelaySeconds: Math.max(longestDelaySeconds, delay),
  };
}
