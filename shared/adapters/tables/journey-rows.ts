import { splitByStep } from '../../campaign/journey.ts';
import type { StoredJourney } from '../../ports/recipient-store.ts';
import type { Evidence } from '../../registration/evidence.ts';
import { optionalDateIn } from './cells.ts';
import { writeIdsOf } from './compare-and-set.ts';
import { evidenceIn } from './evidence-row.ts';
import { enrolmentIn, factsIn } from './head-row.ts';
import { messageIn } from './message-row.ts';
import type { RowType } from './recipient-keys.ts';
import type { Row } from './rows.ts';

/** The rows of one person as a journey; no rows are an empty one. */
export function journeyIn(userId: string, rows: readonly Row[]): StoredJourney {
  const head = rows.find((row) => row.type === 'head');
  const { messages, superseded } = splitByStep(rows.filter(({ type }) => type === 'message').map(messageIn));
  const ofType = (type: RowType) => rows.filter((row) => row.type === type);
  return {
    userId,
    facts: head && factsIn(head),
    rowReadAt: head && optionalDateIn(head, 'reportReadAt'),
    enrolment: head && enrolmentIn(head),
    evidence: ofType('evidence').map(evidenceIn).toSorted(byTime),
    messages,
    ...(superseded.length > 0 && { superseded }),
    version: head && versionOf(head),
  };
}

const byTime = (a: Evidence, b: Evidence): number =>
  a.at.getTime() - b.at.getTime() || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);

/** Ties a write to the reading: the ETag, and the marks of the last writes that the next one hands down. */
const versionOf = (head: Row): string => toVersion(head.etag, writeIdsOf(head));

export const toVersion = (etag: string, writeIds: readonly string[]): string => [etag, ...writeIds].join(' ');

export function fromVersion(version: string | undefined) {
  const [etag, ...writeIds] = version?.split(' ') ?? [];
  return { etag, writeIds };
}
