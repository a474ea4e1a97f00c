import { describe, expect, it } from 'vitest';
import { InvalidSettings, type Environment } from '../../../shared/config/setting-reader.ts';
import { readSettings } from '../../../shared/config/settings.ts';

const tenantId = '9f2b1c3d-0000-4000-8000-000000000001';
const audience = '9f2b1c3d-0000-4000-8000-000000000002';
const secret = 'c2VjcmV0LWtleQ==';
const good: Environment = {
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  ACS_ENDPOINT: 'https://contoso.europe.communication.azure.com/',
  SENDER_ADDRESS: 'DoNotReply@mail.contoso.com',
  ADMIN_TENANT_ID: tenantId,
  ADMIN_AUDIENCE: audience,
};

function faultsOf(env: Environment): Record<string, string> {
  try {
    readSettings(env);
    return {};
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    return Object.fromEntries(error.faults.map(({ setting, message }) => [setting, message]));
  }
}

describe('readSettings', () => {
  it('fills in everything that has a default', () => {
    expect(readSettings(good)).toEqual({
      storage: { kind: 'connectionString', connectionString: 'UseDevelopmentStorage=true' },
      graph: { endpoint: 'https://graph.microsoft.com', includeSignInActivity: false },
      mail: {
        connection: { kind: 'identity', endpoint: 'https://contoso.europe.communication.azure.com' },
        senderAddress: 'DoNotReply@mail.contoso.com',
      },
      campaignDocument: './campaign.json',
      admin: { tenantId, audience, authority: 'https://login.microsoftonline.com' },
      dryRun: true,
      methodsWithoutP1: false,
      mailboxPurpose: false,
      prepopulation: false,
      noticeAddresses: [],
      twoOperators: 'prepopulation',
      auditRetentionDays: 730,
      deploymentId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5/) as string,
    });
  });

  it.each([
    ['True', true],
    ['FALSE', false],
    ['true', true],
  ])('takes %s for a yes or no: Azure writes booleans in either case (engine 7)', (DRY_RUN, dryRun) => {
    expect(
      readSettings({
        ...good,
        DRY_RUN,
        SIGN_IN_ACTIVITY: DRY_RUN,
        PREPOPULATION: DRY_RUN,
        METHODS_WITHOUT_P1: DRY_RUN,
        MAILBOX_PURPOSE: DRY_RUN,
      }),
    ).toMatchObject({
      dryRun,
      prepopulation: dryRun,
      methodsWithoutP1: dryRun,
      mailboxPurpose: dryRun,
      graph: { includeSignInActivity: dryRun },
    });
  });

  it.each(['REFRESH_SCHEDULE', 'WATCH_SCHEDULE', 'PLAN_SCHEDULE', 'RELEASE_SCHEDULE', 'RECONCILE_SCHEDULE'])(
    'checks %s with the others (engine 7)',
    (setting) => {
      expect(faultsOf({ ...good, [setting]: 'nonsense' })).toEqual({
        [setting]: expect.stringMatching(/is no schedule such as/) as string,
      });
      expect(faultsOf({ ...good, [setting]: '0 30 3 * * 1-5' })).toEqual({});
    },
  );

  const storageOf = (clientId: string | undefined) => ({
    ...good,
    AzureWebJobsStorage: undefined,
    AzureWebJobsStorage__accountName: 'contoso',
    AzureWebJobsStorage__clientId: clientId,
  });

  it.each<[string, Environment, string | undefined]>([
    ['AZURE_CLIENT_ID', { ...good, AZURE_CLIENT_ID: tenantId.toUpperCase() }, tenantId],
    ['storage', storageOf(tenantId), tenantId],
    ['both alike', { ...storageOf(tenantId), AZURE_CLIENT_ID: tenantId }, tenantId],
    ['nobody', storageOf(undefined), undefined],
  ])('has one identity for all, named by %s (engine 6)', (_, env, clientId) => {
    expect(readSettings(env).clientId).toBe(clientId);
  });

  it('refuses two identities (engine 6)', () => {
    expect(faultsOf({ ...storageOf(tenantId), AZURE_CLIENT_ID: audience })).toEqual({
      AZURE_CLIENT_ID: expect.stringMatching(/another identity/) as string,
    });
  });

  it.each([
    [undefined, 'prepopulation'],
    ['prepopulation', 'prepopulation'],
    ['None', 'none'],
  ])('reads TWO_OPERATORS=%s as %s: without a word there are two (guard 2)', (TWO_OPERATORS, twoOperators) => {
    const settings = readSettings({ ...good, ...(TWO_OPERATORS && { TWO_OPERATORS }) });
    expect(settings).toMatchObject({ twoOperators });
  });

  it('refuses another TWO_OPERATORS (guard 2)', () => {
    expect(faultsOf({ ...good, TWO_OPERATORS: 'false' })).toEqual({
      TWO_OPERATORS: 'is neither prepopulation nor none',
    });
  });

  it('takes what is set', () => {
    const settings = readSettings({
      ...good,
      REPLY_TO_ADDRESS: 'servicedesk@contoso.com',
      CAMPAIGN_DOCUMENT: 'https://contoso.blob.core.windows.net/campaign.json?sig=abc',
      DRY_RUN: 'false',
      SIGN_IN_ACTIVITY: 'true',
      PREPOPULATION: 'true',
      DEPLOYMENT_ID: tenantId.toUpperCase(),
      ADMIN_AUTHORITY: 'https://login.example.com',
    });
    expect(settings).toMatchObject({
      mail: { replyToAddress: 'servicedesk@contoso.com' },
      campaignDocument: 'https://contoso.blob.core.windows.net/campaign.json?sig=abc',
      dryRun: false,
      prepopulation: true,
      graph: { includeSignInActivity: true },
      deploymentId: tenantId,
      admin: { authority: 'https://login.example.com' },
    });
  });

  it('reads addresses with commas between them (guard 3)', () => {
    const NOTICE_ADDRESSES = 'soc@msp.example, help@msp.example';
    expect(readSettings({ ...good, NOTICE_ADDRESSES }).noticeAddresses).toEqual([
      'soc@msp.example',
      'help@msp.example',
    ]);
    expect(faultsOf({ ...good, NOTICE_ADDRESSES: 'soc@msp.example,' })).toEqual({
      NOTICE_ADDRESSES: expect.stringMatching(/is not a list of bare addresses/) as string,
    });
  });

  it.each([
    ['https://graph.microsoft.com', 'https://login.microsoftonline.com'],
    ['https://graph.microsoft.us', 'https://login.microsoftonline.us'],
    ['https://dod-graph.microsoft.us', 'https://login.microsoftonline.us'],
    ['https://microsoftgraph.chinacloudapi.cn', 'https://login.partner.microsoftonline.cn'],
  ])('finds the authority of the cloud of %s', (graphEndpoint, authority) => {
    expect(readSettings({ ...good, GRAPH_ENDPOINT: graphEndpoint }).admin.authority).toBe(authority);
  });

  it('gives the same deployment id to the same tenant and sender, and another to others', () => {
    const id = readSettings(good).deploymentId;
    expect(readSettings({ ...good, SENDER_ADDRESS: 'donotreply@mail.contoso.com' }).deploymentId).toBe(id);
    expect(readSettings({ ...good, SENDER_ADDRESS: 'sspr@mail.contoso.com' }).deploymentId).not.toBe(id);
    expect(readSettings({ ...good, ADMIN_TENANT_ID: audience }).deploymentId).not.toBe(id);
  });

  it('allows http on loopback for every service', () => {
    const settings = readSettings({
      ...good,
      ACS_ENDPOINT: undefined,
      ACS_CONNECTION_STRING: `endpoint=http://127.0.0.1:7072/;accesskey=${secret}`,
      GRAPH_ENDPOINT: 'http://localhost:7071',
      ADMIN_AUTHORITY: 'http://[::1]:7071',
      CAMPAIGN_DOCUMENT: 'http://127.0.0.1:7071/campaign.json',
    });
    expect(settings.graph.endpoint).toBe('http://localhost:7071');
    expect(settings.mail.connection.kind).toBe('connectionString');
  });

  const identity = { ...good, AzureWebJobsStorage: undefined };
  const tables = 'https://contoso.table.core.windows.net';
  const queues = 'https://contoso.queue.core.windows.net';
  it.each([
    [
      'the account name of the host storage',
      { AzureWebJobsStorage__accountName: 'contoso' },
      { kind: 'identity', tableServiceUri: tables, queueServiceUri: queues },
    ],
    [
      'the URIs of the host storage',
      { AzureWebJobsStorage__tableServiceUri: tables, AzureWebJobsStorage__queueServiceUri: queues },
      { kind: 'identity', tableServiceUri: tables, queueServiceUri: queues },
    ],
    [
      'a user-assigned identity',
      {
        CAMPAIGN_STORAGE__tableServiceUri: tables,
        CAMPAIGN_STORAGE__queueServiceUri: queues,
        CAMPAIGN_STORAGE__credential: 'managedidentity',
        CAMPAIGN_STORAGE__clientId: audience,
      },
      { kind: 'identity', tableServiceUri: tables, queueServiceUri: queues, clientId: audience },
    ],
    [
      'its own connection string before the host storage',
      { CAMPAIGN_STORAGE: `AccountName=a;AccountKey=${secret}`, AzureWebJobsStorage: 'UseDevelopmentStorage=true' },
      { kind: 'connectionString', connectionString: `AccountName=a;AccountKey=${secret}` },
    ],
  ])('reads storage from %s', (_, env, storage) => {
    expect(readSettings({ ...identity, ...env }).storage).toEqual(storage);
  });

  it.each<[string, Environment, string, RegExp]>([
    ['no storage', { AzureWebJobsStorage: ' ' }, 'AzureWebJobsStorage', /is missing: set a connection string/],
    [
      'a storage text that is none',
      { CAMPAIGN_STORAGE: 'x' },
      'CAMPAIGN_STORAGE',
      /is not a storage connection string/,
    ],
    [
      'a storage endpoint over http',
      { CAMPAIGN_STORAGE: `AccountName=a;AccountKey=${secret};TableEndpoint=http://10.0.0.1/a` },
      'CAMPAIGN_STORAGE',
      /has an http endpoint/,
    ],
    [
      'a storage protocol of http',
      { CAMPAIGN_STORAGE: `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=${secret}` },
      'CAMPAIGN_STORAGE',
      /has an http endpoint/,
    ],
    [
      'both forms of storage',
      { AzureWebJobsStorage__accountName: 'contoso' },
      'AzureWebJobsStorage',
      /keep one of the two forms/,
    ],
    [
      'a table service only',
      { CAMPAIGN_STORAGE__tableServiceUri: tables },
      'CAMPAIGN_STORAGE__queueServiceUri',
      /is missing/,
    ],
    [
      'an account name with a dot',
      { CAMPAIGN_STORAGE__accountName: 'contoso.evil' },
      'CAMPAIGN_STORAGE__accountName',
      /3 to 24 lower-case letters/,
    ],
    ['a Graph endpoint over http', { GRAPH_ENDPOINT: 'http://graph.microsoft.com' }, 'GRAPH_ENDPOINT', /https:\/\//],
    [
      'a loopback name in a longer one',
      { GRAPH_ENDPOINT: 'http://127.0.0.1.evil.com' },
      'GRAPH_ENDPOINT',
      /https:\/\//,
    ],
    ['a Graph endpoint with a path', { GRAPH_ENDPOINT: 'https://graph.microsoft.com/v1.0' }, 'GRAPH_ENDPOINT', /path/],
    [
      'a Graph endpoint that is no URL',
      { GRAPH_ENDPOINT: 'graph' },
      'GRAPH_ENDPOINT',
      /is not the address of a service/,
    ],
    [
      'a flag for methods that is no flag',
      { METHODS_WITHOUT_P1: 'yes' },
      'METHODS_WITHOUT_P1',
      /neither true nor false/,
    ],
    ['a flag for mailboxes that is no flag', { MAILBOX_PURPOSE: '1' }, 'MAILBOX_PURPOSE', /neither true nor false/],
    ['a sign-in flag that is no flag', { SIGN_IN_ACTIVITY: 'yes' }, 'SIGN_IN_ACTIVITY', /neither true nor false/],
    ['no mail service', { ACS_ENDPOINT: undefined }, 'ACS_ENDPOINT', /is missing/],
    [
      'two mail services',
      { ACS_CONNECTION_STRING: `endpoint=https://a.communication.azure.com/;accesskey=${secret}` },
      'ACS_ENDPOINT',
      /keep one/,
    ],
    ['a mail service over http', { ACS_ENDPOINT: 'http://10.0.0.1' }, 'ACS_ENDPOINT', /https:\/\//],
    [
      'a mail connection string without a key',
      { ACS_ENDPOINT: '', ACS_CONNECTION_STRING: 'endpoint=https://a.communication.azure.com/' },
      'ACS_CONNECTION_STRING',
      /is not of the form/,
    ],
    [
      'a mail connection string over http',
      { ACS_ENDPOINT: '', ACS_CONNECTION_STRING: `endpoint=http://10.0.0.1/;accesskey=${secret}` },
      'ACS_CONNECTION_STRING',
      /not https/,
    ],
    ['no sender', { SENDER_ADDRESS: undefined }, 'SENDER_ADDRESS', /is missing/],
    ['a sender with a name', { SENDER_ADDRESS: 'IT <it@contoso.com>' }, 'SENDER_ADDRESS', /leave out the display name/],
    ['a reply address with a name', { REPLY_TO_ADDRESS: 'IT <it@contoso.com>' }, 'REPLY_TO_ADDRESS', /bare address/],
    [
      'a document over http',
      { CAMPAIGN_DOCUMENT: 'http://10.0.0.1/c.json' },
      'CAMPAIGN_DOCUMENT',
      /neither a path nor/,
    ],
    [
      'a document over another protocol',
      { CAMPAIGN_DOCUMENT: 'ftp://a/c.json' },
      'CAMPAIGN_DOCUMENT',
      /neither a path/,
    ],
    ['no tenant', { ADMIN_TENANT_ID: undefined }, 'ADMIN_TENANT_ID', /is missing/],
    ['a tenant by name', { ADMIN_TENANT_ID: 'contoso.com' }, 'ADMIN_TENANT_ID', /is not a GUID/],
    ['no audience', { ADMIN_AUDIENCE: undefined }, 'ADMIN_AUDIENCE', /is missing/],
    ['two audiences', { ADMIN_AUDIENCE: 'a b' }, 'ADMIN_AUDIENCE', /blanks/],
    ['an authority over http', { ADMIN_AUTHORITY: 'http://10.0.0.1' }, 'ADMIN_AUTHORITY', /https:\/\//],
    ['an authority that nobody knows', { GRAPH_ENDPOINT: 'http://127.0.0.1:1' }, 'ADMIN_AUTHORITY', /is missing/],
    ['a dry run of one', { DRY_RUN: '1' }, 'DRY_RUN', /neither true nor false/],
    ['a dry run in other words', { DRY_RUN: 'no' }, 'DRY_RUN', /neither true nor false/],
    ['a deployment id that is no GUID', { DEPLOYMENT_ID: 'prod' }, 'DEPLOYMENT_ID', /is not a GUID/],
  ])('refuses %s', (_, change, setting, message) => {
    const faults = faultsOf({ ...good, ...change });
    expect(faults).toEqual({ [setting]: expect.stringMatching(message) as string });
  });

  it('says what is missing when the host storage names a blob service only', () => {
    const env = { AzureWebJobsStorage__blobServiceUri: 'https://contoso.blob.core.windows.net' };
    const missing = /is missing: set it to https:.+, or set AzureWebJobsStorage__accountName/;
    expect(faultsOf({ ...identity, ...env })).toEqual({
      AzureWebJobsStorage__tableServiceUri: expect.stringMatching(missing) as string,
      AzureWebJobsStorage__queueServiceUri: expect.stringMatching(missing) as string,
    });
  });

  it('names all faults of an empty environment in one message', () => {
    expect(Object.keys(faultsOf({}))).toEqual([
      'AzureWebJobsStorage',
      'ACS_ENDPOINT',
      'SENDER_ADDRESS',
      'ADMIN_TENANT_ID',
      'ADMIN_AUDIENCE',
    ]);
    expect(() => readSettings({})).toThrow(/5 faults:\n {2}AzureWebJobsStorage is missing/);
  });

  it('never repeats a value, since it may be a secret', () => {
    const names = [...Object.keys(good), 'GRAPH_ENDPOINT', 'CAMPAIGN_STORAGE', 'ACS_CONNECTION_STRING', 'DRY_RUN'];
    const faults = faultsOf(Object.fromEntries(names.map((name) => [name, `http://10.0.0.1/${secret}`])));
    expect(Object.keys(faults).length).toBeGreaterThan(4);
    expect(JSON.stringify(faults)).not.toContain(secret);
  });
});
