import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulation, type Simulation } from '../../../../local/simulation/simulation.ts';
import { createGraphAuthenticationMethods } from '../../../../shared/adapters/graph/graph-authentication-methods.ts';
import type { ContactMethod } from '../../../../shared/prepopulation/contact-details.ts';
import { describeAuthenticationMethods } from '../../../contracts/authentication-methods.ts';
import { personId } from '../../../builders/people.ts';
import { FakeAuthenticationMethods } from '../../../fakes/fake-authentication-methods.ts';
import { json, serve, unusedOrigin } from '../local-server.ts';
import { connectTo, token } from './graph-setup.ts';

const methodsAt = (origin: string) => createGraphAuthenticationMethods(connectTo(origin));

let simulation: Simulation;
let blank: string[];
beforeAll(async () => {
  simulation = await startSimulation({ users: 60, seed: 7, port: 0, startsAt: new Date('2026-11-30T00:00:00Z') });
  blank = await peopleWithNothing();
});
afterAll(() => simulation.close());

async function peopleWithNothing(): Promise<string[]> {
  const options = { headers: { authorization: 'Bearer local' } };
  const path = '/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=60';
  const { value } = (await (await fetch(simulation.origin + path, options)).json()) as {
    value: { id: string; methodsRegistered: string[] | null }[];
  };
  return value.filter(({ methodsRegistered }) => methodsRegistered?.length === 0).map(({ id }) => id);
}

const control = (route: string, body: unknown) =>
  fetch(`${simulation.origin}/simulation/${route}`, { method: 'POST', body: JSON.stringify(body) });

describeAuthenticationMethods('in memory', async () => {
  const methods = new FakeAuthenticationMethods();
  methods.put(personId(1));
  return { methods, blank: personId(1), unknown: personId(2) };
});

describeAuthenticationMethods('over Graph', async () => {
  return { methods: methodsAt(simulation.origin), blank: blank.shift()!, unknown: personId(2) };
});

describe('authentication methods over Graph', () => {
  it.each<[ContactMethod, string, string, object]>([
    ['mobilePhone', '+46 701234567', 'phoneMethods', { phoneNumber: '+46 701234567', phoneType: 'mobile' }],
    [
      'alternateMobilePhone',
      '+46 8123456',
      'phoneMethods',
      { phoneNumber: '+46 8123456', phoneType: 'alternateMobile' },
    ],
    ['email', 'a@example.com', 'emailMethods', { emailAddress: 'a@example.com' }],
  ])('adds %s as Graph documents it', async (method, value, segment, body) => {
    await using graph = await serve(json(201, {}));
    expect(await methodsAt(graph.origin).add(personId(1), method, value)).toEqual({ kind: 'added' });
    const [request] = graph.requests;
    expect(request).toMatchObject({ method: 'POST', url: `/v1.0/users/${personId(1)}/authentication/${segment}` });
    expect(JSON.parse(request!.body)).toEqual(body);
    expect(request!.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'content-type': expect.stringContaining('application/json') as string,
    });
  });

  it.each<[readonly ContactMethod[], readonly string[]]>([
    [['mobilePhone', 'alternateMobilePhone'], ['phoneMethods']],
    [['email'], ['emailMethods']],
    [
      ['mobilePhone', 'email'],
      ['phoneMethods', 'emailMethods'],
    ],
  ])('of the kinds %j asks for no others, whose permission may not be granted', async (kinds, segments) => {
    await using graph = await serve(json(200, { value: [] }));
    await methodsAt(graph.origin).read(personId(1), kinds);
    expect(graph.requests.map(({ url }) => url.split('/').at(-1))).toEqual(segments);
  });

  it.each([
    ['mobilePhone', 'UserAuthMethod-Phone.ReadWrite.All'],
    ['email', 'UserAuthMethod-Email.ReadWrite.All'],
  ] as const)('name the permission that is missing for %s', async (method, permission) => {
    await control('preconditions', { broken: [permission] });
    const refused = { kind: 'refused', permission, code: 'Authorization_RequestDenied' };
    const methods = methodsAt(simulation.origin);
    expect(await methods.read(blank[0]!, [method])).toEqual(refused);
    expect(await methods.add(blank[0]!, method, '+46 701234567')).toEqual(refused);
    await control('preconditions', { broken: [] });
  });

  it.each([
    ['429 with a time', 429, { 'retry-after': '7' }, { kind: 'throttled', retryAfterSeconds: 7 }],
    ['429 without one', 429, {}, { kind: 'throttled', retryAfterSeconds: 10 }],
    ['503 with a time', 503, { 'retry-after': '7' }, { kind: 'throttled', retryAfterSeconds: 7 }],
  ])('answer %s as a wait', async (_, status, headers, answer) => {
    await using graph = await serve(json(status, {}, headers));
    expect(await methodsAt(graph.origin).read(personId(1), ['email'])).toEqual(answer);
    expect(await methodsAt(graph.origin).add(personId(1), 'email', 'a@example.com')).toEqual(answer);
  });

  it.each([
    ['500', json(500, {})],
    ['a 200 that is none', json(200, { value: [{ phone: 1 }] })],
  ])('are not guessed at from %s', async (_, answer) => {
    await using graph = await serve(answer);
    expect(await methodsAt(graph.origin).read(personId(1), ['mobilePhone'])).toEqual({ kind: 'unreadable' });
  });

  it.each([
    ['500', () => serve(json(500, {}))],
    ['a lost connection', async () => ({ origin: await unusedOrigin(), async [Symbol.asyncDispose]() {} })],
  ])('that may have been added before %s are unknown', async (_, start) => {
    await using graph = await start();
    expect(await methodsAt(graph.origin).add(personId(1), 'email', 'a@example.com')).toEqual({ kind: 'unknown' });
  });

  it('that were entered are seen by the audit log as the work of an admin', async () => {
    const [userId] = blank.splice(0, 1);
    await methodsAt(simulation.origin).add(userId!, 'mobilePhone', '+46 701234567');
    await simulation.advanceTo(new Date(simulation.now().getTime() + 3_600_000));
    const path = '/v1.0/auditLogs/directoryAudits?$top=100';
    const options = { headers: { authorization: 'Bearer local' } };
    const { value } = (await (await fetch(simulation.origin + path, options)).json()) as {
      value: { activityDisplayName: string; targetResources: { id: string }[] }[];
    };
    const about = value.filter(({ targetResources }) => targetResources[0]?.id === userId);
    expect(about.map(({ activityDisplayName }) => activityDisplayName)).toEqual(['Admin registered security info']);
  });
});
