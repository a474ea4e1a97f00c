import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { graphPermissions } from '../../infra/entra/permissions.ts';
import { timerFunctions } from '../../shared/config/schedules.ts';
import { queueNames } from '../../shared/adapters/queues/queue-names.ts';
import { differences, type Names, namesDeployed, namesInCode } from './names.ts';
import { appSettings, type Foreseen, foreseen, infraFolder, ofType, parameterSets } from './snapshots.ts';

interface Subscription {
  readonly deliveryWithResourceIdentity: {
    readonly destination: { readonly properties: { readonly queueName: string } };
  };
  readonly deadLetterWithResourceIdentity: {
    readonly deadLetterDestination: { readonly properties: { readonly blobContainerName: string } };
  };
}

describe('names in code and in infra/', () => {
  it.each(parameterSets)('are the same in %s', (set) => {
    expect(differences(namesInCode(), namesDeployed(foreseen(set)))).toEqual([]);
  });

  const kinds = Object.keys(namesInCode()) as (keyof Names)[];
  const renameFirst = (names: Names, kind: keyof Names): Names => ({
    ...names,
    [kind]: names[kind].map((name, index) => (index === 0 ? `${name}Renamed` : name)),
  });

  it.each(kinds)('are found to differ when one of the %s is renamed in the code', (kind) => {
    const found = differences(renameFirst(namesInCode(), kind), namesDeployed(foreseen('first-run')));
    expect(found).toHaveLength(2);
    expect(found.every((line) => line.startsWith(`${kind}: `))).toBe(true);
  });

  /** The resources with a name changed where it stands: as the end of a resource's name, or as a setting. */
  const renamedInTemplate = (name: string): readonly Foreseen[] => {
    const text = JSON.stringify(foreseen('first-run'));
    expect(text).toMatch(new RegExp(`["/]${name}"`));
    return JSON.parse(text.replace(new RegExp(`(["/])${name}"`, 'g'), `$1Renamed${name}"`)) as Foreseen[];
  };

  it.each(['queues', 'tables', 'settings', 'schedules'] as const)(
    'are found to differ when one of the %s is renamed in the template',
    (kind) => {
      const [name] = namesInCode()[kind][0]!.split('=');
      const found = differences(namesInCode(), namesDeployed(renamedInTemplate(name!)));
      expect(found).toHaveLength(2);
      expect(found.every((line) => line.startsWith(`${kind}: `))).toBe(true);
    },
  );

  it.each(['permissions', 'roles'] as const)(
    'are found to differ when one of the %s is renamed in infra/entra',
    (kind) => {
      const found = differences(namesInCode(), renameFirst(namesDeployed(foreseen('first-run')), kind));
      expect(found).toHaveLength(2);
      expect(found.every((line) => line.startsWith(`${kind}: `))).toBe(true);
    },
  );

  it.each(parameterSets)(
    'lead delivery reports into the queue that is read, and dead ones into a container, in %s',
    (set) => {
      const resources = foreseen(set);
      const [subscription] = ofType(resources, 'Microsoft.EventGrid/systemTopics/eventSubscriptions');
      const { deliveryWithResourceIdentity: delivery, deadLetterWithResourceIdentity: dead } = subscription!
        .properties as unknown as Subscription;
      expect(delivery.destination.properties.queueName).toBe(queueNames.deliveryReports);
      const containers = ofType(resources, 'Microsoft.Storage/storageAccounts/blobServices/containers');
      const { blobContainerName } = dead.deadLetterDestination.properties;
      expect(containers.map(({ name }) => name.split('/').at(-1))).toContain(blobContainerName);
    },
  );

  it('switch off functions that there are, until the tenant may be read', () => {
    const off = Object.keys(appSettings(foreseen('first-run'))).flatMap(
      (name) => /^AzureWebJobs\.(\w+)\.Disabled$/.exec(name)?.[1] ?? [],
    );
    expect(off.toSorted()).toEqual(['refreshRegistrations', 'watchRegistrations']);
    const timers: readonly string[] = Object.values(timerFunctions);
    expect(off.filter((name) => !timers.includes(name))).toEqual([]);
  });

  it('are the same in the Graph module, for whoever grants with Bicep', () => {
    const module = readFileSync(path.join(infraFolder, 'graph/main.bicep'), 'utf8');
    const named = [...module.matchAll(/'([A-Z][\w-]+(?:\.\w+)+)'/g)].map(([, name]) => name!);
    expect(named.toSorted()).toEqual(graphPermissions.map(({ value }) => value).toSorted());
  });

  it('are told to the admin: docs/configuration.md names each permission', () => {
    const text = readFileSync(path.join(infraFolder, '../docs/configuration.md'), 'utf8');
    expect(graphPermissions.filter(({ value }) => !text.includes(`\`${value}\``))).toEqual([]);
  });
});
