import { odata, type TableClient } from '@azure/data-tables';
import type { JourneyPage, StoredJourney } from '../../ports/recipient-store.ts';
import { afterAll, partitionOf, partitions } from './keys.ts';
import { journeyIn } from './journey-rows.ts';
import { ownerOf } from './recipient-keys.ts';
import { maxPageSize, readPages, readRows, type Row } from './rows.ts';

/**
 * Both listings go by object id, which is also the order of partitions and rows; the cursor is the last id that was
 * given, so it holds whatever is added or removed in between, and for as long as anybody keeps it.
 */
export async function nextHeads(table: TableClient, next: string | undefined, limit: number): Promise<JourneyPage> {
  const heads: Row[] = [];
  for (const partition of partitionsFrom(next)) {
    const filter = `${rangeFilter(partition, next)} and type eq 'head'`;
    heads.push(...(await readRows(table, { filter }, limit - heads.length)));
    if (heads.length >= limit) break;
  }
  return toPage(
    heads.map((head) => headOnly(journeyIn(head.rowKey!, [head]))),
    heads.length >= limit,
  );
}

/** What the ledger says of messages is a part of them only. */
const headOnly = ({ superseded: _, ...journey }: StoredJourney): StoredJourney => ({
  ...journey,
  messages: [],
  evidence: [],
});

/**
 * Whole journeys: about a page of the service's rows, never half a person's, in one request as a rule. A page that begins
 * within a partition ends with it at the latest; one from the beginning of a partition goes through those after it too, so
 * that a small tenant is one page.
 */
export async function nextJourneys(table: TableClient, next: string | undefined): Promise<JourneyPage> {
  const rows: Row[] = [];
  for (const { filter, isLast } of journeyQueries(next)) {
    for await (const page of readPages(table, { filter })) {
      rows.push(...page);
      const whole = rows.length >= maxPageSize ? wholePeople(rows) : [];
      if (whole.length > 0) return toPage(toJourneys(whole), true);
    }
    if (rows.length > 0) return toPage(toJourneys(rows), !isLast);
  }
  return toPage([], false);
}

/** The rest of the partition that the cursor is in, then all partitions after it at once. */
function journeyQueries(next: string | undefined): readonly { readonly filter: string; readonly isLast: boolean }[] {
  const after = partitionsFrom(next).slice(next === undefined ? 0 : 1);
  const own = next === undefined ? [] : [{ filter: rangeFilter(partitionOf(next), next), isLast: after.length === 0 }];
  const [first] = after;
  if (first === undefined) return own;
  const filter = odata`PartitionKey ge ${first} and PartitionKey le ${partitions.at(-1)!} and RowKey ge ${'0'}`;
  return [...own, { filter, isLast: true }];
}

function partitionsFrom(next: string | undefined): readonly string[] {
  return next === undefined ? partitions : partitions.slice(partitions.indexOf(partitionOf(next)));
}

/** Everyone after the cursor; pinned bodies lie before `0`. */
function rangeFilter(partition: string, next: string | undefined): string {
  const after = next !== undefined && partitionOf(next) === partition ? next + afterAll : '0';
  return odata`PartitionKey eq ${partition} and RowKey ge ${after}`;
}

/** The rows without those of the last person, of whom more may follow. */
function wholePeople(rows: readonly Row[]): readonly Row[] {
  const last = ownerOf(rows.at(-1)!);
  return rows.slice(
    0,
    rows.findIndex((row) => ownerOf(row) === last),
  );
}

function toJourneys(rows: readonly Row[]): readonly StoredJourney[] {
  return [...Map.groupBy(rows, ownerOf)].map(([userId, own]) => journeyIn(userId, own));
}

const toPage = (journeys: readonly StoredJourney[], mayHaveMore: boolean): JourneyPage => ({
  journeys,
  next: mayHaveMore ? journeys.at(-1)?.userId : undefined,
});
