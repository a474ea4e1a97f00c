import { z } from 'zod';
import type { AdminRoles, HoldersReading, RoleReading } from '../../ports/admin-roles.ts';
import type { ContactFailure } from '../../ports/authentication-methods.ts';
import { isThrottled } from '../../ports/paging.ts';
import { readPage, type Collection } from './collection-page.ts';
import type { GraphConnection } from './graph-connection.ts';
import { errorCodeIn, GraphFailure } from './graph-failure.ts';
import { idSegment, objectId } from './graph-values.ts';
import { waitAskedBy } from './retry-after.ts';
import { servicePlansIn } from './service-plans.ts';

/** Least permission for both lists. https://learn.microsoft.com/graph/permissions-reference */
const permission = 'RoleManagement.Read.Directory';

const row = z.object({ principalId: objectId, principal: z.object({ '@odata.type': z.string() }).nullish() });
type Principal = z.infer<typeof row>;

const listOf = (name: string): Collection<Principal, Principal> => ({
  path: `/roleManagement/directory/${name}?$expand=principal`,
  permission,
  row,
  itemOf: (item) => item,
});

/** Whoever has activated a role is among the active ones. https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments */
const active = listOf('roleAssignments');

/** https://learn.microsoft.com/graph/api/rbacapplication-list-roleeligibilityscheduleinstances */
const eligible = listOf('roleEligibilityScheduleInstances');

/**
 * Roles over Graph. Everybody who has one is read, which are few: those who are groups tell which groups to ask about. The
 * list that follows groups by itself is in /beta only. Any role counts, over the tenant or a part of it.
 */
export function createGraphAdminRoles(connection: GraphConnection): AdminRoles {
  return {
    async read(userId) {
      try {
        return await readingOf(connection, userId.toLowerCase());
      } catch (error) {
        return failureIn(error);
      }
    },
    async readHolders() {
      try {
        return await holdersIn(connection);
      } catch (error) {
        return failureIn(error);
      }
    },
  };
}

type Roles = { readonly kind: 'read'; readonly principals: readonly Principal[] } | ContactFailure;

async function readingOf(connection: GraphConnection, userId: string): Promise<RoleReading> {
  const roles = await readRoles(connection);
  if (roles.kind !== 'read') return roles;
  const { principals } = roles;
  if (principals.some(({ principalId }) => principalId.toLowerCase() === userId)) return { kind: 'admin' };
  return membershipOf(connection, userId, groupsAmong(principals));
}

async function holdersIn(connection: GraphConnection): Promise<HoldersReading> {
  const roles = await readRoles(connection);
  if (roles.kind !== 'read') return roles;
  const groups = groupsAmong(roles.principals);
  const all = new Set(roles.principals.map(({ principalId }) => principalId.toLowerCase()));
  return { kind: 'read', principals: [...all].filter((id) => !groups.includes(id)), groups };
}

async function readRoles(connection: GraphConnection): Promise<Roles> {
  const lists = await Promise.all([readAll(connection, active), readEligible(connection)]);
  const failed = lists.find((list) => list.kind !== 'read');
  if (failed) return failed;
  return { kind: 'read', principals: lists.flatMap((list) => (list.kind === 'read' ? list.principals : [])) };
}

/** What could not be expanded may be a group. */
const groupsAmong = (principals: readonly Principal[]): readonly string[] => [
  ...new Set(
    principals
      .filter(({ principal }) => !principal || principal['@odata.type'] === '#microsoft.graph.group')
      .map(({ principalId }) => principalId.toLowerCase()),
  ),
];

async function readAll(connection: GraphConnection, list: Collection<Principal, Principal>): Promise<Roles> {
  const principals: Principal[] = [];
  let next: string | undefined;
  do {
    const page = await readPage(connection, list, next);
    if (isThrottled(page)) return { kind: 'throttled', retryAfterSeconds: page.retryAfterSeconds };
    if (page.setAside.length > 0) throw new Error('Graph sent a role that names nobody');
    principals.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return { kind: 'read', principals };
}

/** Without Entra ID P2 nobody can be eligible, and Graph refuses to list them. With what code is not documented. */
async function readEligible(connection: GraphConnection): Promise<Roles> {
  try {
    return await readAll(connection, eligible);
  } catch (error) {
    if (!(error instanceof GraphFailure) || ![400, 403].includes(error.status)) throw error;
    const plans = await readServicePlans(connection);
    if (plans.kind === 'refused') return plans;
    if (plans.servicePlans.some((plan) => plansWithEligibilities.includes(plan))) throw error;
    return { kind: 'read', principals: [] };
  }
}

/** Of these plans each brings eligible roles. https://learn.microsoft.com/entra/id-governance/licensing-fundamentals */
const plansWithEligibilities = [
  'eec0eb4f-6444-4f95-aba0-50c24d67f998', // AAD_PREMIUM_P2
  'e866a266-3cff-43a3-acca-0c90a7e00c8b', // Entra_Identity_Governance
];

/** https://learn.microsoft.com/graph/api/subscribedsku-list */
async function readServicePlans(connection: GraphConnection) {
  const { status, body } = await connection.get('/subscribedSkus');
  const code = errorCodeIn(body) ?? 'noErrorCode';
  if (status === 403) return { kind: 'refused', permission: 'Organization.Read.All', code } as const;
  return { kind: 'read', servicePlans: servicePlansIn(body) } as const;
}

/** https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups: groups in groups too, up to 20 at a time. */
const groupsPerRequest = 20;
const memberships = z.object({ value: z.array(objectId) });

/** Least permission: User.Read.All. */
async function membershipOf(
  connection: GraphConnection,
  userId: string,
  groupIds: readonly string[],
): Promise<RoleReading> {
  for (let from = 0; from < groupIds.length; from += groupsPerRequest) {
    const body = { groupIds: groupIds.slice(from, from + groupsPerRequest) };
    const answer = await connection.post(`/users/${idSegment(userId)}/checkMemberGroups`, body);
    const retryAfterSeconds = waitAskedBy(answer, connection.clock.now());
    if (retryAfterSeconds !== undefined) return { kind: 'throttled', retryAfterSeconds };
    if (answer.status !== 200) return { kind: 'unreadable' };
    if (memberships.parse(answer.body).value.length > 0) return { kind: 'admin' };
  }
  return { kind: 'none' };
}

function failureIn(error: unknown): Exclude<RoleReading, { kind: 'none' | 'admin' }> {
  if (!(error instanceof GraphFailure) || ![401, 403].includes(error.status)) return { kind: 'unreadable' };
  return { kind: 'refused', permission, code: error.code };
}
