import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSimulation, type Simulation } from '../../../../local/simulation/simulation.ts';
import { createGraphRegisteredMethods } from '../../../../shared/adapters/graph/graph-registered-methods.ts';
import { personId } from '../../../builders/people.ts';
import { describeRegisteredMethods } from '../../../contracts/registered-methods.ts';
import { FakeRegisteredMethods } from '../../../fakes/fake-registered-methods.ts';
import { json, serve, unusedOrigin } from '../local-server.ts';
import { connectTo, token } from './graph-setup.ts';

const methodsAt = (origin: string) => createGraphRegisteredMethods(connectTo(origin));

let simulation: Simulation;
let blank: string[];
beforeAll(async () => {
  simulation = await startSimulation({ users: 60, seed: 7, port: 0, startsAt: new Date('2026-11-30T00:00:00Z') });
  const rows = await list('/reports/authenticationMethods/userRegistrationDetails?$top=60');
  blank = rows.filter(({ methodsRegistered }) => methodsRegistered?.length === 0).map(({ id }) => id);
});
afterAll(() => simulation.close());
afterEach(() => control('preconditions', { broken: [] }));

async function list(path: string) {
  const answer = await fetch(`${simulation.origin}/v1.0${path}`, { headers: { authorization: 'Bearer local' } });
  return ((await answer.json()) as { value: { id: string; methodsRegistered: string[] | null }[] }).value;
}

const control = async (route: string, body: unknown) => {
  const answer = await fetch(`${simulation.origin}/simulation/${route}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
};

async function enter(userId: string, segment: string, body: object): Promise<void> {
  const answer = await fetch(`${simulation.origin}/v1.0/users/${userId}/authentication/${segment}`, {
    method: 'POST',
    headers: { authorization: 'Bearer local' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(201);
}

describeRegisteredMethods('in memory', async () => {
  const methods = new FakeRegisteredMethods();
  methods.put(personId(1));
  const register = async () => methods.put(personId(1), ['mobilePhone', 'email']);
  return { methods, blank: personId(1), unknown: personId(2), register };
});

describeRegisteredMethods('over Graph', async () => {
  const userId = blank.shift()!;
  const register = async () => {
    await enter(userId, 'phoneMethods', { phoneNumber: '+46 701234567', phoneType: 'mobile' });
    await enter(userId, 'emailMethods', { emailAddress: 'anna@example.com' });
  };
  return { methods: methodsAt(simulation.origin), blank: userId, unknown: personId(2), register };
});

const method = (kind: string, more: object = {}) => ({
  '@odata.type': `#microsoft.graph.${kind}AuthenticationMethod`,
  ...more,
});

/** https://learn.microsoft.com/graph/api/resources/authenticationmethods-overview */
describe('registered methods over Graph (issue 17)', () => {
  it('are asked for in one request', async () => {
    await using graph = await serve(json(200, { value: [] }));
    await methodsAt(graph.origin).read(personId(1));
    expect(graph.requests.map(({ url }) => url)).toEqual([`/v1.0/users/${personId(1)}/authentication/methods`]);
    expect(graph.requests[0]!.headers).toMatchObject({ authorization: `Bearer ${token}` });
  });

  it.each([
    ['password', {}, []],
    ['phone', { phoneType: 'mobile', phoneNumber: '+46 701234567', smsSignInState: 'ready' }, ['mobilePhone']],
    ['phone', { phoneType: 'alternateMobile', phoneNumber: '+46 701234568' }, ['alternateMobilePhone']],
    ['phone', { phoneType: 'office', phoneNumber: '+46 8123456' }, ['officePhone']],
    ['phone', { phoneType: 'unknownFutureValue', phoneNumber: '+46 8123456' }, ['otherPhone']],
    ['email', { emailAddress: 'anna@example.com' }, ['email']],
    ['microsoftAuthenticator', { displayName: 'Annas iPhone' }, ['microsoftAuthenticatorPush']],
    ['softwareOath', { secretKey: null }, ['softwareOneTimePasscode']],
    ['hardwareOath', {}, ['hardwareOneTimePasscode']],
    ['fido2', { displayName: 'My key' }, ['fido2SecurityKey']],
    ['windowsHelloForBusiness', { displayName: 'ANNA-PC' }, ['windowsHelloForBusiness']],
    ['temporaryAccessPass', {}, ['temporaryAccessPass']],
    ['somethingNew', { value: 'anna' }, ['somethingNew']],
  ])('have %s %j as %j, and nothing else of it', async (kind, more, methods) => {
    await using graph = await serve(json(200, { value: [method('password'), method(kind, more)] }));
    expect(await methodsAt(graph.origin).read(personId(1))).toEqual({ kind: 'read', methods });
  });

  it('give a kind that has no name of this form no name at all: it may hold anything', async () => {
    await using graph = await serve(json(200, { value: [{ '@odata.type': '#anna@example.com' }] }));
    expect(await methodsAt(graph.origin).read(personId(1))).toEqual({ kind: 'read', methods: ['other'] });
  });

  it.each([
    ['429', json(429, {}, { 'retry-after': '7' }), { kind: 'throttled', retryAfterSeconds: 7 }],
    ['500', json(500, {}), { kind: 'away', because: '500 noErrorCode' }],
    ['401', json(401, { error: { code: 'InvalidAuthenticationToken' } }), { kind: 'away' }],
    ['400', json(400, { error: { code: 'BadRequest' } }), { kind: 'unreadable', because: '400 BadRequest' }],
    ['a list that is none', json(200, { value: {} }), { kind: 'unreadable' }],
    ['a method without a kind', json(200, { value: [{ id: '1' }] }), { kind: 'unreadable' }],
    ['404', json(404, { error: { code: 'Request_ResourceNotFound' } }), { kind: 'noSuchUser' }],
  ])('after %s are not "none"', async (_, answer, reading) => {
    await using graph = await serve(answer);
    expect(await methodsAt(graph.origin).read(personId(1))).toMatchObject(reading);
  });

  it('for want of a connection are not "none"', async () => {
    expect(await methodsAt(await unusedOrigin()).read(personId(1))).toEqual({ kind: 'away', because: 'noAnswer' });
  });

  it('name the permission that is missing', async () => {
    const permission = 'UserAuthenticationMethod.Read.All';
    await control('preconditions', { broken: [permission] });
    expect(await methodsAt(simulation.origin).read(blank[0]!)).toEqual({
      kind: 'refused',
      permission,
      code: 'Authorization_RequestDenied',
    });
  });
});
