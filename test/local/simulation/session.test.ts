import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulation, startSimulation } from '../../../local/simulation/simulation.ts';
import { json, serve, unusedOrigin } from '../../shared/adapters/local-server.ts';

let simulation: Simulation;
beforeAll(async () => {
  simulation = await startSimulation({ users: 20, seed: 7, port: 0, startsAt: new Date('2031-05-05T00:00:00Z') });
});
afterAll(() => simulation.close());

const open = (path: string, init?: RequestInit) => fetch(simulation.origin + path, init);

describe('a browser that is signed in', { sequential: true }, () => {
  it('waits for the functions to start', async () => {
    expect((await open('/api/dashboard')).status).toBe(503);
  });

  it('hands its reader’s token on with the request, and gets the answer with its headers', async () => {
    await using app = await serve(json(200, { fine: true }, { 'content-security-policy': "default-src 'none'" }));
    simulation.signInto(app.origin);
    const answer = await open('/api/waves/pilot/recipients.csv?top=1');
    expect(await answer.json()).toEqual({ fine: true });
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'");
    const [request] = app.requests;
    expect(request).toMatchObject({ method: 'GET', url: '/api/waves/pilot/recipients.csv?top=1' });
    const claims = (request!.headers['x-ms-token-aad-id-token'] as string).split('.')[1]!;
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ roles: ['Campaign.Read'] });
  });

  it('changes nothing', async () => {
    await using app = await serve(json(200, {}));
    simulation.signInto(app.origin);
    const answer = await open('/api/campaign/pause', { method: 'POST', body: '{}' });
    expect([answer.ok, app.requests]).toEqual([false, []]);
  });

  it('is told when the functions do not answer', async () => {
    simulation.signInto(await unusedOrigin());
    expect((await open('/api/dashboard')).status).toBe(502);
  });
});
