import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEntraTokens } from '../../../../shared/adapters/entra-tokens/entra-tokens.ts';
import { json, serve, unusedOrigin, type LocalServer } from '../local-server.ts';

const tenantId = '9f2b1c3d-0000-4000-8000-000000000001';
const audience = '9f2b1c3d-0000-4000-8000-000000000002';
const objectId = '9f2b1c3d-0000-4000-8000-000000000003';
const now = new Date('2026-11-22T12:00:00Z');
const seconds = (offset: number) => now.getTime() / 1000 + offset;

interface Key {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

async function createKey(kid: string, alg = 'RS256'): Promise<Key> {
  return { kid, ...(await generateKeyPair(alg, { extractable: true })) };
}

let first: Key;
let second: Key;
beforeAll(async () => {
  [first, second] = await Promise.all([createKey('first'), createKey('second')]);
});

interface AuthorityState {
  keys: readonly Key[];
  jwksPath?: string;
  isDown?: boolean;
}

/** An authority over HTTP whose keys can be exchanged. */
async function serveAuthority(state: AuthorityState): Promise<LocalServer> {
  let origin = '';
  const server = await serve((request, response) => {
    void answerOf(state, origin, request.url).then(([status, body]) => json(status, body)(request, response));
  });
  origin = server.origin;
  return server;
}

async function answerOf(state: AuthorityState, origin: string, url: string): Promise<[number, unknown]> {
  const jwksPath = state.jwksPath ?? `/${tenantId}/discovery/v2.0/keys`;
  if (state.isDown) return [503, {}];
  if (url === `/${tenantId}/v2.0/.well-known/openid-configuration`) {
    return [200, { issuer: `${origin}/${tenantId}/v2.0`, jwks_uri: new URL(jwksPath, origin).href }];
  }
  if (url !== jwksPath) return [404, {}];
  const keys = state.keys.map(async ({ kid, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, use: 'sig' }));
  return [200, { keys: await Promise.all(keys) }];
}

const tokensOf = (authority: string, rereadKeysAfterMs = 0) =>
  createEntraTokens({ authority, tenantId, audience, rereadKeysAfterMs });

/** Claims of any form, also of one that no token should have. */
type Claims = Record<string, unknown>;

const claimsOf = (origin: string): Claims => ({
  iss: `${origin}/${tenantId}/v2.0`,
  aud: audience,
  tid: tenantId,
  oid: objectId,
  sub: 'pairwise',
  roles: ['Campaign.Read'],
  iat: seconds(-300),
  nbf: seconds(-300),
  exp: seconds(3_600),
});

const sign = (claims: Claims, { kid, privateKey }: Key) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(privateKey);

const partOf = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const unsigned = (claims: Claims): string => `${partOf({ alg: 'none', kid: 'first' })}.${partOf(claims)}.${partOf({})}`;

async function signWithPublicKey(claims: Claims): Promise<string> {
  const secret = new TextEncoder().encode(await exportSPKI(first.publicKey));
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'first' }).sign(secret);
}

async function signAs(alg: string, claims: Claims): Promise<string> {
  const key = await createKey('first', alg);
  return new SignJWT(claims).setProtectedHeader({ alg, kid: 'first' }).sign(key.privateKey);
}

async function tampered(claims: Claims): Promise<string> {
  const [header, , signature] = (await sign(claims, first)).split('.');
  return `${header}.${partOf({ ...claims, roles: ['Campaign.Operate'] })}.${signature}`;
}

describe('verifying a token', () => {
  it.each<[string, Claims, object]>([
    ['a user with a role', {}, { objectId, roles: ['Campaign.Read'] }],
    ['somebody without roles', { roles: undefined }, { objectId, roles: [] }],
    ['an app without an oid', { oid: undefined, sub: 'app' }, { objectId: 'app', roles: ['Campaign.Read'] }],
    ['the default URI of the same API', { aud: `api://${audience}` }, { objectId }],
    ['a tenant id in capitals', { tid: tenantId.toUpperCase() }, { objectId }],
    ['an access token of a person (guard 6)', { scp: 'access_as_user' }, { isAccessToken: true }],
    ['an access token of an app, v2.0 (guard 6)', { azp: 'app', azpacr: '2' }, { isAccessToken: true }],
    ['an access token of an app, v1.0 (guard 6)', { appid: 'app', appidacr: '1' }, { isAccessToken: true }],
    ['a token of a person, who has delegated scopes (guard 2)', { scp: 'access_as_user' }, { isUser: true }],
    ['a token of an app, which is no person (guard 2)', { azp: 'app', azpacr: '1', idtyp: 'app' }, { isUser: false }],
    ['a token that says nothing of a person (guard 2)', { azp: 'app', azpacr: '1' }, { isUser: false }],
    ['an ID token, which is of whoever has signed in', { nonce: 'n' }, { isUser: true, isAccessToken: false }],
    ['an ID token, which is told apart (guard 6)', { nonce: 'n', name: 'Ada' }, { isAccessToken: false }],
    ['an ID token with a party that authorised nothing (guard 6)', { azp: 'app' }, { isAccessToken: false }],
    ['an end within the tolerance', { exp: seconds(-59) }, { objectId }],
    ['a beginning within the tolerance', { nbf: seconds(59) }, { objectId }],
  ])('accepts %s', async (_, change, principal) => {
    await using authority = await serveAuthority({ keys: [first] });
    const token = await sign({ ...claimsOf(authority.origin), ...change }, first);
    const verdict = await tokensOf(authority.origin).verify(token, now);
    expect(verdict).toMatchObject({ valid: true, principal });
  });

  it.each<[string, Claims, RegExp]>([
    ['another tenant', { tid: audience }, /another tenant/],
    ['no tenant', { tid: undefined }, /names no tenant/],
    ['another audience', { aud: tenantId }, /another audience/],
    ['no audience', { aud: undefined }, /another audience/],
    ['another API under api://', { aud: `api://${tenantId}` }, /another audience/],
    ['an end that has passed', { exp: seconds(-61) }, /has expired/],
    ['an age of more than two hours, whatever end it names (guard 8.3.2)', { iat: seconds(-7_261) }, /has expired/],
    ['no age', { iat: undefined }, /does not say since when/],
    ['no end', { exp: undefined }, /no end of validity/],
    ['a beginning still to come', { nbf: seconds(61) }, /not valid yet/],
    ['another issuer', { iss: 'https://login.evil.com/v2.0' }, /another issuer/],
    ['the issuer of v1.0 tokens', { iss: `https://sts.windows.net/${tenantId}/` }, /requestedAccessTokenVersion 2/],
    ['roles that are a text', { roles: 'Campaign.Operate' }, /wrong form/],
    ['nobody', { oid: undefined, sub: undefined }, /names nobody/],
  ])('refuses %s', async (_, change, because) => {
    await using authority = await serveAuthority({ keys: [first] });
    const token = await sign({ ...claimsOf(authority.origin), ...change }, first);
    expect(await tokensOf(authority.origin).verify(token, now)).toEqual({
      valid: false,
      because: expect.stringMatching(because) as string,
    });
  });

  const forged: [string, (claims: Claims) => string | Promise<string>, RegExp][] = [
    ['no token', () => '', /not a signed token/],
    ['a text', () => 'operator', /not a signed token/],
    ['three parts of nothing', () => 'a.b.c', /not a signed token/],
    ['alg none', (claims) => new UnsecuredJWT(claims).encode(), /not a signed token|not signed with RS256/],
    ['alg none with a header', (claims) => unsigned(claims), /not signed with RS256/],
    ['HS256 with the public key as its secret', (claims) => signWithPublicKey(claims), /not signed with RS256/],
    ['PS256 with the right key', (claims) => signAs('PS256', claims), /not signed with RS256/],
    ['the right key id and another key', (claims) => sign(claims, { ...second, kid: 'first' }), /signature is wrong/],
    ['a key that the tenant does not have', (claims) => sign(claims, second), /a key that the tenant does not have/],
    ['claims changed after signing', (claims) => tampered(claims), /signature is wrong/],
  ];
  it.each(forged)('refuses %s', async (_, tokenOf, because) => {
    await using authority = await serveAuthority({ keys: [first] });
    const token = await tokenOf(claimsOf(authority.origin));
    const verdict = await tokensOf(authority.origin).verify(token, now);
    expect(verdict).toEqual({ valid: false, because: expect.stringMatching(because) as string });
    expect(JSON.stringify(verdict)).not.toMatch(/eyJ/);
  });

  it('learns a new key without a restart, and forgets an old one', async () => {
    const state: AuthorityState = { keys: [first] };
    await using authority = await serveAuthority(state);
    const tokens = tokensOf(authority.origin);
    const [old, fresh] = await Promise.all([first, second].map((key) => sign(claimsOf(authority.origin), key)));
    expect(await tokens.verify(old!, now)).toMatchObject({ valid: true });
    expect(await tokens.verify(fresh!, now)).toMatchObject({ valid: false });
    state.keys = [second];
    expect(await tokens.verify(fresh!, now)).toMatchObject({ valid: true });
    expect(await tokens.verify(old!, now)).toMatchObject({ valid: false });
  });

  it('follows the keys to another address', async () => {
    const state: AuthorityState = { keys: [first] };
    await using authority = await serveAuthority(state);
    const tokens = tokensOf(authority.origin);
    await tokens.verify(await sign(claimsOf(authority.origin), first), now);
    Object.assign(state, { keys: [second], jwksPath: '/moved' });
    const later = new Date(now.getTime() + 3_601_000);
    const token = await sign({ ...claimsOf(authority.origin), exp: seconds(7_200) }, second);
    expect(await tokens.verify(token, later)).toMatchObject({ valid: true });
  });

  it('asks the authority once for many tokens, also for bad ones', async () => {
    await using authority = await serveAuthority({ keys: [first] });
    const tokens = tokensOf(authority.origin, 30_000);
    const good = await sign(claimsOf(authority.origin), first);
    const bad = await sign(claimsOf(authority.origin), second);
    for (const token of [good, bad, good, bad, bad, good]) await tokens.verify(token, now);
    expect(authority.requests).toHaveLength(2);
  });

  it('reads the authority once for a flood of garbage, at the same time or one after the other (engine 17)', async () => {
    await using authority = await serveAuthority({ keys: [first] });
    const tokens = tokensOf(authority.origin, 30_000);
    const forgery = await sign(claimsOf(authority.origin), second);
    const verdicts = await Promise.all(Array.from({ length: 300 }, () => tokens.verify(forgery, now)));
    for (const garbage of ['a.b.c', '', forgery]) await tokens.verify(garbage, now);
    expect(new Set(verdicts.map(({ valid }) => valid))).toEqual(new Set([false]));
    expect(authority.requests).toHaveLength(2);
  });

  it('asks a sign-in service that is away every few seconds at most (engine 17)', async () => {
    const state: AuthorityState = { keys: [first], isDown: true };
    await using authority = await serveAuthority(state);
    const tokens = tokensOf(authority.origin, 30_000);
    for (let i = 0; i < 50; i += 1) await expect(tokens.verify('a.b.c', now)).rejects.toThrow(/cannot be read/);
    expect(authority.requests).toHaveLength(1);
    state.isDown = false;
    const later = new Date(now.getTime() + 5_000);
    expect(await tokens.verify(await sign(claimsOf(authority.origin), first), later)).toMatchObject({ valid: true });
  });

  it('lets known keys stand while the sign-in service is away, for good tokens and bad ones (engine 17)', async () => {
    const state: AuthorityState = { keys: [first] };
    await using authority = await serveAuthority(state);
    const tokens = tokensOf(authority.origin, 30_000);
    const lasting = { ...claimsOf(authority.origin), iat: seconds(0), exp: seconds(100_000) };
    const [good, bad] = await Promise.all([first, second].map((key) => sign(lasting, key)));
    await tokens.verify(good!, now);
    state.isDown = true;
    const later = new Date(now.getTime() + 7_200_000);
    expect(await tokens.verify(good!, later)).toMatchObject({ valid: true });
    expect(await tokens.verify(bad!, later)).toMatchObject({ valid: false });
    state.isDown = false;
    state.keys = [second];
    expect(await tokens.verify(bad!, new Date(later.getTime() + 5_000))).toMatchObject({ valid: true });
  });

  it('throws while the authority cannot be read, and recovers', async () => {
    const state: AuthorityState = { keys: [first], isDown: true };
    await using authority = await serveAuthority(state);
    const tokens = tokensOf(authority.origin);
    const token = await sign(claimsOf(authority.origin), first);
    await expect(tokens.verify(token, now)).rejects.toThrow(/check ADMIN_AUTHORITY and ADMIN_TENANT_ID/);
    state.isDown = false;
    expect(await tokens.verify(token, now)).toMatchObject({ valid: true });
  });

  it('throws when nobody listens', async () => {
    await expect(tokensOf(await unusedOrigin()).verify('a.b.c', now)).rejects.toThrow(/cannot be read/);
  });

  it.each(['http://10.0.0.1/keys', 'ftp://127.0.0.1/keys', 'keys'])('throws at keys at %s', async (jwks_uri) => {
    await using authority = await serve(json(200, { issuer: 'https://login.example.com', jwks_uri }));
    await expect(tokensOf(authority.origin).verify('a.b.c', now)).rejects.toThrow(/cannot be read/);
    expect(authority.requests).toHaveLength(1);
  });

  it('throws when the keys are no keys', async () => {
    await using authority = await serveAuthority({ keys: [first] });
    const token = await sign(claimsOf(authority.origin), first);
    await using broken = await serve((request, response) =>
      json(200, { issuer: `${authority.origin}/${tenantId}/v2.0`, jwks_uri: `${broken.origin}/keys` })(
        request,
        response,
      ),
    );
    await expect(tokensOf(broken.origin).verify(token, now)).rejects.toThrow(/signing keys cannot be read/);
  });
});
