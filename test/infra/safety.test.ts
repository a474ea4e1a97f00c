import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { appSettings, compiledTemplate, foreseen, infraFolder, ofType, parameterSets } from './snapshots.ts';

/** Each role that may be given, and the smallest thing it is given on. */
const roleScopes: Readonly<Record<string, RegExp>> = {
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': /storageAccounts\/[^/]+$/,
  '974c5e8b-45b9-4653-ba55-5f855dd0fb88': /storageAccounts\/[^/]+$/,
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3': /storageAccounts\/[^/]+$/,
  '09976791-48a7-449e-bb21-39d1a415f350': /communicationServices\/[^/]+$/,
  '3913510d-42f4-4e42-8a64-420c390055eb': /components\/[^/]+$/,
  'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a': /queues\/delivery-reports$/,
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe': /containers\/(app-package|dead-reports)$/,
};

describe.each(parameterSets)('what %s deploys', (set) => {
  const resources = foreseen(set);
  const propertiesOf = (type: string) => ofType(resources, type).map(({ properties }) => properties);

  it('has storage without shared keys, public blobs, http or old TLS', () => {
    const accounts = ofType(resources, 'Microsoft.Storage/storageAccounts');
    expect(accounts.length).toBe(set === 'domain-verified' ? 2 : 1);
    for (const { name, properties } of accounts) {
      const isClosed = set === 'private-networking' || name.startsWith('starchive');
      expect(properties).toMatchObject({
        allowSharedKeyAccess: false,
        allowBlobPublicAccess: false,
        allowCrossTenantReplication: false,
        supportsHttpsTrafficOnly: true,
        minimumTlsVersion: 'TLS1_2',
        networkAcls: { bypass: 'AzureServices', defaultAction: isClosed ? 'Deny' : 'Allow' },
      });
    }
    const containers = propertiesOf('Microsoft.Storage/storageAccounts/blobServices/containers');
    expect(containers.map(({ publicAccess }) => publicAccess)).toEqual(['None', 'None']);
  });

  it('has an app with https, TLS 1.2 and no passwords', () => {
    expect(propertiesOf('Microsoft.Web/sites')).toEqual([
      expect.objectContaining({
        httpsOnly: true,
        siteConfig: expect.objectContaining({
          minTlsVersion: '1.2',
          scmMinTlsVersion: '1.2',
          ftpsState: 'Disabled',
        }) as unknown,
      }),
    ]);
    expect(propertiesOf('Microsoft.Web/sites/basicPublishingCredentialsPolicies')).toEqual([
      { allow: false },
      { allow: false },
    ]);
  });

  it('has mail, logs and metrics without local keys', () => {
    expect(propertiesOf('Microsoft.Communication/communicationServices')[0]).toMatchObject({ disableLocalAuth: true });
    expect(propertiesOf('Microsoft.Insights/components')[0]).toMatchObject({ DisableLocalAuth: true });
    const [workspace] = propertiesOf('Microsoft.OperationalInsights/workspaces');
    expect(workspace).toMatchObject({ features: { disableLocalAuth: true } });
  });

  it('follows nobody: engagement tracking is off for every domain', () => {
    const domains = propertiesOf('Microsoft.Communication/emailServices/domains');
    expect(domains.length).toBeGreaterThan(0);
    expect(new Set(domains.map(({ userEngagementTracking }) => userEngagementTracking))).toEqual(new Set(['Disabled']));
  });

  it('gives only the roles that are listed, each on the smallest thing', () => {
    const assignments = ofType(resources, 'Microsoft.Authorization/roleAssignments');
    expect(assignments).toHaveLength(8);
    for (const { id, properties } of assignments) {
      const role = String(properties.roleDefinitionId).split('/').at(-1)!;
      const [scope = ''] = id.split('/providers/Microsoft.Authorization/');
      expect(scope, role).toMatch(roleScopes[role]!);
    }
  });

  it('has no secret in a setting: what a setting takes from Azure is an address, an id or a connection string without key', () => {
    const values = Object.values(appSettings(resources));
    expect(values.filter((value) => /AccountKey|accesskey|SharedAccess|password|listKeys|sig=/i.test(value))).toEqual(
      [],
    );
  });

  it('takes delivery reports and no other events, past the firewall of storage', () => {
    const [subscription] = propertiesOf('Microsoft.EventGrid/systemTopics/eventSubscriptions');
    expect(subscription).toMatchObject({
      filter: { includedEventTypes: ['Microsoft.Communication.EmailDeliveryReportReceived'] },
      deliveryWithResourceIdentity: { identity: { type: 'SystemAssigned' } },
      deadLetterWithResourceIdentity: { identity: { type: 'SystemAssigned' } },
    });
  });

  it('says booleans in lower case, and sets nothing that Flex Consumption refuses', () => {
    const settings = appSettings(resources);
    expect(Object.values(settings).filter((value) => /^(True|False)$/.test(value))).toEqual([]);
    const refused =
      /^(FUNCTIONS_WORKER_RUNTIME|FUNCTIONS_EXTENSION_VERSION|WEBSITE_(RUN_FROM_PACKAGE|CONTENT.*|NODE_DEFAULT_VERSION|TIME_ZONE)|SCM_DO_BUILD.*|ENABLE_ORYX_BUILD|TZ|languageWorkers__.*)$/;
    expect(Object.keys(settings).filter((name) => refused.test(name))).toEqual([]);
  });
});

describe('the copy of the log', () => {
  it('is there when it is asked for, of the lines that the app writes, and nobody changes it (guard 5)', () => {
    const resources = foreseen('domain-verified');
    const account = ofType(resources, 'Microsoft.Storage/storageAccounts').find(({ name }) =>
      name.startsWith('starchive'),
    )!;
    expect(account.properties.immutableStorageWithVersioning).toEqual({
      enabled: true,
      immutabilityPolicy: {
        state: 'Unlocked',
        immutabilityPeriodSinceCreationInDays: 365,
        allowProtectedAppendWrites: true,
      },
    });
    const [copy] = ofType(resources, 'Microsoft.OperationalInsights/workspaces/dataExports');
    expect(copy!.properties).toEqual({
      enable: true,
      tableNames: ['AppTraces'],
      destination: { resourceId: account.id },
    });
  });

  it('is left out otherwise', () => {
    const types = foreseen('first-run').map(({ type }) => type);
    expect(types).not.toContain('Microsoft.OperationalInsights/workspaces/dataExports');
  });
});

describe('the first deployment', () => {
  it('sends nothing and does not read the tenant yet', () => {
    expect(appSettings(foreseen('first-run'))).toMatchObject({
      DRY_RUN: 'true',
      PREPOPULATION: 'false',
      TWO_OPERATORS: 'prepopulation',
      'AzureWebJobs.refreshRegistrations.Disabled': 'true',
      'AzureWebJobs.watchRegistrations.Disabled': 'true',
    });
  });

  it('links no domain that is not verified', () => {
    const linked = (set: (typeof parameterSets)[number]) =>
      ofType(foreseen(set), 'Microsoft.Communication/communicationServices')[0]!.properties.linkedDomains as string[];
    expect(linked('first-run').map((id) => path.basename(id))).toEqual(['AzureManagedDomain']);
    expect(linked('domain-verified').map((id) => path.basename(id))).toEqual([
      'AzureManagedDomain',
      'mail.contoso.com',
    ]);
  });
});

describe('the compiled template', () => {
  it('asks for no key anywhere and puts out no secret', () => {
    const text = JSON.stringify(compiledTemplate());
    expect(text).not.toMatch(/list(Keys|ServiceSas|AccountSas)|AccountKey|securestring/i);
  });

  it('puts out ids, names and addresses only', () => {
    const { outputs } = compiledTemplate() as { outputs: Record<string, { type: string; value?: string }> };
    expect(Object.keys(outputs).toSorted()).toEqual([
      'APP_IDENTITY_PRINCIPAL_ID',
      'APP_NAME',
      'APP_SENDER_ADDRESS',
      'APP_URL',
      'AZURE_RESOURCE_GROUP',
      'MAIL_DOMAIN_RECORDS',
      'MAIL_SERVICE_NAME',
      'STORAGE_NAME',
    ]);
    expect(JSON.stringify(outputs)).not.toMatch(/secure|connectionString|secret|password|key/i);
  });

  it('holds every Bicep file but the types and the Graph module, which its own reader compiles', () => {
    const main = readFileSync(path.join(infraFolder, 'main.bicep'), 'utf8');
    const modules = readdirSync(path.join(infraFolder, 'modules')).filter((file) => file.endsWith('.bicep'));
    expect(modules.filter((file) => !main.includes(`'modules/${file}'`))).toEqual([]);
    expect(modules.length).toBeGreaterThan(10);
  });
});
