import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulation, startSimulation } from '../../../local/simulation/simulation.ts';
import { json, serve, unusedOrigin } from '../../shared/adapters/local-server.ts';

let simulation: Simulation;
beforeAll(async () => {
  simulation = await startSimulation({ users: 20, seed: 7, port: 0, startsAt: new Date('2031-05-05T00:00:00Z') });
});
afterAll(() => simulation.close());

const open = (path: string, init?: RequestInit) => fetch(simulation.origin + path, { redirect: 'manual', ...init });

const form = { 'content-type': 'application/x-www-form-urlencoded' };

async function signIn(as: string, to = '/api/dashboard'): Promise<Response> {
  return open('/.auth/login/aad', { method: 'POST', headers: form, body: new URLSearchParams({ as, to }).toString() });
}

const cookieOf = (answer: Response) => ({ cookie: answer.headers.get('set-cookie')!.split(';')[0]! });

const claimsIn = (token: unknown) =>
  JSON.parse(Buffer.from(String(token).split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;

describe('a browser in front of the functions', { sequential: true }, () => {
  it('waits for the functions to start', async () => {
    expect((await open('/api/dashboard')).status).toBe(503);
  });

  it('is asked who it is, and led on to a page of the app and nowhere else', async () => {
    expect(await (await open('/.auth/login/aad')).text()).toContain('Who are you?');
    const answer = await signIn('reader', '/api/dashboard/waves');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/api/dashboard/waves']);
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
    expect((await signIn('reader', 'https://evil.test/')).headers.get('location')).toBe('/api/dashboard');
    expect((await signIn('king')).status).toBe(400);
  });

  it('hands the token of whoever is signed in on, and nothing that only the platform may say', async () => {
    await using app = await serve(json(200, { fine: true }, { 'content-security-policy': "default-src 'none'" }));
    simulation.signInto(app.origin);
    const signedIn = cookieOf(await signIn('reader'));
    const answer = await open('/api/waves/pilot/recipients.csv?top=1', {
      headers: { ...signedIn, 'x-ms-client-principal': 'forged', authorization: 'Bearer x' },
    });
    expect(await answer.json()).toEqual({ fine: true });
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'");
    const [request] = app.requests;
    expect(request).toMatchObject({ method: 'GET', url: '/api/waves/pilot/recipients.csv?top=1' });
    expect(request!.headers).not.toHaveProperty('x-ms-client-principal');
    expect(request!.headers).not.toHaveProperty('authorization');
    const claims = claimsIn(request!.headers['x-ms-token-aad-id-token']);
    expect(claims).toMatchObject({ roles: ['Campaign.Read'], name: expect.any(String) as string });
  });

  it('hands the language on that the reader chose, and no other cookie', async () => {
    await using app = await serve(json(200, {}, { 'set-cookie': 'page-language=sv; HttpOnly' }));
    simulation.signInto(app.origin);
    const { cookie } = cookieOf(await signIn('reader'));
    const answer = await open('/api/dashboard?page-language=sv', {
      headers: { cookie: `${cookie}; page-language=en`, 'accept-language': 'sv' },
    });
    expect(answer.headers.get('set-cookie')).toBe('page-language=sv; HttpOnly');
    expect(app.requests[0]!.headers).toMatchObject({ cookie: 'page-language=en', 'accept-language': 'sv' });
  });

  it('may have run out, or be nobody', async () => {
    await using app = await serve(json(200, {}));
    simulation.signInto(app.origin);
    await open('/api/dashboard');
    await open('/api/dashboard', { headers: cookieOf(await signIn('runOut')) });
    const [nobody, late] = app.requests;
    expect(nobody!.headers).not.toHaveProperty('x-ms-token-aad-id-token');
    expect(claimsIn(late!.headers['x-ms-token-aad-id-token'])['exp']).toBeLessThan(simulation.now().getTime() / 1_000);
  });

  it('sends the forms of the page, and nothing else that changes something', async () => {
    await using app = await serve(json(200, {}));
    simulation.signInto(app.origin);
    const headers = { ...form, ...cookieOf(await signIn('operator')) };
    expect((await open('/api/dashboard/pause', { method: 'POST', headers, body: 'token=x' })).status).toBe(200);
    expect((await open('/api/campaign/pause', { method: 'POST', headers, body: '{}' })).ok).toBe(false);
    expect(app.requests.map(({ method, url }) => [method, url])).toEqual([['POST', '/api/dashboard/pause']]);
  });

  it('is told when the functions do not answer', async () => {
    simulation.signInto(await unusedOrigin());
    expect((await open('/api/dashboard')).status).toBe(502);
  });
});
