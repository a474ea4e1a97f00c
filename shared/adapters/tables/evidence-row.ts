import type { Evidence } from '../../registration/evidence.ts';
import { jsonIn, packJson, toDate } from './cells.ts';
import { encodeKey, partitionOf } from './keys.ts';
import { userIdOf, type RowType } from './recipient-keys.ts';
import type { NewRow, Row } from './rows.ts';

export function evidenceRow(evidence: Evidence): NewRow {
  const userId = userIdOf(evidence.userId);
  return {
    partitionKey: partitionOf(userId),
    rowKey: `${userId}|e|${encodeKey(evidence.eventId)}`,
    type: 'evidence' satisfies RowType,
    ...packJson('evidence', { ...evidence, userId }),
  };
}

export function evidenceIn(row: Row): Evidence {
  const stored = jsonIn<Omit<Evidence, 'at'> & { readonly at: string }>(row, 'evidence');
  return { ...stored, at: toDate(stored.at) };
}
