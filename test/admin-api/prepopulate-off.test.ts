import { afterAll, beforeAll, expect, it } from 'vitest';
import { PageSession, root } from './page-session.ts';
import { startAdminHost, type AdminHost } from './admin-host.ts';

let host: AdminHost;
beforeAll(async () => {
  host = await startAdminHost(10);
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

it('the page says how it is switched on', async () => {
  const { status, body } = await (await PageSession.of(host, 'operator')).get(`${root}/setup/contacts`);
  expect([status, body.includes('type="file"')]).toEqual([200, false]);
  expect(body).toMatch(/Set the app setting PREPOPULATION to true/);
});

it('pre-population is off until an admin turns it on, and says how', async () => {
  const headers = { authorization: `Bearer ${await host.token('operator')}`, 'content-type': 'text/csv' };
  const answer = await host.ask('POST', 'prepopulate', 'id,email\n', headers);
  expect(answer.status).toBe(409);
  const { detail } = (await answer.json()) as { detail: string };
  expect(detail).toMatch(/Set the app setting PREPOPULATION to true/);
  expect(host.simulation.summary().requests).not.toHaveProperty('GET /v1.0/users');
});
