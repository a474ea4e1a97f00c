import { odata, type TableClient } from '@azure/data-tables';
import { dateIn } from './cells.ts';
import { userIdOf } from './recipient-keys.ts';
import { putRow, readRows, type Row } from './rows.ts';
import { readOrNote } from './set-aside.ts';
import { deleteAll } from './write-all.ts';

/** People who were looked at since the pass, and are not as it has read them: a row each. */
const partitionKey = 'seenSinceThePass';
const ofSeen = odata`PartitionKey eq ${partitionKey}`;

export const noteSeen = (control: TableClient, userId: string, at: Date): Promise<void> =>
  putRow(control, { partitionKey, rowKey: userIdOf(userId), seenAt: at.toISOString() });

export async function readSeen(control: TableClient): Promise<ReadonlySet<string>> {
  const rows = await readRows(control, { filter: ofSeen });
  return new Set(rows.map(({ rowKey }) => rowKey!));
}

export async function forgetSeen(control: TableClient, before: Date): Promise<void> {
  const rows = await readRows(control, { filter: ofSeen });
  const seenAt = await Promise.all(rows.map((row) => readOrNote(control, row, readSeenAt)));
  // Of one that cannot be read the row stays: they are written once more each night.
  const old = rows.filter((_, n) => (seenAt[n] ?? before) < before);
  await deleteAll(
    control,
    old.map(({ rowKey }) => ({ partitionKey, rowKey: rowKey! })),
  );
}

export const readSeenAt = (row: Row): Date => dateIn(row, 'seenAt');
