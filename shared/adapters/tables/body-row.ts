import type { PinnedBody } from '../../ports/recipient-store.ts';
import { jsonIn, packJson } from './cells.ts';
import { partitionOf } from './keys.ts';
import type { RowType } from './recipient-keys.ts';
import type { NewRow, Row } from './rows.ts';

export const bodyKey = (userId: string, messageId: string) => ({
  partitionKey: partitionOf(userId),
  rowKey: `!b|${messageId.toLowerCase()}`,
});

export const bodyRow = (userId: string, body: PinnedBody): NewRow => ({
  ...bodyKey(userId, body.messageId),
  type: 'body' satisfies RowType,
  ...packJson('body', { ...body, messageId: body.messageId.toLowerCase() }),
});

export const bodyIn = (row: Row): PinnedBody => jsonIn(row, 'body');
