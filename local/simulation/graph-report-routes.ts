import type { AuditEntry } from './audit-log.ts';
import {
  collection,
  type GraphEndpoint,
  notFound,
  type Page,
  takePage,
  throttledGraphRoute,
} from './graph-endpoint.ts';
import type { Route, SimulationRequest } from './http.ts';
import { badRequest, type PageQuery, readPageQuery, selector } from './odata.ts';
import { type Condition, meetsAll, parseFilter } from './odata-filter.ts';
import { reportRow } from './report-row.ts';
import type { World } from './world.ts';

const REGISTRATION_DETAILS = '/reports/authenticationMethods/userRegistrationDetails';
const REPORT_RULES = { options: ['$select', '$top', '$filter'], defaultTop: 100, maxTop: 999 };
const REPORT_PROPERTIES = new Set([
  'id',
  'userPrincipalName',
  'userDisplayName',
  'userType',
  'isAdmin',
  'isSsprEnabled',
  'isSsprRegistered',
  'isSsprCapable',
  'isMfaRegistered',
  'isMfaCapable',
  'isPasswordlessCapable',
  'methodsRegistered',
  'isSystemPreferredAuthenticationMethodEnabled',
  'systemPreferredAuthenticationMethods',
  'userPreferredMethodForSecondaryAuthentication',
  'lastUpdatedDateTime',
]);
const REPORT_FILTERS = {
  isMfaCapable: ['eq'],
  isMfaRegistered: ['eq'],
  isSsprEnabled: ['eq'],
  isSsprRegistered: ['eq'],
  isSsprCapable: ['eq'],
  isPasswordlessCapable: ['eq'],
  isAdmin: ['eq'],
  userType: ['eq'],
  userDisplayName: ['eq', 'startswith'],
  userPrincipalName: ['eq', 'startswith'],
};

const AUDIT_RULES = { options: ['$top', '$filter', '$orderby'], defaultTop: 1_000, maxTop: 1_000 };
const AUDIT_FILTERS = {
  activityDateTime: ['eq', 'ge', 'le'],
  activityDisplayName: ['eq', 'startswith'],
  loggedByService: ['eq'],
  correlationId: ['eq'],
  'initiatedBy/user/id': ['eq'],
};

/** The registration report and the audit log: both late, each in its own way, and tightly throttled. */
export function graphReportRoutes(endpoint: GraphEndpoint): Route[] {
  return [
    throttledGraphRoute(endpoint, REGISTRATION_DETAILS, (request) => listRegistrationDetails(endpoint, request)),
    throttledGraphRoute(endpoint, `${REGISTRATION_DETAILS}/{id}`, (request) =>
      getRegistrationDetails(endpoint, request),
    ),
    throttledGraphRoute(endpoint, '/auditLogs/directoryAudits', (request) => listAudits(endpoint, request)),
  ];
}

function listRegistrationDetails(endpoint: GraphEndpoint, { url }: SimulationRequest): unknown {
  const { world } = endpoint;
  const query = readPageQuery(url, REPORT_RULES);
  const conditions = query.filter === undefined ? [] : parseFilter(query.filter, REPORT_FILTERS);
  const choose = selector(query.select, REPORT_PROPERTIES, 'microsoft.graph.userRegistrationDetails');
  const page = takePage(query.from ?? 0, world.states.length, query.top, (position) => {
    const state = world.states[position];
    const row = state && reportRow(state, world.seed, world.nowMs);
    return row !== undefined && meetsAll(conditions, row) ? choose(row) : undefined;
  });
  return collection(endpoint, url, REGISTRATION_DETAILS.slice(1), page);
}

/** Documented to take no OData options at all. */
function getRegistrationDetails(endpoint: GraphEndpoint, { url, params }: SimulationRequest): unknown {
  const { world } = endpoint;
  readPageQuery(url, { options: [], defaultTop: 1, maxTop: 1 });
  const state = world.byId.get((params['id'] ?? '').toLowerCase());
  const row = state && reportRow(state, world.seed, world.nowMs);
  if (row === undefined) throw notFound(params['id'] ?? '');
  return { '@odata.context': `${endpoint.origin()}/v1.0/$metadata#${REGISTRATION_DETAILS.slice(1)}/$entity`, ...row };
}

function listAudits(endpoint: GraphEndpoint, { url }: SimulationRequest): unknown {
  const { world } = endpoint;
  const query = readPageQuery(url, AUDIT_RULES);
  const conditions = query.filter === undefined ? [] : parseFilter(query.filter, AUDIT_FILTERS);
  const page = isAscending(query) ? auditsUpwards(world, query, conditions) : auditsDownwards(world, query, conditions);
  return collection(endpoint, url, 'auditLogs/directoryAudits', page);
}

function isAscending({ orderBy }: PageQuery): boolean {
  const match = /^activityDateTime(\s+(asc|desc))?$/i.exec(orderBy ?? 'activityDateTime desc');
  if (match === null) throw badRequest(`The log cannot be ordered by '${orderBy}'.`);
  return match[2]?.toLowerCase() !== 'desc';
}

function auditsUpwards(world: World, query: PageQuery, conditions: readonly Condition[]): Page {
  const { first, end } = positionsWithin(world.auditLog, conditions);
  return takePage(Math.max(query.from ?? 0, first), end, query.top, (position) =>
    visibleRecord(world, position, conditions),
  );
}

/** Newest first. Positions are counted from the log's beginning, so that new entries do not move a page that is being read. */
function auditsDownwards(world: World, query: PageQuery, conditions: readonly Condition[]): Page {
  const { first, end } = positionsWithin(world.auditLog, conditions);
  const start = Math.min(query.from === undefined ? end : query.from + 1, end);
  const page = takePage(0, start - first, query.top, (step) => visibleRecord(world, start - 1 - step, conditions));
  return { value: page.value, next: page.next === undefined ? undefined : start - 1 - page.next };
}

function visibleRecord(world: World, position: number, conditions: readonly Condition[]): unknown {
  const entry = world.auditLog[position];
  if (entry === undefined || entry.visibleAtMs > world.nowMs || !meetsAll(conditions, entry.record)) return undefined;
  return entry.record;
}

/** The stretch of the log that the conditions on time leave over. */
function positionsWithin(log: readonly AuditEntry[], conditions: readonly Condition[]): { first: number; end: number } {
  const times = conditions.filter(({ property }) => property === 'activityDateTime');
  const bounds = (operators: readonly string[]) =>
    times.filter(({ operator }) => operators.includes(operator)).map(({ values }) => Number(values[0]));
  return {
    first: firstAtOrAfter(log, Math.max(0, ...bounds(['ge', 'eq']))),
    end: firstAtOrAfter(log, Math.min(Infinity, ...bounds(['le', 'eq'])) + 1),
  };
}

function firstAtOrAfter(log: readonly AuditEntry[], atMs: number): number {
  let [low, high] = [0, log.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((log[middle]?.atMs ?? Infinity) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
