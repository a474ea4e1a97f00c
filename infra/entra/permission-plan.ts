import type { Az } from './az.ts';
import { graphPermissions, type PermissionPart } from './permissions.ts';
import type { Change } from './plan.ts';

/** Microsoft Graph, in every tenant and cloud. */
const graphAppId = '00000003-0000-0000-c000-000000000000';

interface AppRole {
  readonly id: string;
  readonly value: string;
  readonly allowedMemberTypes: readonly string[];
}

export interface PermissionState {
  readonly graph: { readonly id: string; readonly appRoles: readonly AppRole[] };
  /** Ids of the app roles that the identity holds, of whatever resource. */
  readonly held: readonly string[];
}

/** What Graph offers and the identity holds. Throws when there is no such identity. */
export async function readPermissions(az: Az, identity: string): Promise<PermissionState> {
  const graph = await az.ask({ method: 'GET', path: `/servicePrincipals(appId='${graphAppId}')?$select=id,appRoles` });
  const path = `/servicePrincipals/${identity}/appRoleAssignments?$top=999`;
  const assignments = (await az.ask({ method: 'GET', path })) as { value: { appRoleId: string }[] } | undefined;
  if (assignments === undefined)
    throw new Error(
      `There is no service principal ${identity}: give the principal id of the identity, not its client id.`,
    );
  return { graph: graph as PermissionState['graph'], held: assignments.value.map(({ appRoleId }) => appRoleId) };
}

/** The permissions of the chosen parts that the identity does not hold yet. */
export function planPermissions(
  { graph, held }: PermissionState,
  identity: string,
  chosen: readonly PermissionPart[],
): readonly Change[] {
  return graphPermissions
    .filter(({ parts }) => parts.some((part) => chosen.includes(part)))
    .map(({ value, why }) => ({ value, why, id: roleId(graph.appRoles, value) }))
    .filter(({ id }) => !held.includes(id))
    .map(({ value, why, id }) => ({
      what: `${value}: ${why}`,
      request: {
        method: 'POST',
        path: `/servicePrincipals/${graph.id}/appRoleAssignedTo`,
        body: { principalId: identity, resourceId: graph.id, appRoleId: id },
      },
    }));
}

function roleId(appRoles: readonly AppRole[], value: string): string {
  const role = appRoles.find((one) => one.value === value && one.allowedMemberTypes.includes('Application'));
  if (role === undefined) throw new Error(`Graph of this cloud does not offer ${value} to applications.`);
  return role.id;
}
