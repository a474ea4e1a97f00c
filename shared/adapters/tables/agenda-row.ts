import { odata } from '@azure/data-tables';
import { stepText, type Step } from '../../delivery/steps.ts';
import type { AgendaEntry, WatchEntry } from '../../ports/agenda.ts';
import { isId } from '../../registration/pass/id-table.ts';
import { toDate } from './cells.ts';
import type { NewRow, Row, RowQuery } from './rows.ts';

/** One partition, so that entries can be moved in transactions and lie in the order of their times. */
const partitionKey = 'agenda';

export const kinds = ['due', 'watch'] as const;
export type Kind = (typeof kinds)[number];

export const dueRow = ({ dueAt, userId, step }: AgendaEntry): NewRow => rowOf('due', dueAt, userId, step);
export const watchRow = ({ watchAt, userId, step }: WatchEntry): NewRow => rowOf('watch', watchAt, userId, step);

const rowOf = (kind: Kind, at: Date, userId: string, step: Step): NewRow => ({
  partitionKey,
  rowKey: [kind, at.toISOString(), userId.toLowerCase(), step].join('|'),
});

export interface Entry {
  readonly at: Date;
  readonly userId: string;
  readonly step: Step;
}

/** An entry from its key, which is all there is. */
export function entryIn({ rowKey }: Pick<Row, 'rowKey'>): Entry {
  const [, at = '', userId = '', step] = rowKey!.split('|');
  const known = stepText.safeParse(step);
  if (!isId(userId) || !known.success) throw new Error('its key names no person or no step');
  return { at: toDate(at), userId, step: known.data };
}

export function keysOf(kind: Kind, end: string): RowQuery {
  const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${`${kind}|`} and RowKey lt ${end}`;
  return { filter, select: ['PartitionKey', 'RowKey'] };
}
