import type { Wave } from '../../campaign/wave.ts';
import type { StoredWave } from '../../ports/wave-store.ts';
import { toDate } from './cells.ts';
import { decodeKey } from './keys.ts';
import type { Row } from './rows.ts';
import { documentIn } from './versioned-documents.ts';

type StoredWaveDocument = Omit<Wave, 'limit' | 'cursor' | 'startsAt' | 'createdAt'> & {
  readonly limit?: number;
  readonly cursor?: string;
  readonly startsAt: string;
  readonly createdAt: string;
};

export function waveIn(row: Row): StoredWave {
  const { value: stored, version } = documentIn<StoredWaveDocument>(row);
  return {
    ...stored,
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
