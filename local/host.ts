import path from 'node:path';
import { connectTables, ensureTables } from '../shared/adapters/tables/connect-tables.ts';
import { createCampaignSource } from '../shared/adapters/campaign-source/campaign-source.ts';
import { createTableStores } from '../shared/adapters/tables/table-stores.ts';
import { createAzureCredential } from '../shared/adapters/system/azure-credential.ts';
import { InvalidSettings } from '../shared/config/setting-reader.ts';
import { isEmulator } from '../shared/config/setting-forms.ts';
import { readSettings, type Settings } from '../shared/config/settings.ts';
import { lookAtDocument } from '../shared/use-cases/look-at-document.ts';
import type { Azurite } from './azurite.ts';
import { ensureEmulator } from './emulator.ts';
import { firstPassTold } from './first-pass.ts';
import { createHostLog } from './functions-host/host-log.ts';
import { startFunctionsHost } from './functions-host/functions-host.ts';
import { documentText, readTenantText, lookAtText } from './host-advice.ts';
import { readHostOptions, usage } from './host-options.ts';
import { ownSettings, UnreadableSettings, type OwnSettings } from './own-settings.ts';
import { startPageFront } from './page-front.ts';
import { tokenForApi, tryTokens } from './sign-in.ts';
import { takenPort } from './taken-port.ts';

/** `npm run host`: the functions on your own settings, in real time, on this machine. */
const { port, browse } = options();
const { own, settings } = checkedSettings();
const azurite = await emulator();
const credential = createAzureCredential(settings.clientId);
const missingTokens = await tryTokens(settings, credential);
const stored = await lookAtStorage();
const firstPass = firstPassTold((text) => console.log(`\n${text}\n`));
const front = browse ? await openFront() : undefined;
const host = await startHost();
front?.leadTo(host.url);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(0));

const place = { url: host.url, audience: settings.admin.audience };
firstPass.tellAs(place);
console.log('');
for (const text of [...missingTokens, ...stored(place)]) console.log(`${text}\n`);
if (settings.dryRun) console.log('DRY_RUN is on: everything runs and nothing is sent.\n');
// Last: who waits for this line can then end the process cleanly.
if (front) console.log(`The page is at ${front.url}, for this machine alone, with your own token.\n`);
console.log(`The functions answer at ${host.url}. Press Ctrl+C to end.`);

function options() {
  const reading = readHostOptions(process.argv.slice(2), process.env['PORT']);
  if (reading.valid === 'help') {
    console.log(usage);
    process.exit(0);
  }
  if (reading.valid) return reading.options;
  console.error(`${reading.fault}\n\n${usage}`);
  process.exit(2);
}

function checkedSettings(): { readonly own: OwnSettings; readonly settings: Settings } {
  try {
    const given = ownSettings();
    return { own: given, settings: readSettings(given) };
  } catch (error) {
    if (error instanceof UnreadableSettings) return fail(error.message);
    if (!(error instanceof InvalidSettings)) throw error;
    return fail(
      `${error.message}\nSet them in the environment or in local.settings.json: copy local.settings.json.example, and see docs/own-tenant.md.`,
    );
  }
}

/** Azurite, where storage is to be the emulator and nobody has started one. */
async function emulator(): Promise<Azurite | undefined> {
  const { storage } = settings;
  if (storage.kind !== 'connectionString' || !isEmulator(storage.connectionString)) return undefined;
  const dataFolder = path.resolve('.data/azurite');
  const found = await ensureEmulator(dataFolder);
  if (found.kind === 'blocked') return fail(found.because);
  if (found.kind === 'answers') return undefined;
  console.log(`No Azurite was running: this host has one of its own, which keeps everything in ${dataFolder}.`);
  return found.azurite;
}

/** What there is to say about what is stored, once it is known where the app answers. */
async function lookAtStorage(): Promise<(at: typeof place) => readonly string[]> {
  const { storage, campaignDocument } = settings;
  try {
    const tables = connectTables(storage.kind === 'connectionString' ? storage : { ...storage, credential });
    if (storage.kind === 'connectionString') await ensureTables(tables);
    const { campaigns, passes } = createTableStores(tables);
    const [document, pass] = await Promise.all([
      lookAtDocument(createCampaignSource({ location: campaignDocument }), campaigns),
      passes.readLastComplete(),
    ]);
    return (at) =>
      [documentText(document, campaignDocument, at), pass ? lookAtText(at) : readTenantText(at)].flatMap(
        (text) => text ?? [],
      );
  } catch (error) {
    const text = `Storage could not be read: ${(error as Error).message}. Where it is an account in Azure, give yourself the roles Storage Table Data Contributor and Storage Queue Data Contributor on it.`;
    return () => [text];
  }
}

/** The page needs a token of whoever looks at it: without one there is nothing to open. */
async function openFront() {
  const tried = await tokenForApi(settings.admin.audience, credential);
  if ('fault' in tried) return fail(tried.fault);
  return startPageFront(async () => tokenForApi(settings.admin.audience, credential));
}

async function startHost() {
  const toConsole = createHostLog('text', (line) => console.log(line));
  try {
    return await startFunctionsHost({
      appFolder: new URL('..', import.meta.url).pathname,
      load: () => import('../functions/index.ts'),
      settings: own,
      port,
      ...(front && { home: front.url }),
      time: 'real',
      now: () => new Date(),
      log: (entry) => {
        toConsole(entry);
        firstPass.see(entry);
      },
    });
  } catch (error) {
    await azurite?.stop();
    const taken = takenPort(error, 'npm run host', '--port');
    if (taken === undefined) throw error;
    return fail(taken);
  }
}

async function end(code: number): Promise<void> {
  await front?.close();
  await host.close();
  await azurite?.stop();
  process.exit(code);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
