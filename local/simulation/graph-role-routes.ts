import { collection, type GraphEndpoint, graphRoute, takePage } from './graph-endpoint.ts';
import { GROUP_NAMES } from './groups.ts';
import type { Route, SimulationRequest } from './http.ts';
import { badRequest, readPageQuery } from './odata.ts';
import { meetsAll, parseFilter } from './odata-filter.ts';
import { existsAt, type RoleKind } from './person-state.ts';
import { guidFor } from './randomness.ts';
import type { World } from './world.ts';

/** https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments */
const PAGE_RULES = { options: ['$select', '$filter', '$expand'], defaultTop: 20, maxTop: 20 };
const FILTERS = { principalId: ['eq'], roleDefinitionId: ['eq'] };

/** The User Administrator. https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
const ROLE = 'fe930be7-5e62-47db-91af-98c3a49a38b1';

interface Principal {
  readonly type: 'user' | 'group' | 'servicePrincipal';
  readonly id: string;
  readonly displayName: string;
}

/** Who holds a role and who may take one up: people, groups and apps alike, each by its own row. */
export function graphRoleRoutes(endpoint: GraphEndpoint): Route[] {
  const list = (name: string, kind: RoleKind) =>
    graphRoute(endpoint, `/roleManagement/directory/${name}`, (request) => listRoles(endpoint, request, name, kind));
  return [list('roleAssignments', 'active'), list('roleEligibilityScheduleInstances', 'eligible')];
}

function listRoles(endpoint: GraphEndpoint, { url }: SimulationRequest, name: string, kind: RoleKind): unknown {
  const { filter, from, top } = readPageQuery(url, PAGE_RULES);
  const conditions = filter === undefined ? [] : parseFilter(filter, FILTERS);
  const expanded = url.searchParams.get('$expand');
  if (expanded !== null && !['principal', 'roleDefinition'].includes(expanded))
    throw badRequest(`Could not find a property named '${expanded}' on type 'microsoft.graph.unifiedRoleAssignment'.`);
  const rows = holdersIn(endpoint.world, kind)
    .map((principal) => rowOf(endpoint.world, kind, principal))
    .filter((row) => meetsAll(conditions, row));
  const page = takePage(from ?? 0, rows.length, top, (position) => {
    const { principal, ...row } = rows[position]!;
    return expanded === 'principal' ? { ...row, principal } : row;
  });
  return collection(endpoint, url, `roleManagement/directory/${name}`, page);
}

function holdersIn(world: World, kind: RoleKind): Principal[] {
  const people = world.states.filter(
    (state) => existsAt(state, world.nowMs) && (state.roles.has(kind) || (kind === 'active' && state.person.isAdmin)),
  );
  const wanted = kind === 'active' ? GROUP_NAMES.administrators : GROUP_NAMES.onCall;
  const groups = [...world.groups.values()].filter(({ displayName }) => displayName === wanted);
  const app = { type: 'servicePrincipal', id: guidFor(world.seed, 'service-principal', 'Directory sync') } as const;
  return [
    ...people.map(({ person: { id, displayName } }) => ({ type: 'user', id, displayName }) as const),
    ...groups.map(({ id, displayName }) => ({ type: 'group', id, displayName }) as const),
    ...(kind === 'active' ? [{ ...app, displayName: 'Directory sync' }] : []),
  ];
}

const rowOf = ({ seed }: World, kind: RoleKind, { type, id, displayName }: Principal) => ({
  id: guidFor(seed, `role-${kind}`, id),
  principalId: id,
  roleDefinitionId: ROLE,
  directoryScopeId: '/',
  ...(kind === 'eligible' && { memberType: 'Direct', endDateTime: null }),
  principal: { '@odata.type': `#microsoft.graph.${type}`, id, displayName },
});
