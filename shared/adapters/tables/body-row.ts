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

/** Throws for a body without its words: a mail would leave without them. */
export function bodyIn(row: Row): PinnedBody {
  const body = jsonIn<PinnedBody>(row, 'body');
  const { messageId, subject, html, text, displayName } = body;
  if ([messageId, subject, html, text, displayName].some((part) => typeof part !== 'string'))
    throw new Error('a part of the mail is missing');
  return body;
}
