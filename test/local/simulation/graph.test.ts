import { GraphError } from '@microsoft/microsoft-graph-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Simulation, startSimulation } from '../../../local/simulation/simulation.ts';
import { userFields, userRow } from '../../../shared/adapters/graph/user-row.ts';
import { graphClient } from './graph-client.ts';
import { getAll, getGraph } from './sending.ts';

const REPORT = '/reports/authenticationMethods/userRegistrationDetails';
const startsAt = new Date('2026-11-30T00:00:00Z');
const pageSchema = z.object({ value: z.array(z.object({ id: z.string() })), '@odata.nextLink': z.string().optional() });
let simulation: Simulation;

beforeEach(async () => {
  simulation = await startSimulation({ users: 300, seed: 7, port: 0, startsAt });
});
afterEach(() => simulation.close());

const later = (milliseconds: number) => simulation.advanceTo(new Date(simulation.now().getTime() + milliseconds));

describe('simulated Graph', () => {
  it('answers the real client, page by page', async () => {
    const client = graphClient(simulation.origin);
    const ids: string[] = [];
    for (let path: string | undefined = '/users?$select=id&$top=120'; path !== undefined;) {
      const page = pageSchema.parse(await client.api(path).get());
      ids.push(...page.value.map(({ id }) => id));
      path = page['@odata.nextLink']?.slice(`${simulation.origin}/v1.0`.length);
    }
    expect(new Set(ids).size).toBe(296);
  });

  it('makes the real client throw with code and status for what is not there', async () => {
    const failure = await graphClient(simulation.origin)
      .api('/groups/5f0c6b5c-0000-4000-8000-000000000000/transitiveMembers')
      .get()
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(GraphError);
    expect(failure).toMatchObject({ statusCode: 404, code: 'Request_ResourceNotFound' });
  });

  it('holds every property of a user that the directory asks for', async () => {
    const { status, body } = await getGraph(simulation, `/users?$top=300&$select=${userFields.join()}`);
    expect(status).toBe(200);
    const [first] = z.object({ value: z.array(z.record(z.string(), z.unknown())) }).parse(body).value;
    expect(Object.keys(first ?? {}).toSorted()).toEqual(userFields.toSorted());
    expect(userRow.safeParse(first).error).toBeUndefined();
  });

  it('links to the next page absolutely, on its own origin', async () => {
    const { body } = await getGraph(simulation, '/users?$top=1');
    expect(body['@odata.nextLink']).toMatch(new RegExp(`^${simulation.origin}/v1\\.0/users\\?.*%24skiptoken=`));
  });

  it('answers the default properties when none are selected', async () => {
    const { body } = await getGraph(simulation, '/users?$top=1');
    const properties =
      'businessPhones displayName givenName id jobTitle mail mobilePhone officeLocation preferredLanguage surname';
    expect(new Set(Object.keys(body.value[0] ?? {}))).toEqual(new Set([...properties.split(' '), 'userPrincipalName']));
  });

  it('finds users by id and by user principal name', async () => {
    const [first, second] = (await getGraph(simulation, '/users?$top=2')).body.value;
    const filtered = await getAll(
      simulation,
      `/users?$select=id&$filter=id in ('${String(first?.['id'])}','${String(second?.['id'])}')`,
    );
    expect(filtered).toEqual([{ id: first?.['id'] }, { id: second?.['id'] }]);
    const byName = await getGraph(simulation, `/users/${String(first?.['userPrincipalName'])}?$select=id`);
    expect(byName.body).toMatchObject({ id: first?.['id'] });
  });

  it('gives pages of at most 500 when sign-ins are selected', async () => {
    await simulation.close();
    simulation = await startSimulation({ users: 600, seed: 7, port: 0, startsAt });
    const { body } = await getGraph(simulation, '/users?$select=id,signInActivity&$top=999');
    expect(body.value).toHaveLength(500);
  });

  it.each([
    ['an unknown option', '/users?$skip=10', 'Request_BadRequest'],
    ['a page of more than 999', '/users?$top=1000', 'Request_BadRequest'],
    ['an unknown property', '/users?$select=id,shoeSize', 'Request_BadRequest'],
    ['a filter on what cannot be filtered', "/users?$filter=city eq 'Lyon'", 'Request_BadRequest'],
    ['a filter that is none', '/users?$filter=id', 'Request_BadRequest'],
    ['more than 15 values in a list', `/users?$filter=id in (${"'a',".repeat(15)}'a')`, 'Request_BadRequest'],
    ['a token that it did not give', '/users?$skiptoken=bogus', 'Directory_ExpiredPageToken'],
    ['$count without eventual consistency', '/users?$count=true', 'Request_BadRequest'],
    ['an order of the log that is not by time', '/auditLogs/directoryAudits?$orderby=category', 'Request_BadRequest'],
    [
      'a log filter on result, which is not documented',
      "/auditLogs/directoryAudits?$filter=result eq 'success'",
      'Request_BadRequest',
    ],
  ])('refuses %s', async (_what, path, code) => {
    const { status, body } = await getGraph(simulation, path);
    expect({ status, code: body.error?.code }).toEqual({ status: 400, code });
    expect(body.error?.innerError).toHaveProperty('request-id');
  });

  it('refuses a request without a token', async () => {
    const response = await fetch(`${simulation.origin}/v1.0/users`);
    expect(response.status).toBe(401);
  });

  it.each(['/subscribedSkus', '/domains', '/organization'])('lists %s', async (path) => {
    expect((await getAll(simulation, path)).length).toBeGreaterThan(0);
  });

  it.each([
    ['/policies/authorizationPolicy', { allowedToUseSSPR: true }],
    ['/policies/authenticationMethodsPolicy', { id: 'authenticationMethodsPolicy' }],
  ])('answers %s', async (path, expected) => {
    expect((await getGraph(simulation, path)).body).toMatchObject(expected);
  });

  it('expands nested groups, with the inner groups among the members unless only users are asked for', async () => {
    const id = simulation.groups['All staff']?.id ?? '';
    const everything = await getAll(simulation, `/groups/${id}/transitiveMembers?$select=id&$top=999`);
    const users = await getAll(simulation, `/groups/${id}/transitiveMembers/microsoft.graph.user?$select=id&$top=999`);
    expect(everything.length - users.length).toBe(12);
    expect(users).toHaveLength(272);
  });

  it('has people join in the second week', async () => {
    const before = await getAll(simulation, '/users?$select=id&$top=999');
    await simulation.advanceTo(new Date('2026-12-14T00:00:00Z'));
    const after = await getAll(simulation, '/users?$select=id&$top=999');
    const known = new Set(before.map(({ id }) => id));
    expect(after.filter(({ id }) => !known.has(id))).toHaveLength(4);
  });
});

describe('the simulated registration report', () => {
  it('omits disabled users and includes guests', async () => {
    const users = await getAll(simulation, '/users?$select=id,accountEnabled,userType&$top=999');
    const rows = await getAll(simulation, `${REPORT}?$top=999`);
    const inReport = new Set(rows.map(({ id }) => id));
    expect(users.filter(({ accountEnabled }) => accountEnabled === false).some(({ id }) => inReport.has(id))).toBe(
      false,
    );
    expect(rows.filter(({ userType }) => userType === 'guest')).toHaveLength(12);
    expect(rows).toHaveLength(users.filter(({ accountEnabled }) => accountEnabled).length);
  });

  it('has rows that lack a flag or hold none', async () => {
    const rows = await getAll(simulation, `${REPORT}?$top=999`);
    const broken = rows.filter(
      (row) => !('isSsprRegistered' in row) || row['isSsprCapable'] === null || row['methodsRegistered'] === null,
    );
    expect(broken).toHaveLength(3);
  });

  it('shows a registration hours later, and tells when the row was refreshed, not when anybody registered', async () => {
    const [unregistered] = (
      await getAll(simulation, `${REPORT}?$filter=isSsprCapable eq false and isSsprEnabled eq true&$top=999`)
    ).filter(({ userType }) => userType === 'member');
    const id = String(unregistered?.['id']);
    await fetch(`${simulation.origin}/simulation/people/${id}/prepopulate`, { method: 'POST' });
    const registeredAt = simulation.now().getTime();
    const hours = await hoursUntil(async () => (await getGraph(simulation, `${REPORT}/${id}`)).body, 'isSsprCapable');
    expect(hours).toBeGreaterThanOrEqual(1);
    expect(hours).toBeLessThanOrEqual(9);
    const { body } = await getGraph(simulation, `${REPORT}/${id}`);
    expect(Date.parse(String(body['lastUpdatedDateTime']))).toBeGreaterThan(registeredAt);
  });

  it('answers five requests in ten seconds, and tells later ones to wait', async () => {
    const statuses = [];
    for (let i = 0; i < 6; i++) statuses.push((await getGraph(simulation, `${REPORT}?$top=1`)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    const refused = await getGraph(simulation, '/auditLogs/directoryAudits');
    expect(refused.status).toBe(429);
    await later(Number(refused.headers.get('retry-after')) * 1_000);
    expect((await getGraph(simulation, '/auditLogs/directoryAudits')).status).toBe(200);
    expect(Object.values(simulation.summary().requests.throttledByRoute)).toEqual([1, 1]);
  });
});

describe('the simulated audit log', () => {
  it('shows events one to four minutes late', async () => {
    const id = await registerSomebody();
    const filter = `/auditLogs/directoryAudits?$filter=initiatedBy/user/id eq '${id}'`;
    await later(30_000);
    expect(await getAll(simulation, filter)).toEqual([]);
    await later(5 * 60_000);
    expect((await getAll(simulation, filter)).length).toBeGreaterThan(0);
  });

  it('writes whole directoryAudit objects, the newest first', async () => {
    const id = await registerSomebody();
    await later(60 * 60_000);
    const events = await getAll(
      simulation,
      `/auditLogs/directoryAudits?$filter=loggedByService eq 'Authentication Methods'`,
    );
    const times = events.map(({ activityDateTime }) => String(activityDateTime));
    expect(times).toEqual(times.toSorted().toReversed());
    expect(events.at(-1)).toMatchObject({
      category: 'UserManagement',
      result: 'success',
      activityDisplayName: 'User started security info registration',
      initiatedBy: { app: null, user: { id } },
      targetResources: [{ id, type: 'User' }],
      additionalDetails: [],
    });
  });

  it('can be read on from a time, upwards and page by page, without loss or repetition', async () => {
    await simulation.advanceTo(new Date('2026-12-20T00:00:00Z'));
    const all = await getAll(simulation, '/auditLogs/directoryAudits');
    const from = String(all[Math.floor(all.length / 2)]?.['activityDateTime']);
    const path = `/auditLogs/directoryAudits?$filter=activityDateTime ge ${from}&$orderby=activityDateTime asc&$top=20`;
    const upwards: Record<string, unknown>[] = [];
    for (let next: string | undefined = path; next !== undefined;) {
      const { body }: Awaited<ReturnType<typeof getGraph>> = await getGraph(simulation, next);
      upwards.push(...body.value);
      next = body['@odata.nextLink'];
      await later(10_000);
    }
    const expected = all.filter(({ activityDateTime }) => String(activityDateTime) >= from).toReversed();
    expect(upwards.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect(expected.length).toBeGreaterThan(20);
  });
});

describe('the methods of a user', () => {
  it('are true at once', async () => {
    const rows = await getAll(
      simulation,
      `${REPORT}?$filter=isSsprEnabled eq true and isSsprCapable eq false&$top=999`,
    );
    const id = String(
      rows.find(({ methodsRegistered }) => Array.isArray(methodsRegistered) && methodsRegistered.length === 0)?.['id'],
    );
    const types = async () =>
      (await getAll(simulation, `/users/${id}/authentication/methods`)).map((method) => String(method['@odata.type']));
    expect(await types()).toEqual(['#microsoft.graph.passwordAuthenticationMethod']);
    await fetch(`${simulation.origin}/simulation/people/${id}/prepopulate`, { method: 'POST' });
    expect(await types()).toContain('#microsoft.graph.phoneAuthenticationMethod');
  });
});

async function hoursUntil(read: () => Promise<Record<string, unknown>>, flag: string): Promise<number> {
  for (let hours = 0; ; hours++) {
    const row = await read();
    if (row[flag] === true || hours > 24) return hours;
    await later(3_600_000);
  }
}

async function registerSomebody(): Promise<string> {
  const users = await getAll(simulation, '/users?$select=id,mail&$top=999');
  const rows = await getAll(simulation, `${REPORT}?$filter=isSsprEnabled eq true and isSsprCapable eq false&$top=999`);
  const id = String(
    rows.find((row) => users.some((user) => user['id'] === row['id'] && user['mail'] !== null))?.['id'],
  );
  await fetch(`${simulation.origin}/simulation/people/${id}/register`, { method: 'POST' });
  return id;
}
