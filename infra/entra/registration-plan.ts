import { isDeepStrictEqual } from 'node:util';
import type { Az, Cloud } from './az.ts';
import { appRolesBeside, type RegisteredRole } from './app-roles.ts';
import { openToAzureCli, type ExposedApi } from './azure-cli.ts';
import type { Change } from './plan.ts';

/** How the registration is found again: a name that Graph keeps unique, and that cannot be changed. */
const uniqueName = 'sspr-onboarding';
const credentialName = 'app-identity';

export interface RegistrationState {
  readonly app?: Application;
  readonly principal?: { readonly id: string; readonly appRoleAssignmentRequired: boolean };
  readonly credentials: readonly Credential[];
}

interface Application {
  readonly id: string;
  readonly appId: string;
  readonly appRoles: readonly RegisteredRole[];
  readonly identifierUris: readonly string[];
  readonly api: ExposedApi;
  readonly web: { readonly redirectUris: readonly string[] };
}

interface Credential {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
}

/** Where people sign in to the page, and the identity that the platform does it with. */
export interface SignIn {
  readonly url?: string;
  readonly identity?: string;
}

export async function readRegistration(az: Az): Promise<RegistrationState> {
  const app = (await az.ask({ method: 'GET', path: `/applications(uniqueName='${uniqueName}')` })) as
    Application | undefined;
  if (app === undefined) return { credentials: [] };
  const principal = await az.ask({ method: 'GET', path: `/servicePrincipals(appId='${app.appId}')` });
  const credentials = await az.ask({ method: 'GET', path: `/applications/${app.id}/federatedIdentityCredentials` });
  return {
    app,
    ...(principal !== undefined && { principal: principal as NonNullable<RegistrationState['principal']> }),
    credentials: (credentials as { value: Credential[] }).value,
  };
}

/** What the app registration lacks. */
export function planRegistration(state: RegistrationState, cloud: Cloud, signIn: SignIn): readonly Change[] {
  const { app, principal, credentials } = state;
  if (app === undefined) return [createApplication()];
  return [
    ...completeApplication(app, signIn),
    ...completePrincipal(app, principal),
    ...trustIdentity(app, credentials, cloud, signIn),
  ];
}

const createApplication = (): Change => ({
  what: 'the app registration, for v2 tokens, with the roles of the API',
  request: {
    method: 'POST',
    path: '/applications',
    body: {
      displayName: 'SSPR onboarding',
      uniqueName,
      signInAudience: 'AzureADMyOrg',
      api: openToAzureCli({ requestedAccessTokenVersion: 2 }),
      appRoles: appRolesBeside([]),
    },
  },
});

/** Keeps what an admin has added: other roles, addresses and redirects stay. */
function completeApplication(app: Application, { url }: SignIn): readonly Change[] {
  const own = `api://${app.appId}`;
  const redirect = url === undefined ? [] : [`${url.replace(/\/$/, '')}/.auth/login/aad/callback`];
  const wanted = {
    api: openToAzureCli({ ...app.api, requestedAccessTokenVersion: 2 }),
    appRoles: appRolesBeside(app.appRoles),
    identifierUris: [...new Set([...app.identifierUris, own])],
    web: { ...app.web, redirectUris: [...new Set([...app.web.redirectUris, ...redirect])] },
  };
  const changed = Object.entries(wanted).filter(
    ([key, value]) => !isDeepStrictEqual(value, app[key as keyof typeof wanted]),
  );
  if (changed.length === 0) return [];
  const names = changed.map(([key]) => key).join(', ');
  const request = { method: 'PATCH', path: `/applications/${app.id}`, body: Object.fromEntries(changed) } as const;
  return [{ what: `of the app registration: ${names}`, request }];
}

/** Nobody gets a token without having been assigned a role. */
function completePrincipal(app: Application, principal: RegistrationState['principal']): readonly Change[] {
  const required = { appRoleAssignmentRequired: true };
  if (principal === undefined) {
    const request = { method: 'POST', path: '/servicePrincipals', body: { appId: app.appId, ...required } } as const;
    return [{ what: 'the enterprise application, with assignment required', request }];
  }
  if (principal.appRoleAssignmentRequired) return [];
  return [
    {
      what: 'assignment required on the enterprise application',
      request: { method: 'PATCH', path: `/servicePrincipals/${principal.id}`, body: required },
    },
  ];
}

/** The platform signs people in with the app's identity instead of a secret. */
function trustIdentity(
  app: Application,
  known: readonly Credential[],
  cloud: Cloud,
  { identity }: SignIn,
): readonly Change[] {
  if (identity === undefined) return [];
  const wanted = { issuer: `${cloud.authority}/${cloud.tenantId}/v2.0`, subject: identity };
  const body = { name: credentialName, ...wanted, audiences: ['api://AzureADTokenExchange'] };
  const path = `/applications/${app.id}/federatedIdentityCredentials`;
  const found = known.find(({ name }) => name === credentialName);
  if (found === undefined)
    return [{ what: 'trust in the app’s identity for sign-in', request: { method: 'POST', path, body } }];
  if (found.issuer === wanted.issuer && found.subject === wanted.subject) return [];
  const request = { method: 'PATCH', path: `${path}/${found.id}`, body: wanted } as const;
  return [{ what: 'trust in the app’s identity of now, not in one of before', request }];
}
