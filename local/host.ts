import { existsSync, readFileSync } from 'node:fs';
import { InvalidSettings } from '../shared/config/setting-reader.ts';
import { readSettings } from '../shared/config/settings.ts';
import { createHostLog } from './functions-host/host-log.ts';
import { startFunctionsHost } from './functions-host/functions-host.ts';

/**
 * `npm run host`: the functions on your own settings, in real time, on this machine. Settings come from the environment,
 * and where it is silent from local.settings.json, as with Core Tools.
 */
const settings = { AzureWebJobsStorage: undefined, ...readLocalSettings(), ...process.env };
exitOnFaults();

const host = await startFunctionsHost({
  appFolder: new URL('..', import.meta.url).pathname,
  load: () => import('../functions/index.ts'),
  settings,
  port: Number(process.env['PORT'] ?? 7071),
  time: 'real',
  now: () => new Date(),
  log: createHostLog('text', (line) => console.log(line)),
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void host.close().then(() => process.exit(0));
  });
}
// Last, so that whoever waits for this line can end the process cleanly.
console.log(
  `The functions answer at ${host.url}. Run any of them with: curl -X POST ${host.url}/admin/functions/NAME -H 'content-type: application/json' -d '{}'`,
);

function readLocalSettings(): Record<string, string> {
  const file = new URL('../local.settings.json', import.meta.url);
  if (!existsSync(file)) return {};
  return (JSON.parse(readFileSync(file, 'utf8')) as { Values?: Record<string, string> }).Values ?? {};
}

function exitOnFaults(): void {
  try {
    readSettings(settings);
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    console.error(
      `${error.message}\nSet them in the environment or in local.settings.json (see local.settings.json.example).`,
    );
    process.exit(1);
  }
}
