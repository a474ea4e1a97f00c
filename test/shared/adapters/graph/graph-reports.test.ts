import { describe, expect, it } from 'vitest';
import { createGraphAuditLog } from '../../../../shared/adapters/graph/graph-audit-log.ts';
import { createGraphRegistrationReport } from '../../../../shared/adapters/graph/graph-registration-report.ts';
import { json, serve } from '../local-server.ts';
import { connectTo, fixture } from './graph-setup.ts';

describe('the registration report', () => {
  it('reads rows as Graph documents them', async () => {
    await using graph = await serve(json(200, await fixture('user-registration-details')));
    const page = await createGraphRegistrationReport(connectTo(graph.origin)).readRows(undefined);
    expect(graph.requests[0]?.url).toBe('/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=999');
    expect(page).toMatchObject({ setAside: [], items: [{}, {}, {}] });
    expect('items' in page && page.items[2]).toEqual({
      userId: 'c8096958-797c-44fa-8fde-a6fb62567cf0',
      registration: {
        isSsprEnabled: false,
        isSsprRegistered: true,
        isSsprCapable: false,
        isAdmin: false,
        methodsRegistered: ['mobilePhone', 'microsoftAuthenticatorPush', 'softwareOneTimePasscode'],
      },
    });
  });

  const flags = ['isSsprEnabled', 'isSsprRegistered', 'isSsprCapable', 'isAdmin', 'methodsRegistered'];
  it.each(flags.flatMap((field) => [undefined, null, 'true', 1].map((value) => [field, value] as const)))(
    'sets a row aside whose %s is %s',
    async (field, value) => {
      const [row] = (await fixture('user-registration-details')).value;
      await using graph = await serve(json(200, { value: [{ ...row, [field]: value }] }));
      const page = await createGraphRegistrationReport(connectTo(graph.origin)).readRows(undefined);
      expect(page).toMatchObject({
        items: [],
        setAside: [{ id: row?.['id'], reason: expect.stringMatching(`^${field}: `) as string }],
      });
    },
  );
});

describe('the audit log', () => {
  const since = new Date('2024-12-01T00:00:00Z');

  it('reads events oldest first, each with whom it is about', async () => {
    await using graph = await serve(json(200, await fixture('directory-audits')));
    const page = await createGraphAuditLog(connectTo(graph.origin)).readEvents(
      'Authentication Methods',
      since,
      undefined,
    );
    const events = 'items' in page ? page.items : [];
    expect(events.map(({ activityDisplayName, userId }) => [activityDisplayName, userId])).toEqual([
      ['Add member to group', '1f0e98f5-3161-4c6b-9b50-d488572f2bb7'],
      ['User registered security info', '728309ae-1a37-4937-9afe-e35d964db09b'],
      ['GroupLifecyclePolicies_Get', undefined],
    ]);
    expect(events[1]).toMatchObject({
      id: 'Authentication Methods_0a1b2c3d-0000-4000-8000-000000000001_88453291',
      activityDateTime: new Date('2024-12-27T09:00:00Z'),
      loggedByService: 'Authentication Methods',
      result: 'success',
      resultReason: 'User registered Phone.',
    });
  });

  it('does not take the admin who registered it for the subject', async () => {
    const [, , row] = (await fixture('directory-audits')).value;
    const targetResources = [{ id: '1F0E98F5-3161-4c6b-9b50-d488572f2bb7', type: 'User' }];
    await using graph = await serve(json(200, { value: [{ ...row, targetResources }] }));
    const page = await createGraphAuditLog(connectTo(graph.origin)).readEvents(
      'Authentication Methods',
      since,
      undefined,
    );
    expect(page).toMatchObject({ items: [{ userId: '1f0e98f5-3161-4c6b-9b50-d488572f2bb7' }] });
  });

  it('asks for one service since an instant, oldest first', async () => {
    await using graph = await serve(json(200, { value: [] }));
    const service = 'Self-service Password Management';
    await createGraphAuditLog(connectTo(graph.origin)).readEvents(service, since, undefined);
    const { pathname, searchParams } = new URL(graph.requests[0]!.url, graph.origin);
    expect(pathname).toBe('/v1.0/auditLogs/directoryAudits');
    expect(Object.fromEntries(searchParams)).toEqual({
      $filter: `activityDateTime ge 2024-12-01T00:00:00.000Z and loggedByService eq '${service}'`,
      $orderby: 'activityDateTime',
    });
  });

  it.each(['id', 'activityDateTime', 'activityDisplayName', 'result'])(
    'sets an event without %s aside',
    async (field) => {
      const [, , row] = (await fixture('directory-audits')).value;
      await using graph = await serve(json(200, { value: [{ ...row, [field]: undefined }] }));
      const page = await createGraphAuditLog(connectTo(graph.origin)).readEvents(
        'Authentication Methods',
        since,
        undefined,
      );
      expect(page).toMatchObject({ items: [], setAside: [{ reason: expect.stringMatching(`^${field}: `) as string }] });
    },
  );
});
