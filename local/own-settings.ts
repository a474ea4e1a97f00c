import { existsSync, readFileSync } from 'node:fs';

/** Your own settings: the environment, and where it has nothing local.settings.json, as with Core Tools. */
export function ownSettings(): Record<string, string | undefined> {
  return { AzureWebJobsStorage: undefined, ...localSettings(), ...process.env };
}

function localSettings(): Record<string, string> {
  const file = new URL('../local.settings.json', import.meta.url);
  if (!existsSync(file)) return {};
  return (JSON.parse(readFileSync(file, 'utf8')) as { Values?: Record<string, string> }).Values ?? {};
}
