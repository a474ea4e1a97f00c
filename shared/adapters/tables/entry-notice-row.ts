import type { EntryNotice } from '../../campaign/entry-notice.ts';
import { jsonIn, packJson, textIn } from './cells.ts';
import { partitionOf } from './keys.ts';
import { letterColumns, letterIn } from './letter-columns.ts';
import { userIdOf, type RowType } from './recipient-keys.ts';
import type { NewRow, Row } from './rows.ts';

export function entryNoticeRow(notice: EntryNotice): NewRow {
  const userId = userIdOf(notice.userId);
  return {
    partitionKey: partitionOf(userId),
    rowKey: `${userId}|n|${notice.messageId.toLowerCase()}`,
    type: 'entryNotice' satisfies RowType,
    planId: notice.planId,
    ...packJson('entries', notice.entries),
    ...letterColumns(notice),
  };
}

export const entryNoticeIn = (row: Row): EntryNotice => ({
  ...letterIn(row),
  planId: textIn(row, 'planId'),
  entries: jsonIn(row, 'entries'),
});
