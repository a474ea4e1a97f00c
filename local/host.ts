import { InvalidSettings } from '../shared/config/setting-reader.ts';
import { readSettings } from '../shared/config/settings.ts';
import { createHostLog } from './functions-host/host-log.ts';
import { startFunctionsHost } from './functions-host/functions-host.ts';
import { ownSettings } from './own-settings.ts';

/** `npm run host`: the functions on your own settings, in real time, on this machine. */
const settings = ownSettings();
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
// Last: who waits for this line can then end the process cleanly.
console.log(
  `The functions answer at ${host.url}. Run any of them with: curl -X POST ${host.url}/admin/functions/NAME -H 'content-type: application/json' -d '{}'`,
);

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
