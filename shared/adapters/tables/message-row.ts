import type { Message, RenewalReason } from '../../delivery/message.ts';
import type { Step } from '../../delivery/steps.ts';
import { dateIn, optionalTextIn, textIn, trusted } from './cells.ts';
import { partitionOf } from './keys.ts';
import { userIdOf, type RowType } from './recipient-keys.ts';
import type { NewRow, Row } from './rows.ts';
import { letterColumns, letterIn } from './letter-columns.ts';

export function messageRow(message: Message): NewRow {
  const userId = userIdOf(message.userId);
  return {
    partitionKey: partitionOf(userId),
    rowKey: `${userId}|m|${message.step}${message.epoch > 0 ? `|${message.epoch}` : ''}`,
    type: 'message' satisfies RowType,
    step: message.step,
    epoch: message.epoch,
    heldBy: message.heldBy,
    renewedFor: message.renewedFor,
    dueAt: message.dueAt.toISOString(),
    ...letterColumns(message),
  };
}

export function messageIn(row: Row): Message {
  const heldBy = optionalTextIn<'wavePaused'>(row, 'heldBy');
  const renewedFor = optionalTextIn<RenewalReason>(row, 'renewedFor');
  return {
    ...letterIn(row),
    step: textIn<Step>(row, 'step'),
    epoch: trusted(row.epoch),
    ...(heldBy && { heldBy }),
    ...(renewedFor && { renewedFor }),
    dueAt: dateIn(row, 'dueAt'),
  };
}
