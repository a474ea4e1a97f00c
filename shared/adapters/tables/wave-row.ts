import type { Wave } from '../../campaign/wave.ts';
import { defaultGoal } from '../../delivery/goal.ts';
import type { StoredWave } from '../../ports/wave-store.ts';
import { toDate } from './cells.ts';
import { decodeKey } from './keys.ts';
import type { Row } from './rows.ts';
import { documentIn } from './versioned-documents.ts';

type StoredWaveDocument = Omit<Wave, 'goal' | 'limit' | 'cursor' | 'startsAt' | 'createdAt' | 'startedAt'> & {
  /** Left out where it is `register`, as in rows of versions that know no other. */
  readonly goal?: Wave['goal'];
  readonly limit?: number;
  readonly cursor?: string;
  readonly startsAt: string;
  readonly createdAt: string;
  readonly startedAt?: string;
};

/** A wave as it is stored: nothing of what a reading adds. */
export function valueOf(wave: Wave): Omit<Wave, 'goal'> & Partial<Pick<Wave, 'goal'>> {
  const { waveId, name, origin, groups, users, limit, startsAt, createdAt, state, cursor, enrolledCount } = wave;
  const { startedAt, wasDropped, looksAgain, goal } = wave;
  const described = { waveId, name, origin, groups, users, limit, startsAt, createdAt };
  const ofGoal = goal === defaultGoal ? {} : { goal };
  return { ...described, ...ofGoal, state, cursor, enrolledCount, startedAt, wasDropped, looksAgain };
}

export function waveIn(row: Row): StoredWave {
  const { value, version } = documentIn<StoredWaveDocument>(row);
  const { startedAt, ...stored } = value;
  return {
    ...stored,
    goal: stored.goal ?? defaultGoal,
    ...(startedAt !== undefined && { startedAt: toDate(startedAt) }),
    limit: stored.limit,
    cursor: stored.cursor,
    startsAt: toDate(stored.startsAt),
    createdAt: toDate(stored.createdAt),
    version,
  };
}

const longAgo = new Date(0);

/**
 * What stands for a wave whose row cannot be read: paused, so that none of its mails leaves and it enrols nobody, since
 * nobody knows whether it was paused or cancelled.
 */
export function unreadableWave(row: Row): StoredWave {
  const waveId = decodeKey(row.rowKey!);
  return {
    waveId,
    name: waveId,
    goal: defaultGoal,
    origin: 'document',
    groups: [],
    users: [],
    limit: undefined,
    startsAt: longAgo,
    createdAt: longAgo,
    state: 'paused',
    cursor: undefined,
    enrolledCount: 0,
    version: row.etag,
    isUnreadable: true,
  };
}
