import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The file of settings beside the app, as with Core Tools. */
const settingsFile = fileURLToPath(new URL('../local.settings.json', import.meta.url));

export type OwnSettings = Readonly<Record<string, string | undefined>>;

/** local.settings.json cannot be read: says where and why, and nothing of what stands in it. */
export class UnreadableSettings extends Error {
  override readonly name = 'UnreadableSettings';
}

/** Your own settings: the environment, and where it has nothing the file. */
export function ownSettings(file = settingsFile, env: OwnSettings = process.env): OwnSettings {
  return { AzureWebJobsStorage: undefined, ...(existsSync(file) && valuesIn(file)), ...env };
}

function valuesIn(file: string): Readonly<Record<string, string>> {
  const values = valuesOf(jsonIn(file));
  if (values !== undefined) return values;
  throw new UnreadableSettings(`${file} has no "Values" with texts: see local.settings.json.example`);
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UnreadableSettings(`${file} is no JSON${placeIn(error)}: look for a comma or a quote there`, {
      cause: error,
    });
  }
}

/** The message of the parser repeats what stands around the fault, which may be a key. */
const placeIn = (error: unknown): string => / \(line \d+ column \d+\)/.exec(String(error))?.[0] ?? '';

function valuesOf(json: unknown): Readonly<Record<string, string>> | undefined {
  const values = (json as { readonly Values?: unknown } | null)?.Values;
  if (typeof values !== 'object' || values === null) return undefined;
  const isText = Object.values(values).every((value) => typeof value === 'string');
  return isText ? (values as Record<string, string>) : undefined;
}
