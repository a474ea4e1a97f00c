import { z } from 'zod';
import { actionGraphRoute, collection, type GraphEndpoint, graphRoute, notFound, takePage } from './graph-endpoint.ts';
import { userReader } from './graph-user-routes.ts';
import { nestedGroups, transitiveMemberIndexes } from './groups.ts';
import { parseJson, type Route, type SimulationRequest } from './http.ts';
import { meetsAll, parseFilter } from './odata-filter.ts';
import { badRequest, readPageQuery } from './odata.ts';
import { existsAt, type PersonState } from './person-state.ts';
import { findPerson, type World } from './world.ts';
import type { Group } from './person.ts';

const PAGE_RULES = { options: ['$select', '$top', '$count'], defaultTop: 100, maxTop: 999 };

/** Groups, and everybody in them whatever the nesting. */
export function graphGroupRoutes(endpoint: GraphEndpoint): Route[] {
  const membersOf = memberReader(endpoint);
  return [
    graphRoute(endpoint, '/groups', (request) => listGroups(endpoint, request)),
    graphRoute(endpoint, '/groups/{id}', (request) => getGroup(endpoint, request)),
    graphRoute(endpoint, '/groups/{id}/transitiveMembers', (request) =>
      listMembers(endpoint, request, membersOf, true),
    ),
    graphRoute(endpoint, '/groups/{id}/transitiveMembers/microsoft.graph.user', (request) =>
      listMembers(endpoint, request, membersOf, false),
    ),
    actionGraphRoute(endpoint, '/users/{idOrUpn}/checkMemberGroups', (request) =>
      checkGroups(endpoint, request, membersOf),
    ),
  ];
}

/** https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups: up to 20 groups, nested ones count. */
const MAX_GROUPS = 20;
const checkSchema = z.strictObject({ groupIds: z.array(z.guid()).max(MAX_GROUPS) });

/** Groups that do not exist are nobody's. */
function checkGroups(
  endpoint: GraphEndpoint,
  { body, params }: SimulationRequest,
  membersOf: (id: string) => readonly number[],
): unknown {
  const parsed = checkSchema.safeParse(parseJson(body));
  if (!parsed.success) throw badRequest(z.prettifyError(parsed.error));
  const { world } = endpoint;
  const state = findPerson(world, params['idOrUpn'] ?? '');
  if (state === undefined || !existsAt(state, world.nowMs)) throw notFound(params['idOrUpn'] ?? '');
  const value = parsed.data.groupIds.filter((id) => isMember(world, state, id.toLowerCase(), membersOf));
  return { '@odata.context': `${endpoint.origin()}/v1.0/$metadata#Collection(Edm.String)`, value };
}

const isMember = (world: World, state: PersonState, id: string, membersOf: (id: string) => readonly number[]) =>
  state.joinedGroups.has(id) || (world.groups.has(id) && membersOf(id).includes(state.person.index));

function getGroup(endpoint: GraphEndpoint, { url, params }: SimulationRequest): unknown {
  readPageQuery(url, { options: ['$select'], defaultTop: 1, maxTop: 1 });
  const group = findGroup(endpoint, params['id']);
  return { '@odata.context': `${endpoint.origin()}/v1.0/$metadata#groups/$entity`, ...groupResource(group) };
}

const FILTERS = { displayName: ['eq', 'startswith'] };

/** https://learn.microsoft.com/graph/api/group-list */
function listGroups(endpoint: GraphEndpoint, { url }: SimulationRequest): unknown {
  const query = readPageQuery(url, { ...PAGE_RULES, options: ['$select', '$top', '$filter'] });
  const conditions = query.filter === undefined ? [] : parseFilter(query.filter, FILTERS);
  const groups = [...endpoint.world.groups.values()].filter((group) => meetsAll(conditions, groupResource(group)));
  const page = takePage(query.from ?? 0, groups.length, query.top ?? PAGE_RULES.defaultTop, (position) =>
    groupResource(groups[position]!),
  );
  return collection(endpoint, url, 'groups', page);
}

/** Without the cast to users, the groups inside are members as well, and everything says what it is. */
function listMembers(
  endpoint: GraphEndpoint,
  { url, params }: SimulationRequest,
  membersOf: (id: string) => readonly number[],
  withGroups: boolean,
): unknown {
  const { world } = endpoint;
  const query = readPageQuery(url, PAGE_RULES);
  const group = findGroup(endpoint, params['id']);
  const nested = withGroups ? nestedGroups(world.groups, group.id).slice(1) : [];
  const joined = world.states
    .filter(({ joinedGroups }) => joinedGroups.has(group.id))
    .map(({ person }) => person.index);
  const indexes = [...new Set([...membersOf(group.id), ...joined])];
  const read = userReader(world, query.select);
  const page = takePage(query.from ?? 0, nested.length + indexes.length, query.top, (position) => {
    const inner = nested[position];
    if (inner !== undefined) return { '@odata.type': '#microsoft.graph.group', ...groupResource(inner) };
    const user = read(world.states[indexes[position - nested.length] ?? -1]);
    return user === undefined || !withGroups ? user : { '@odata.type': '#microsoft.graph.user', ...user };
  });
  return collection(endpoint, url, withGroups ? 'directoryObjects' : 'users', page);
}

/** Who was in a group at the start; whoever joined it since is added where it is asked about. */
function memberReader({ world }: GraphEndpoint): (id: string) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  return (id) => {
    const members = known.get(id) ?? transitiveMemberIndexes(world.groups, id);
    known.set(id, members);
    return members;
  };
}

function findGroup({ world }: GraphEndpoint, id: string | undefined): Group {
  const group = world.groups.get((id ?? '').toLowerCase());
  if (group === undefined) throw notFound(id ?? '');
  return group;
}

function groupResource({ id, displayName, description }: Group) {
  return {
    id,
    displayName,
    description,
    groupTypes: [],
    mailEnabled: false,
    mailNickname: displayName.replaceAll(' ', '-'),
    securityEnabled: true,
  };
}
