import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { appRolesBeside } from '../../infra/entra/app-roles.ts';
import { graphPermissions } from '../../infra/entra/permissions.ts';
import { poisonNameOf, queueNames } from '../../shared/adapters/queues/queue-names.ts';
import { tableNames } from '../../shared/adapters/tables/table-names.ts';
import { roles } from '../../shared/api/roles.ts';
import { defaultSchedules } from '../../shared/config/schedules.ts';
import { readSettings } from '../../shared/config/settings.ts';
import { appSettings, type Foreseen, ofType } from './snapshots.ts';

/** Names that code and infrastructure must share, by kind. */
export type Names = Readonly<
  Record<'queues' | 'tables' | 'settings' | 'schedules' | 'permissions' | 'roles', readonly string[]>
>;

const projectFolder = path.resolve(import.meta.dirname, '../..');

/** Settings that the code knows and the template leaves alone, and why. */
const notDeployed: Readonly<Record<string, string>> = {
  ACS_CONNECTION_STRING: 'a secret; the endpoint with the identity needs none',
  ADMIN_AUTHORITY: 'follows from GRAPH_ENDPOINT',
  AzureWebJobsStorage: 'a secret; the section of the same name needs none',
  AzureWebJobsStorage__accountName: 'the addresses are given, which other clouds need',
  CAMPAIGN_STORAGE: 'the campaign shares the host’s account',
  WEBSITE_HOSTNAME: 'App Service sets it',
};

/** Settings that the host, the platform or Azure's libraries read, whether our code does or not. */
const ofThePlatform = [
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'AzureWebJobs.refreshRegistrations.Disabled',
  'AzureWebJobs.watchRegistrations.Disabled',
  'AzureWebJobsStorage__blobServiceUri',
  'AzureWebJobsStorage__credential',
  'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID',
];

export const namesInCode = (): Names => ({
  queues: Object.values(queueNames).flatMap((name) => [name, poisonNameOf(name)]),
  tables: Object.values(tableNames),
  settings: [...settingsThatAreRead().filter((name) => !(name in notDeployed)), ...ofThePlatform],
  schedules: Object.entries(defaultSchedules).map(([name, value]) => `${name}=${value}`),
  permissions: permissionsInCode(),
  roles: Object.values(roles),
});

export function namesDeployed(resources: readonly Foreseen[]): Names {
  const last = (type: string) => ofType(resources, type).map(({ name }) => name.split('/').at(-1)!);
  const settings = appSettings(resources);
  const isSchedule = (name: string) => name.endsWith('_SCHEDULE');
  return {
    queues: last('Microsoft.Storage/storageAccounts/queueServices/queues'),
    tables: last('Microsoft.Storage/storageAccounts/tableServices/tables'),
    settings: Object.keys(settings).filter((name) => !isSchedule(name)),
    schedules: Object.keys(settings)
      .filter(isSchedule)
      .map((name) => `${name}=${settings[name]}`),
    permissions: graphPermissions.map(({ value }) => value),
    roles: appRolesBeside([]).map(({ value }) => value),
  };
}

/** What is on one side only, by kind; empty when the names are the same. */
export const differences = (code: Names, deployed: Names): readonly string[] =>
  (Object.keys(code) as (keyof Names)[]).flatMap((kind) => [
    ...code[kind]
      .filter((name) => !deployed[kind].includes(name))
      .map((name) => `${kind}: ${name} is only in the code`),
    ...deployed[kind].filter((name) => !code[kind].includes(name)).map((name) => `${kind}: ${name} is only deployed`),
  ]);

/** Permissions that the code speaks of and does not ask for, and why. */
const notAskedFor: Readonly<Record<string, string>> = {
  'Directory.Read.All': 'Entra’s own table names it for the audit log; AuditLog.Read.All is enough',
};

/** Reads settings from nothing, by identity and by text, and notes which were asked for. */
function settingsThatAreRead(): string[] {
  const asked = new Set<string>();
  for (const given of [{}, { AzureWebJobsStorage__queueServiceUri: 'https://a.queue.core.windows.net' }]) {
    const recorder = new Proxy<Record<string, string>>(given, {
      get(target, name) {
        asked.add(String(name));
        return Reflect.get(target, name) as unknown;
      },
    });
    try {
      readSettings(recorder);
    } catch {
      // All faults are named at once, after everything was read.
    }
  }
  return [...asked].filter((name) => !name.endsWith('_SCHEDULE'));
}

/** Permissions are written beside the call that needs them, as the least one: "Least permission: …". */
function permissionsInCode(): string[] {
  const folder = path.join(projectFolder, 'shared/adapters/graph');
  const texts = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'));
  const checks = ['preflight', 'tenant'].flatMap((name) => {
    const inside = path.join(projectFolder, 'shared', name);
    return readdirSync(inside).map((file) => readFileSync(path.join(inside, file), 'utf8'));
  });
  const named = [...texts, ...checks]
    .join('\n')
    .matchAll(
      /\b[A-Z]\w+(?:-\w+)?\.(?:Read|ReadWrite)\.(?:All|Directory|AuthenticationMethod)\b|\bMailboxSettings\.Read\b/g,
    );
  return [...new Set([...named].map(([name]) => name))].filter((name) => !(name in notAskedFor)).toSorted();
}
