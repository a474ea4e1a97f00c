import { noCounts, type Pass } from '../../registration/pass.ts';
import { openPacked } from '../../registration/pass/packed-rows.ts';
import { toDate, unpackBytes } from './cells.ts';
import type { Row } from './rows.ts';
import { documentIn } from './versioned-documents.ts';

type Stored = Omit<Pass, 'startedAt' | 'progressedAt' | 'wakesAt' | 'next' | 'because'> & {
  readonly startedAt: string;
  readonly progressedAt: string;
  readonly wakesAt?: string;
  readonly next?: string;
  readonly because?: string;
};

export function readPass(row: Row): Pass {
  const { wakesAt, ...stored } = documentIn<Stored>(row).value;
  return {
    ...stored,
    next: stored.next,
    because: stored.because,
    startedAt: toDate(stored.startedAt),
    progressedAt: toDate(stored.progressedAt),
    ...(wakesAt !== undefined && { wakesAt: toDate(wakesAt) }),
  };
}

const longAgo = new Date(0);

/**
 * What stands for a pass whose row cannot be read: one that was begun so long ago that a new one takes its place within
 * minutes, and of which nobody knows what it has written.
 */
export const lostPass = (last: Pass | undefined): Pass => ({
  passId: 'lost',
  startedAt: longAgo,
  state: 'reading',
  collection: 'report',
  page: 1,
  next: undefined,
  groupsLeft: [],
  markedBy: last ? [last.passId] : [],
  progressedAt: longAgo,
  counts: noCounts,
  because: 'the stored row of the pass cannot be read',
});

export function packedRowsIn(row: Row): Uint8Array {
  const packed = unpackBytes('rows', row);
  const { bytes, firstAt, rowBytes } = openPacked(packed);
  if ((bytes.byteLength - firstAt) % rowBytes !== 0) throw new Error('its last row is cut off');
  return packed;
}
