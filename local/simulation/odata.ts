import { randomUUID } from 'node:crypto';
import { type Answer, json } from './http.ts';

/** A request that Graph refuses, in Graph's shape. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function badRequest(message: string): GraphError {
  return new GraphError(400, 'Request_BadRequest', message);
}

/** The answer for an error: code, message and innerError, as in learn.microsoft.com/graph/errors. */
export function graphErrorAnswer(error: GraphError, nowMs: number): Answer {
  const requestId = randomUUID();
  const innerError = {
    date: new Date(nowMs).toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': requestId,
  };
  const headers = { 'request-id': requestId, ...error.headers };
  return json(error.status, { error: { code: error.code, message: error.message, innerError } }, headers);
}

export interface PageQuery {
  readonly select: readonly string[] | undefined;
  readonly filter: string | undefined;
  readonly expand: string | undefined;
  readonly orderBy: string | undefined;
  readonly top: number;
  readonly wantsCount: boolean;
  /** Where the page begins, for whoever made the token. */
  readonly from: number | undefined;
}

export interface PageRules {
  readonly options: readonly string[];
  readonly defaultTop: number;
  readonly maxTop: number;
}

/** The OData options of a request; any that the resource does not know is refused. */
export function readPageQuery(url: URL, rules: PageRules): PageQuery {
  const allowed = new Set([...rules.options, '$skiptoken']);
  for (const name of url.searchParams.keys())
    if (!allowed.has(name)) throw badRequest(`Query option '${name}' is not allowed.`);
  return {
    select: url.searchParams
      .get('$select')
      ?.split(',')
      .map((name) => name.trim()),
    filter: url.searchParams.get('$filter') ?? undefined,
    expand: url.searchParams.get('$expand') ?? undefined,
    orderBy: url.searchParams.get('$orderby') ?? undefined,
    top: readTop(url.searchParams.get('$top'), rules),
    wantsCount: url.searchParams.get('$count') === 'true',
    from: readSkipToken(url.searchParams.get('$skiptoken')),
  };
}

function readTop(value: string | null, { defaultTop, maxTop }: PageRules): number {
  if (value === null) return defaultTop;
  const top = Number(value);
  if (Number.isInteger(top) && top >= 1 && top <= maxTop) return top;
  throw badRequest(`Invalid page size specified: '${value}'. Must be between 1 and ${maxTop} inclusive.`);
}

function readSkipToken(token: string | null): number | undefined {
  if (token === null) return undefined;
  const match = /^at:(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8'));
  if (match === null)
    throw new GraphError(400, 'Directory_ExpiredPageToken', 'The specified page token is not valid or has expired.');
  return Number(match[1]);
}

/** The same request again, from another place on; absolute on the configured origin. */
export function nextLink(origin: string, url: URL, from: number): string {
  const next = new URL(url.pathname + url.search, origin);
  next.searchParams.set('$skiptoken', Buffer.from(`at:${from}`).toString('base64url'));
  return next.href;
}

/** Only the properties that were asked for; one that the type does not have is refused. */
export function selector(names: readonly string[] | undefined, known: ReadonlySet<string>, type: string) {
  for (const name of names ?? [])
    if (!known.has(name)) throw badRequest(`Could not find a property named '${name}' on type '${type}'.`);
  return (entity: Record<string, unknown>): Record<string, unknown> => {
    if (names === undefined) return entity;
    return Object.fromEntries(names.flatMap((name) => (name in entity ? [[name, entity[name]]] : [])));
  };
}
