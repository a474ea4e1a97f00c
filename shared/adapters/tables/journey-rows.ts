import { inOrderOfTime } from '../../campaign/journey.ts';
import { recall } from '../../campaign/recall.ts';
import type { StoredJourney } from '../../ports/recipient-store.ts';
import type { UnreadableRow } from '../../faults/unreadable-row.ts';
import type { Evidence } from '../../registration/evidence.ts';
import { writeIdsOf } from './compare-and-set.ts';
import { entryNoticeIn } from './entry-notice-row.ts';
import { evidenceIn } from './evidence-row.ts';
import { enrolmentsIn, factsIn, reopeningsIn, rowReadAtIn } from './head-row.ts';
import { ledgerIn } from './ledger-columns.ts';
import { messageIn } from './message-row.ts';
import type { RowType } from './recipient-keys.ts';
import type { Row } from './rows.ts';
import { attempt } from './set-aside.ts';
import { tableNames } from './table-names.ts';

/** The rows of one person as a journey; no rows are an empty one. A row that cannot be read is set aside and named. */
export function journeyIn(userId: string, rows: readonly Row[]): StoredJourney {
  const head = rows.find((row) => row.type === 'head');
  const unreadableRows: UnreadableRow[] = [];
  const read = <Value>(type: RowType, reader: (row: Row) => Value): readonly Value[] =>
    rows.flatMap((row) => {
      if (row.type !== type) return [];
      const made = attempt(tableNames.recipients, row, reader);
      if ('value' in made) return [made.value];
      unreadableRows.push(made.unreadable);
      return [];
    });
  const [{ ledger, ...ofHead } = emptyHead] = read('head', headIn);
  const messages = read('message', messageIn);
  const evidence = read('evidence', evidenceIn).toSorted(byTime);
  const entryNotices = inOrderOfTime(read('entryNotice', entryNoticeIn));
  return {
    userId,
    ...ofHead,
    ...recall(userId, { messages, evidence, entryNotices }, { ...ofHead, ledger }),
    ...(unreadableRows.length > 0 && { unreadableRows }),
    version: head && versionOf(head),
  };
}

const emptyHead = { facts: undefined, rowReadAt: undefined, enrolment: undefined, ledger: undefined };

function headIn(head: Row) {
  const facts = factsIn(head);
  const rowReadAt = rowReadAtIn(head, facts);
  return { facts, rowReadAt, ...enrolmentsIn(head), ...reopeningsIn(head), ledger: ledgerIn(head) };
}

/** What reads each type of row with a person. */
export const personReaders = {
  head: headIn,
  message: messageIn,
  evidence: evidenceIn,
  entryNotice: entryNoticeIn,
} as const satisfies Partial<Record<RowType, (row: Row) => unknown>>;

const byTime = (a: Evidence, b: Evidence): number =>
  a.at.getTime() - b.at.getTime() || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);

/** Ties a write to the reading: the ETag, and the marks of the last writes that the next one hands down. */
const versionOf = (head: Row): string => toVersion(head.etag, writeIdsOf(head));

export const toVersion = (etag: string, writeIds: readonly string[]): string => [etag, ...writeIds].join(' ');

export function fromVersion(version: string | undefined) {
  const [etag, ...writeIds] = version?.split(' ') ?? [];
  return { etag, writeIds };
}
