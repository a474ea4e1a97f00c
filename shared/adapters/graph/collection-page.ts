import type { z } from 'zod';
import { LinkExpired, type Page, type SetAsideRow, type Throttled } from '../../ports/paging.ts';
import type { GraphAnswer, GraphConnection } from './graph-connection.ts';
import { errorCodeIn, GraphFailure, remedyFor } from './graph-failure.ts';
import { pathOfNextLink } from './next-link.ts';
import { waitAskedBy } from './retry-after.ts';

/** One of Graph's collections: where its first page is, what a row must hold, and the least permission to read it. */
export interface Collection<Row, Item> {
  readonly path: string;
  readonly permission: string;
  readonly row: z.ZodType<Row>;
  /** Undefined for a row that is not asked for. */
  readonly itemOf: (row: Row) => Item | undefined;
}

/**
 * Reads one page: `next` of the page before, or the first one. A row that is not understood is set aside and the page
 * goes on; a page that is not understood throws, since the rows after it would be lost unnoticed.
 */
export async function readPage<Row, Item>(
  connection: GraphConnection,
  collection: Collection<Row, Item>,
  next: string | undefined,
): Promise<Page<Item> | Throttled> {
  const path = next ?? collection.path;
  const answer = await connection.get(path);
  const wait = waitAskedBy(answer, connection.clock.now());
  if (wait !== undefined) return { throttled: true, retryAfterSeconds: wait };
  if (next !== undefined && isForgotten(answer))
    throw new LinkExpired(`Graph no longer follows a link of ${collectionName(path)}`);
  const { value, nextLink } = contentOf(answer, path, collection.permission);
  return { ...readRows(value, collection), next: pathOfNextLink(connection.endpoint, nextLink, path) };
}

/**
 * 410 is for state that has gone; for a page token that is too old `/users` is known to answer 400 with the code
 * `Directory_ExpiredPageToken`. https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/2254
 */
function isForgotten({ status, body }: GraphAnswer): boolean {
  return status === 410 || (status === 400 && /token|expired/i.test(errorCodeIn(body) ?? ''));
}

function contentOf(answer: GraphAnswer, path: string, permission: string): { value: unknown[]; nextLink: unknown } {
  const { status, body } = answer;
  const code = errorCodeIn(body);
  if (status !== 200 || code !== undefined) throw failureOf(answer, path, permission, code ?? 'noErrorCode');
  if (typeof body !== 'object' || body === null || !('value' in body) || !Array.isArray(body.value)) {
    throw new GraphFailure(status, 'noValue', `Graph answered ${collectionName(path)} without a list of rows`);
  }
  return { value: body.value, nextLink: '@odata.nextLink' in body ? body['@odata.nextLink'] : undefined };
}

function failureOf({ status, headers }: GraphAnswer, path: string, permission: string, code: string): GraphFailure {
  const requestId = headers.get('request-id') ?? 'unknown';
  const what = `Graph answered ${status} ${code} to ${collectionName(path)} (request-id ${requestId}).`;
  return new GraphFailure(status, code, `${what} ${remedyFor(status, code, permission)}`.trim());
}

const collectionName = (path: string): string => `GET ${path.split('?')[0]}`;

function readRows<Row, Item>(
  value: readonly unknown[],
  { row, itemOf }: Collection<Row, Item>,
): Omit<Page<Item>, 'next'> {
  const items: Item[] = [];
  const setAside: SetAsideRow[] = [];
  for (const raw of value) {
    const parsed = row.safeParse(raw);
    const item = parsed.success ? itemOf(parsed.data) : undefined;
    if (item !== undefined) items.push(item);
    if (!parsed.success) setAside.push({ id: idOf(raw), reason: reasonOf(parsed.error) });
  }
  return { items, setAside };
}

function idOf(raw: unknown): string | undefined {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined;
  return typeof id === 'string' ? id.toLowerCase() : undefined;
}

/** Path and kind of fault only: what stands in the row may be personal data. */
function reasonOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.') || 'row'}: ${message}`).join('; ');
}
