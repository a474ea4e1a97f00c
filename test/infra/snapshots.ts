import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A resource as the compiler foresees it; what only Azure knows stays an expression in brackets. */
export interface Foreseen {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export const infraFolder = path.resolve(import.meta.dirname, '../../infra');
export const parameterSets = ['first-run', 'domain-verified', 'private-networking', 'government'] as const;

/** What one set of parameters would deploy, as `node scripts/check-infra.ts` compares it with the compiler. */
export function foreseen(set: (typeof parameterSets)[number]): readonly Foreseen[] {
  const text = readFileSync(path.join(infraFolder, `snapshots/${set}.snapshot.json`), 'utf8');
  return (JSON.parse(text) as { predictedResources: Foreseen[] }).predictedResources;
}

export const ofType = (resources: readonly Foreseen[], type: string): readonly Foreseen[] =>
  resources.filter((one) => one.type === type);

export function appSettings(resources: readonly Foreseen[]): Readonly<Record<string, string>> {
  const found = resources.find(
    ({ type, name }) => type === 'Microsoft.Web/sites/config' && name.endsWith('appsettings'),
  );
  return found!.properties as Record<string, string>;
}

/** The template that Azure is given, with all modules in it. */
export const compiledTemplate = (): unknown =>
  JSON.parse(readFileSync(path.join(infraFolder, 'snapshots/main.json'), 'utf8'));
