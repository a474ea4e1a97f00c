/** What of an app registration says who gets tokens for it in somebody's name. */
export interface ExposedApi {
  readonly requestedAccessTokenVersion: number | null;
  readonly oauth2PermissionScopes?: readonly { readonly id: string; readonly value: string }[];
  readonly preAuthorizedApplications?: readonly PreAuthorized[];
}

interface PreAuthorized {
  readonly appId: string;
  readonly delegatedPermissionIds: readonly string[];
}

/** The Azure CLI, in every tenant: https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in */
const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

/** The id is made once: another id would be another scope. What somebody may do is said by their role alone. */
const scope = {
  id: '2a7d9c1e-5b7f-4b0a-9d41-8c4f3f6b1d27',
  value: 'user_impersonation',
  type: 'Admin',
  isEnabled: true,
  adminConsentDisplayName: 'Use SSPR onboarding',
  adminConsentDescription: 'Lets the Azure CLI ask for a token in the name of somebody who has a role of the campaign.',
};

/**
 * The registration's `api` with what `az account get-access-token` needs: a scope, and the Azure CLI known for it, so that
 * nobody has to consent. Graph takes the two in two requests only, the scope first:
 * https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/1395
 */
export function openToAzureCli(api: ExposedApi): ExposedApi {
  const { oauth2PermissionScopes: scopes = [], preAuthorizedApplications: known = [] } = api;
  const own = scopes.find(({ value }) => value === scope.value);
  if (own === undefined) return { ...api, oauth2PermissionScopes: [...scopes, scope] };
  const cli = known.find(({ appId }) => appId === azureCli);
  if (cli?.delegatedPermissionIds.includes(own.id)) return api;
  const others = known.filter((one) => one !== cli);
  const delegatedPermissionIds = [...(cli?.delegatedPermissionIds ?? []), own.id];
  return { ...api, preAuthorizedApplications: [...others, { appId: azureCli, delegatedPermissionIds }] };
}
