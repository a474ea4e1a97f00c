import { collection, type GraphEndpoint, graphRoute, notFound, takePage } from './graph-endpoint.ts';
import { authenticationMethods, DEFAULT_USER_PROPERTIES, graphUser, presentUser } from './graph-user.ts';
import type { Route, SimulationRequest } from './http.ts';
import { badRequest, type PageQuery, readPageQuery, selector } from './odata.ts';
import { type Condition, meetsAll, parseFilter } from './odata-filter.ts';
import { existsAt, type PersonState } from './person-state.ts';
import { changeInForce } from './security-info.ts';
import { findPerson, type World } from './world.ts';

const PAGE_RULES = { options: ['$select', '$top', '$filter', '$count', '$expand'], defaultTop: 100, maxTop: 999 };
const MAX_TOP_WITH_SIGN_INS = 500;
const FILTERS = {
  id: ['eq', 'in'],
  userPrincipalName: ['eq', 'in', 'startswith'],
  mail: ['eq', 'in', 'startswith'],
  displayName: ['eq', 'startswith'],
  accountEnabled: ['eq', 'ne'],
  userType: ['eq', 'ne'],
  usageLocation: ['eq', 'in'],
  department: ['eq', 'in'],
  createdDateTime: ['ge', 'le'],
  onPremisesSyncEnabled: ['eq', 'ne'],
};

/** `/users`, one user, and a user's authentication methods. */
export function graphUserRoutes(endpoint: GraphEndpoint): Route[] {
  return [
    graphRoute(endpoint, '/users', (request) => listUsers(endpoint, request)),
    graphRoute(endpoint, '/users/{idOrUpn}', (request) => getUser(endpoint, request)),
    graphRoute(endpoint, '/users/{idOrUpn}/authentication/methods', (request) => listMethods(endpoint, request)),
  ];
}

/** Names that may be selected: those of the richest user there is. */
function userPropertyNames(world: World): ReadonlySet<string> {
  const [first] = world.states;
  return new Set(
    first === undefined ? [] : [...Object.keys(graphUser(first, world.seed, world.nowMs)), 'signInActivity'],
  );
}

/** Turns a present person into what `$select` asks for. */
export function userReader(world: World, select: readonly string[] | undefined) {
  const choose = selector(select ?? DEFAULT_USER_PROPERTIES, userPropertyNames(world), 'microsoft.graph.user');
  const withId = select === undefined || select.includes('id');
  return (state: PersonState | undefined): Record<string, unknown> | undefined => {
    const user = presentUser(state, world.seed, world.nowMs);
    if (user === undefined) return undefined;
    return withId ? choose(user) : { ...choose(user), id: user.id };
  };
}

function listUsers(endpoint: GraphEndpoint, { url, headers }: SimulationRequest): unknown {
  const { world } = endpoint;
  const query = readPageQuery(url, PAGE_RULES);
  if (query.wantsCount && headers['consistencylevel'] !== 'eventual')
    throw badRequest("$count requires the header 'ConsistencyLevel: eventual'.");
  const conditions = query.filter === undefined ? [] : parseFilter(query.filter, FILTERS);
  const read = userReader(world, query.select);
  const states = candidates(world, conditions);
  const managerOf = managerReader(world, query);
  const page = takePage(query.from ?? 0, states.length, topOf(query), (position) => {
    const state = states[position];
    if (state === undefined || !isWanted(world, state, conditions)) return undefined;
    const user = read(state);
    return user && { ...user, ...managerOf(state) };
  });
  const count = query.wantsCount ? states.filter((state) => isWanted(world, state, conditions)).length : undefined;
  return collection(endpoint, url, contextOf(query), page, count);
}

/**
 * What `$expand=manager` adds to a user: nothing for whoever has none. A `$select` inside it takes `$levels`.
 * https://learn.microsoft.com/graph/api/user-list-manager
 */
function managerReader({ managers }: World, { expand }: PageQuery) {
  if (expand === undefined) return () => ({});
  if (!/^manager\(\$levels=1;\$select=id\)$/.test(expand)) throw badRequest(`Invalid $expand: '${expand}'.`);
  return ({ person }: PersonState) => {
    const manager = managers.get(person.id);
    return manager && { manager: { '@odata.type': '#microsoft.graph.user', id: manager.id } };
  };
}

function topOf({ top, select }: PageQuery): number {
  return select?.includes('signInActivity') ? Math.min(top, MAX_TOP_WITH_SIGN_INS) : top;
}

function contextOf({ select }: PageQuery): string {
  return select === undefined ? 'users' : `users(${select.join(',')})`;
}

/** Those whom the filter names by id or user principal name, or else everybody. */
function candidates(world: World, conditions: readonly Condition[]): readonly PersonState[] {
  const byName = conditions.find(
    ({ property, operator }) =>
      (property === 'id' || property === 'userPrincipalName') && (operator === 'eq' || operator === 'in'),
  );
  if (byName === undefined) return world.states;
  return byName.values.flatMap((value) => findPerson(world, String(value)) ?? []);
}

function isWanted(world: World, state: PersonState, conditions: readonly Condition[]): boolean {
  if (!existsAt(state, world.nowMs)) return false;
  return conditions.length === 0 || meetsAll(conditions, graphUser(state, world.seed, world.nowMs));
}

function getUser(endpoint: GraphEndpoint, { url, params }: SimulationRequest): unknown {
  const { world } = endpoint;
  const query = readPageQuery(url, { options: ['$select'], defaultTop: 1, maxTop: 1 });
  const user = userReader(world, query.select)(findPerson(world, params['idOrUpn'] ?? ''));
  if (user === undefined) throw notFound(params['idOrUpn'] ?? '');
  const context = query.select === undefined ? 'users/$entity' : `users(${query.select.join(',')})/$entity`;
  return { '@odata.context': `${endpoint.origin()}/v1.0/$metadata#${context}`, ...user };
}

/** Unlike the report, this is the truth of this moment. */
function listMethods(endpoint: GraphEndpoint, { url, params }: SimulationRequest): unknown {
  const { world } = endpoint;
  const state = findPerson(world, params['idOrUpn'] ?? '');
  if (state === undefined || !existsAt(state, world.nowMs)) throw notFound(params['idOrUpn'] ?? '');
  const { methods } = changeInForce(state.changes, world.nowMs);
  const value = authenticationMethods(methods, state.contactDetails);
  return collection(endpoint, url, `users('${state.person.id}')/authentication/methods`, { value, next: undefined });
}
