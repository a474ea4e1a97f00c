import { Validator } from '@seriousme/openapi-schema-validator';
import createClient from 'openapi-fetch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { paths } from '../../output/api-client.ts';
import { openApiDocument, operations } from '../../shared/api/open-api.ts';
import { hours, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';

let host: AdminHost;
interface Described {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly schema: { readonly enum?: readonly string[] } }[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, object>>;
}
let document: { paths: Record<string, Record<string, Described>> };
beforeAll(async () => {
  host = await startAdminHost(60, (campaign) => ({ ...campaign, waves: [] }));
  document = (await (await host.ask('GET', 'openapi.json')).json()) as typeof document;
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

/** Where the last part of a route is one of the actions of another route, that one answers for it. */
function operationFor(method: string, route: string): Described | undefined {
  const [last, general] = [route.split('/').at(-1)!, route.replace(/[^/]+$/, '{action}')];
  const action = document.paths[general]?.[method];
  const actions = action?.parameters?.find(({ name }) => name === 'action')?.schema.enum ?? [];
  return document.paths[route]?.[method] ?? (actions.includes(last) ? action : undefined);
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect(errors).toBeUndefined();
    expect([valid, validator.version]).toEqual([true, '3.1']);
  });

  it.each(
    [
      'GET /api/health',
      'GET /api/preflight',
      'GET /api/campaign',
      'PUT /api/campaign',
      'POST /api/campaign/pause',
      'POST /api/campaign/resume',
      'POST /api/waves',
      'GET /api/waves',
      'GET /api/lists',
      'GET /api/lists/{name}',
      'GET /api/lists/{name}/people.csv',
      'PUT /api/lists/{name}',
      'DELETE /api/lists/{name}',
      'GET /api/waves/{id}',
      'POST /api/waves/{id}/pause',
      'POST /api/waves/{id}/resume',
      'POST /api/waves/{id}/cancel',
      'GET /api/waves/{id}/recipients.csv',
      'POST /api/users/find',
      'GET /api/users/{id}',
      'GET /api/users/{id}/diagnosis',
      'GET /api/causes',
      'POST /api/users/{id}/exclude',
      'POST /api/users/{id}/include',
      'POST /api/users/{id}/resend',
      'POST /api/prepopulate',
      'GET /api/report',
      'GET /api/report.csv',
      'GET /api/emails/preview',
      'POST /api/emails/test',
      'GET /api/dashboard/{path}',
      'POST /api/dashboard/{path}',
      'GET /api/users',
      'GET /api/users.csv',
      'POST /api/groups/search',
      'POST /api/users/search',
      'POST /api/users/lost',
      'GET /api/drifts',
      'POST /api/drifts/decide',
      'POST /api/refresh',
      'GET /api/openapi.json',
      'GET /api/audit',
    ].map((route) => route.split(' ') as [string, string]),
  )('has %s %s', (method, route) => {
    expect(operationFor(method.toLowerCase(), route)).toMatchObject({ operationId: expect.any(String) as string });
  });

  it('has nothing that no route is registered for, and a 413 wherever a body is taken', () => {
    const described = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(described.map(({ operationId }) => operationId).toSorted()).toEqual(
      operations.map(({ name }) => name).toSorted(),
    );
    const withBody = described.filter(({ requestBody }) => requestBody !== undefined);
    expect(withBody.length).toBeGreaterThan(4);
    expect(withBody.filter(({ responses }) => !('413' in responses)).map(({ operationId }) => operationId)).toEqual([]);
  });

  it('promises nothing that is not there: every operation answers', async () => {
    for (const { method, route } of operations) {
      const answer = await host.ask(method, route.replaceAll(/[{}*]/g, ''), method === 'GET' ? undefined : {});
      expect([route, answer.status === 404 && (await answer.text()) === '']).toEqual([route, false]);
    }
  });

  it('is the one whose client the test below is checked with', () => {
    expect(document).toEqual(openApiDocument('1'));
  });
});

describe('an answer', { sequential: true }, () => {
  beforeAll(async () => {
    await host.runFunction('refreshRegistrations');
    await host.runUntil(hours(1, startsAt));
  });

  it.each(['campaign', 'waves', 'report', 'audit', 'lists', 'health', 'preflight', 'causes'])(
    'of GET /api/%s is as its schema says',
    async (route) => {
      const { answers } = operations.find((one) => one.method === 'GET' && one.route === route)!;
      const answer = await host.ask('GET', route);
      const parsed = (answers[200]!.schema as z.ZodType).safeParse(await answer.json());
      expect(parsed.error).toBeUndefined();
    },
  );

  it('of GET /api/users/{id} is as its schema says, whether or not they are selected', async () => {
    const shape = operations.find(({ name }) => name === 'showUser')!.answers[200]!.schema!;
    const headers = { authorization: 'Bearer local' };
    const listed = await fetch(`${host.simulation.origin}/v1.0/users?$select=id&$top=60`, { headers });
    const verdicts = new Set<string>();
    for (const { id } of ((await listed.json()) as { value: { id: string }[] }).value) {
      const shown = (await (await host.ask('GET', `users/${id}`)).json()) as { verdict: { because?: string } };
      expect(shape.safeParse(shown).error).toBeUndefined();
      verdicts.add(shown.verdict.because ?? 'selected');
    }
    expect(verdicts.size).toBeGreaterThan(8);
  });

  it('to somebody unknown is a problem', async () => {
    const answer = await host.ask('GET', 'users/nobody@contoso.com');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  });
});

describe('a client that is generated from it', () => {
  it('launches a wave', async () => {
    const client = createClient<paths>({
      baseUrl: host.url,
      headers: { authorization: `Bearer ${await host.token('operator')}` },
    });
    const wave = { name: 'Field', groups: [host.simulation.groups['Field staff']!.id] };
    const planned = await client.POST('/api/waves', { body: { ...wave, dryRun: true } });
    const confirm = planned.data && 'confirm' in planned.data ? planned.data.confirm : undefined;
    expect(confirm).toMatch(/^[0-9a-f]{32}$/);
    const launched = await client.POST('/api/waves', { body: { ...wave, dryRun: false, ...(confirm && { confirm }) } });
    expect(launched.response.status).toBe(202);
    const shown = await client.GET('/api/waves/{id}', { params: { path: { id: 'field' } } });
    expect(shown.data).toMatchObject({ waveId: 'field', origin: 'operator' });
  });
});
