import { describe, expect, it } from 'vitest';
import { createGraphDirectory } from '../../../../shared/adapters/graph/graph-directory.ts';
import { json, serve } from '../local-server.ts';
import { connectTo, fixture, token } from './graph-setup.ts';

const directoryAt = (origin: string, includeSignInActivity = false) =>
  createGraphDirectory(connectTo(origin), { includeSignInActivity });

const user = {
  id: '4562bcc8-c436-4f95-b7c0-4f8ce89dca5e',
  userPrincipalName: 'admin@contoso.com',
  displayName: 'MOD Administrator',
  givenName: 'MOD',
  mail: undefined,
  otherMails: ['mod@example.com'],
  preferredLanguage: 'en-US',
  usageLocation: 'US',
  department: 'Executive Management',
  companyName: 'Contoso',
  country: 'United States',
  employeeType: 'Employee',
  accountEnabled: true,
  userType: 'member',
  createdDateTime: new Date('2019-05-05T10:00:00Z'),
  onPremisesSyncEnabled: false,
  servicePlanIds: ['41781fb2-bc02-4b7c-bd55-b576c07bb09d'],
  lastSignInDateTime: undefined,
};

describe('the directory', () => {
  it('reads users as Graph documents them', async () => {
    await using graph = await serve(json(200, await fixture('users')));
    const page = await directoryAt(graph.origin).readUsers(undefined, { managers: false });
    expect(page).toMatchObject({
      setAside: [],
      next: undefined,
      items: [
        user,
        { mail: 'Adams@contoso.com', accountEnabled: false, onPremisesSyncEnabled: true, createdDateTime: undefined },
        { userType: 'guest', preferredLanguage: undefined, department: undefined, servicePlanIds: [] },
      ],
    });
  });

  it('asks for what it needs, and for sign-ins only when told to', async () => {
    await using graph = await serve(json(200, { value: [] }));
    await directoryAt(graph.origin).readUsers(undefined, { managers: false });
    await directoryAt(graph.origin, true).readUsers(undefined, { managers: false });
    const [plain, withSignIns] = graph.requests.map(({ url }) => new URL(url, graph.origin));
    const fields =
      'id,userPrincipalName,displayName,givenName,mail,otherMails,preferredLanguage,usageLocation,' +
      'department,companyName,country,employeeType,accountEnabled,userType,createdDateTime,onPremisesSyncEnabled,assignedPlans,assignedLicenses,' +
      'employeeHireDate,creationType,externalUserState,identities';
    expect(plain?.pathname).toBe('/v1.0/users');
    expect(Object.fromEntries(plain?.searchParams ?? [])).toEqual({ $select: fields, $top: '999' });
    expect(Object.fromEntries(withSignIns?.searchParams ?? [])).toEqual({
      $select: `${fields},signInActivity`,
      $top: '500',
    });
    expect(graph.requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
  });

  it('reads the id of each manager where that is wanted, and sets nobody aside for theirs (everyone 8)', async () => {
    const [row] = (await fixture('users')).value;
    const managers = [{ id: 'A9F5D6C1-0000-4000-8000-000000000001', '@odata.type': '#microsoft.graph.user' }, null, {}];
    const value = [...managers.map((manager) => ({ ...row, manager })), row];
    await using graph = await serve(json(200, { value }));
    const page = await directoryAt(graph.origin).readUsers(undefined, { managers: true });
    expect(new URL(graph.requests[0]!.url, graph.origin).searchParams.get('$expand')).toBe(
      'manager($levels=1;$select=id)',
    );
    expect(page).toMatchObject({ setAside: [] });
    const ids = 'items' in page ? page.items.map(({ managerId }) => managerId) : [];
    expect(ids).toEqual(['a9f5d6c1-0000-4000-8000-000000000001', undefined, undefined, undefined]);
  });

  it('takes the later of the two kinds of sign-in, and the year 1 for none', async () => {
    const [row] = (await fixture('users')).value;
    const signIns = [
      { lastSignInDateTime: '2026-01-01T00:00:00Z', lastNonInteractiveSignInDateTime: '2026-02-01T00:00:00Z' },
      { lastSignInDateTime: '0001-01-01T00:00:00Z' },
      null,
    ];
    const value = signIns.map((signInActivity) => ({ ...row, signInActivity }));
    await using graph = await serve(json(200, { value }));
    const page = await directoryAt(graph.origin, true).readUsers(undefined, { managers: false });
    const seen = 'items' in page ? page.items.map(({ lastSignInDateTime }) => lastSignInDateTime) : [];
    expect(seen).toEqual([new Date('2026-02-01T00:00:00Z'), undefined, undefined]);
    const never = 'items' in page ? page.items.map(({ neverSignedIn }) => neverSignedIn) : [];
    expect(never).toEqual([false, true, true]);
  });

  it.each([
    ['accountEnabled is missing', { accountEnabled: undefined }, /^accountEnabled: /],
    ['accountEnabled is null', { accountEnabled: null }, /^accountEnabled: /],
    ['accountEnabled is a text', { accountEnabled: 'true' }, /^accountEnabled: /],
    ['onPremisesSyncEnabled is missing', { onPremisesSyncEnabled: undefined }, /^onPremisesSyncEnabled: /],
    ['userType is a new one', { userType: 'Visitor' }, /^userType: /],
    ['assignedPlans is missing', { assignedPlans: undefined }, /^assignedPlans: /],
    ['a plan has no id', { assignedPlans: [{ capabilityStatus: 'Enabled' }] }, /^assignedPlans.0.servicePlanId: /],
    ['department is a number', { department: 7 }, /^department: /],
    ['createdDateTime is no instant', { createdDateTime: 'yesterday' }, /^createdDateTime: /],
  ])('sets a row aside when %s, and goes on', async (_, change, reason) => {
    const [first, second] = (await fixture('users')).value;
    await using graph = await serve(json(200, { value: [{ ...first, ...change }, second] }));
    const page = await directoryAt(graph.origin).readUsers(undefined, { managers: false });
    expect(page).toMatchObject({
      items: [{ id: second?.['id'] }],
      setAside: [{ id: user.id, reason: expect.stringMatching(reason) as string }],
    });
  });

  // https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/654: accounts from before September 2014 have no userType.
  it.each([
    ['userType', { userType: null }],
    ['userType', { userType: undefined }],
    ['userType', { userType: '' }],
    ['a display name', { displayName: null }],
    ['a display name', { displayName: '' }],
    ['a language that is a text', { preferredLanguage: 7 }],
    ['licences', { assignedLicenses: undefined }],
    ['identities that can be read', { identities: 'none' }],
  ])('reads a row without %s (truth 1)', async (_, change) => {
    const [first] = (await fixture('users')).value;
    await using graph = await serve(json(200, { value: [{ ...first, ...change }] }));
    const page = await directoryAt(graph.origin).readUsers(undefined, { managers: false });
    expect(page).toMatchObject({ items: [{ id: user.id, userType: 'member' }], setAside: [] });
  });

  it('sets aside what is no user at all, without repeating it', async () => {
    await using graph = await serve(json(200, { value: ['Alex Wilber', null, { id: 7 }] }));
    const page = await directoryAt(graph.origin).readUsers(undefined, { managers: false });
    expect(page).toMatchObject({ items: [], setAside: [{ id: undefined }, { id: undefined }, { id: undefined }] });
    expect(JSON.stringify(page)).not.toContain('Wilber');
  });

  it('reads the members of a group that are users', async () => {
    await using graph = await serve(json(200, await fixture('transitive-members')));
    const page = await directoryAt(graph.origin).readMembers('02bd9fd6-8f93-4758-87c3-1fb73740a315', undefined);
    expect(page).toEqual({
      items: ['11111111-2222-3333-4444-555555555555', 'aaaaaaaa-2222-3333-4444-555555555555'],
      setAside: [],
      next: undefined,
    });
    expect(graph.requests[0]?.url).toBe(
      '/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/transitiveMembers?$select=id&$top=999',
    );
  });

  it('keeps a member of unknown kind, since it may be a user of an excluded group', async () => {
    await using graph = await serve(json(200, { value: [{ id: '11111111-2222-3333-4444-555555555555' }, {}] }));
    const page = await directoryAt(graph.origin).readMembers('g', undefined);
    expect(page).toMatchObject({ items: ['11111111-2222-3333-4444-555555555555'], setAside: [{ id: undefined }] });
  });

  it('says that a group is not there', async () => {
    await using graph = await serve(json(404, { error: { code: 'Request_ResourceNotFound', message: 'no' } }));
    expect(await directoryAt(graph.origin).readMembers('g', undefined)).toBe('noSuchGroup');
  });

  it('does not take any other 404 for a group that is not there', async () => {
    await using graph = await serve(json(404, { error: { code: 'BadRequest', message: 'no such segment' } }));
    await expect(directoryAt(graph.origin).readMembers('g', undefined)).rejects.toThrow(/404 BadRequest/);
  });
});
