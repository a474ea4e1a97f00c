import { z } from 'zod';
import type { ContactFailure } from '../../ports/authentication-methods.ts';
import { isThrottled } from '../../ports/paging.ts';
import { readPage, type Collection } from './collection-page.ts';
import type { GraphConnection } from './graph-connection.ts';
import { errorCodeIn, GraphFailure } from './graph-failure.ts';
import { objectId } from './graph-values.ts';
import { servicePlansIn } from './service-plans.ts';

/** Least permission for both lists. https://learn.microsoft.com/graph/permissions-reference */
export const permission = 'RoleManagement.Read.Directory';

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

type Roles = { readonly kind: 'read'; readonly principals: readonly Principal[] } | ContactFailure;

export async function readRoles(connection: GraphConnection): Promise<Roles> {
  const lists = await Promise.all([readAll(connection, active), readEligible(connection)]);
  const failed = lists.find((list) => list.kind !== 'read');
  if (failed) return failed;
  return { kind: 'read', principals: lists.flatMap((list) => (list.kind === 'read' ? list.principals : [])) };
}

/** What could not be expanded may be a group. */
export const groupsAmong = (principals: readonly Principal[]): readonly string[] => [
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
