import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Simulation, startSimulation } from '../../../local/simulation/simulation.ts';
import { readObject } from './sending.ts';

const jwksSchema = z.object({ keys: z.array(z.record(z.string(), z.string())) });
let simulation: Simulation;
beforeEach(async () => {
  simulation = await startSimulation({ users: 20, seed: 7, port: 0, startsAt: new Date('2031-05-05T00:00:00Z') });
});
afterEach(() => simulation.close());

const authority = () => `${simulation.origin}/${simulation.tenantId}`;
const bareToken = async (role: string) => (await fetch(`${simulation.origin}/token?role=${role}`)).text();
const grant = (form: Record<string, string>, tenant = simulation.tenantId) =>
  fetch(`${simulation.origin}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams(form) });

async function verify(token: string) {
  const configuration = await readObject(fetch(`${authority()}/v2.0/.well-known/openid-configuration`));
  const keys = createRemoteJWKSet(new URL(String(configuration['jwks_uri'])));
  const { payload } = await jwtVerify(token, keys, {
    issuer: String(configuration['issuer']),
    audience: simulation.audience,
    algorithms: ['RS256'],
    currentDate: simulation.now(),
  });
  return payload;
}

describe('the simulated authority', () => {
  it.each([
    ['operator', ['Campaign.Operate', 'Campaign.Read']],
    ['reader', ['Campaign.Read']],
    ['support', ['Campaign.Support']],
    ['stranger', undefined],
  ])('gives the %s a token with their roles that the published keys verify', async (role, roles) => {
    const payload = await verify(await bareToken(role));
    expect(payload['roles']).toEqual(roles);
    expect(payload).toMatchObject({ iss: `${authority()}/v2.0`, tid: simulation.tenantId, ver: '2.0' });
    expect(payload['oid']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('gives a token to a person who has signed in, and none to nobody', async () => {
    const headers = { authorization: 'Bearer local' };
    const listed = await readObject(fetch(`${simulation.origin}/v1.0/users?$select=id,userPrincipalName`, { headers }));
    const [{ id, userPrincipalName } = { id: '', userPrincipalName: '' }] = z
      .array(z.object({ id: z.string(), userPrincipalName: z.string() }))
      .parse(listed['value']);
    for (const name of [id, userPrincipalName]) {
      const payload = await verify(await bareToken(`operator&user=${encodeURIComponent(name)}`));
      expect(payload).toMatchObject({ oid: id, idtyp: 'user', roles: ['Campaign.Operate', 'Campaign.Read'] });
    }
    const refused = await fetch(`${simulation.origin}/token?role=operator&user=nobody@contoso.com`);
    expect(refused.status).toBe(400);
  });

  it('grants tokens to an app by its client id, as the platform does', async () => {
    const named = (await verify(await bareToken('reader')))['azp'];
    const response = await grant({ grant_type: 'client_credentials', client_id: String(named), client_secret: 'any' });
    const { access_token: token, token_type: type } = await readObject(response);
    expect(type).toBe('Bearer');
    expect(await verify(String(token))).toMatchObject({ roles: ['Campaign.Read'] });
  });

  it('issues for another resource when the scope says so', async () => {
    const response = await grant({
      grant_type: 'client_credentials',
      client_id: 'operator',
      scope: 'https://graph.microsoft.com/.default',
    });
    const { access_token: token } = await readObject(response);
    await expect(verify(String(token))).rejects.toThrow('"aud"');
  });

  it.each([
    ['another grant', { grant_type: 'password', client_id: 'operator' }, undefined, 'unsupported_grant_type'],
    ['an unknown app', { grant_type: 'client_credentials', client_id: 'nobody' }, undefined, 'unauthorized_client'],
    ['another tenant', { grant_type: 'client_credentials', client_id: 'operator' }, 'fabrikam.com', 'invalid_tenant'],
  ])('refuses %s', async (_what, form, tenant, error) => {
    const response = await grant(form, tenant);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error });
  });

  it('makes tokens that live for ninety simulated days', async () => {
    const token = await bareToken('operator');
    await simulation.advanceTo(new Date(simulation.now().getTime() + 89 * 86_400_000));
    await expect(verify(token)).resolves.toMatchObject({ ver: '2.0' });
    await simulation.advanceTo(new Date(simulation.now().getTime() + 2 * 86_400_000));
    await expect(verify(token)).rejects.toThrow('"exp"');
  });

  it('signs with a new key after a rotation, and goes on publishing the old one', async () => {
    const before = await bareToken('operator');
    await fetch(`${simulation.origin}/simulation/keys/rotate`, { method: 'POST' });
    const after = await bareToken('operator');
    expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid);
    await expect(verify(before)).resolves.toMatchObject({ ver: '2.0' });
    await expect(verify(after)).resolves.toMatchObject({ ver: '2.0' });
  });

  it('publishes no private part of a key', async () => {
    const { keys } = jwksSchema.parse(await readObject(fetch(`${authority()}/discovery/v2.0/keys`)));
    expect(keys.map((key) => Object.keys(key).toSorted())).toEqual([['alg', 'e', 'kid', 'kty', 'n', 'use']]);
  });
});
