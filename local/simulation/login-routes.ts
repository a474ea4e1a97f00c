import { DAY_MS, MINUTE_MS, SECOND_MS } from './durations.ts';
import { type Answer, json, type Route, type SimulationRequest, text } from './http.ts';
import type { Person } from './person.ts';
import { guidFor } from './randomness.ts';
import type { SigningKeys } from './signing-keys.ts';
import { findPerson, type World } from './world.ts';

/** The admin API as a resource of the simulated tenant. */
export const ADMIN_AUDIENCE = 'api://sspr-onboarding';
/** Simulated time runs fast, so a token lives for long in it. */
const TOKEN_LIFE_MS = 90 * DAY_MS;

/** Longer ago than clocks may differ. */
const RUN_OUT_MS = 3_600_000;

/** Apps of the tenant that may ask for tokens; `stranger` has no role at all. */
const ROLES_BY_APP: Readonly<Record<string, readonly string[]>> = {
  operator: ['Campaign.Operate', 'Campaign.Read'],
  reader: ['Campaign.Read'],
  support: ['Campaign.Support'],
  stranger: [],
};

export interface LoginEndpoint {
  readonly world: World;
  readonly origin: () => string;
  readonly keys: SigningKeys;
}

/** The part of the Microsoft identity platform that a daemon and a token's verifier need. */
export function loginRoutes(endpoint: LoginEndpoint): Route[] {
  return [
    {
      name: 'GET /{tenant}/v2.0/.well-known/openid-configuration',
      area: 'login',
      answer: (request) => wrongTenant(endpoint, request) ?? json(200, openidConfiguration(endpoint)),
    },
    {
      name: 'GET /{tenant}/discovery/v2.0/keys',
      area: 'login',
      answer: (request) => wrongTenant(endpoint, request) ?? json(200, { keys: endpoint.keys.publish() }),
    },
    {
      name: 'POST /{tenant}/oauth2/v2.0/token',
      area: 'login',
      answer: (request) => wrongTenant(endpoint, request) ?? grantToken(endpoint, request),
    },
    { name: 'GET /token', area: 'local', answer: (request) => bareToken(endpoint, request) },
  ];
}

/** The issuer of the tenant's tokens. */
function issuer({ world, origin }: LoginEndpoint): string {
  return `${origin()}/${world.organisation.tenantId}/v2.0`;
}

function openidConfiguration(endpoint: LoginEndpoint) {
  const base = `${endpoint.origin()}/${endpoint.world.organisation.tenantId}`;
  return {
    issuer: issuer(endpoint),
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    response_types_supported: ['code', 'id_token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

function wrongTenant({ world }: LoginEndpoint, { params }: SimulationRequest): Answer | undefined {
  if (params['tenant']?.toLowerCase() === world.organisation.tenantId) return undefined;
  return oauthError(400, 'invalid_tenant', `AADSTS90002: Tenant '${params['tenant']}' not found.`);
}

async function grantToken(endpoint: LoginEndpoint, { body }: SimulationRequest): Promise<Answer> {
  const form = new URLSearchParams(body);
  if (form.get('grant_type') !== 'client_credentials')
    return oauthError(400, 'unsupported_grant_type', 'AADSTS70003: Only client_credentials is simulated.');
  const app = findApp(endpoint.world, form.get('client_id') ?? '');
  if (app === undefined)
    return oauthError(400, 'unauthorized_client', 'AADSTS700016: Application was not found in the directory.');
  const audience = form.get('scope')?.replace(/\/\.default$/, '') || ADMIN_AUDIENCE;
  const accessToken = await issueToken(endpoint, app, audience);
  const expiresIn = TOKEN_LIFE_MS / SECOND_MS;
  return json(200, {
    token_type: 'Bearer',
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: accessToken,
  });
}

/** An app is called by its name or by its client id. */
function findApp(world: World, nameOrId: string): string | undefined {
  return Object.keys(ROLES_BY_APP).find((name) => name === nameOrId || appId(world, name) === nameOrId);
}

function appId({ seed }: World, name: string): string {
  return guidFor(seed, 'app', name);
}

/** For a `curl`: nothing but the token. */
async function bareToken(endpoint: LoginEndpoint, { url }: SimulationRequest): Promise<Answer> {
  const role = url.searchParams.get('role') ?? 'operator';
  if (!(role in ROLES_BY_APP))
    return text(400, `There is no role '${role}'; there are ${Object.keys(ROLES_BY_APP).join(', ')}.\n`);
  const name = url.searchParams.get('user');
  const person = name === null ? undefined : findPerson(endpoint.world, name)?.person;
  if (name !== null && person === undefined) return text(400, `There is nobody called '${name}'.\n`);
  const use = url.searchParams.get('use') === 'id' ? 'id' : 'access';
  const token = await issueToken(endpoint, role, ADMIN_AUDIENCE, person, use);
  return text(200, token, { 'cache-control': 'no-store' });
}

/** For an app of its own, or for a person who has signed in to it. An ID token names no app that asked for it. */
export function issueToken(
  endpoint: LoginEndpoint,
  app: string,
  audience: string,
  person?: Person,
  use: 'access' | 'id' | 'runOut' = 'access',
): Promise<string> {
  const { world } = endpoint;
  const roles = ROLES_BY_APP[app] ?? [];
  const objectId = person?.id ?? guidFor(world.seed, 'service-principal', app);
  return endpoint.keys.sign({
    aud: audience,
    iss: issuer(endpoint),
    iat: seconds(world.nowMs - 5 * MINUTE_MS),
    nbf: seconds(world.nowMs - 5 * MINUTE_MS),
    exp: seconds(use === 'runOut' ? world.nowMs - RUN_OUT_MS : world.nowMs + TOKEN_LIFE_MS),
    ...(use !== 'access' && person && { name: person.displayName }),
    ...(use === 'access' && { azp: appId(world, app), azpacr: '1' }),
    oid: objectId,
    sub: objectId,
    tid: world.organisation.tenantId,
    ...(roles.length === 0 ? {} : { roles }),
    ...(use === 'access' && { idtyp: person ? 'user' : 'app' }),
    ...(use === 'access' && person && { scp: 'user_impersonation' }),
    ver: '2.0',
  });
}

function seconds(atMs: number): number {
  return Math.floor(atMs / SECOND_MS);
}

function oauthError(status: number, error: string, description: string): Answer {
  return json(status, { error, error_description: description });
}
