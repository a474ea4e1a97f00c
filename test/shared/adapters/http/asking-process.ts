/**
 * Composes the app as Azure would, asks each service once, and prints what came of it. A process of its own, since the SDKs
 * read the proxy's settings, and Node.js its certificates, when they are loaded.
 */
import { createAzureCredential } from '../../../../shared/adapters/system/azure-credential.ts';
import { systemClock } from '../../../../shared/adapters/system/system-clock.ts';
import { connectTables, ensureTables } from '../../../../shared/adapters/tables/connect-tables.ts';
import { composeApp } from '../../../../shared/app.ts';
import { causesOf } from '../../../../shared/faults/causes.ts';

const app = await composeApp(process.env, systemClock);
const { storage } = app.settings;
if (storage.kind !== 'identity') throw new Error('This is for an app with a managed identity');
const credential = createAzureCredential(app.settings.clientId);

const questions: Readonly<Record<string, () => Promise<unknown>>> = {
  graph: () => app.tenant.tryReading('users'),
  login: () => app.accessTokens.verify('a.b.c', new Date()),
  document: () => app.source.read(),
  mail: () => app.mailer.ask('5a0e7d1c-0000-5000-8000-000000000001'),
  queue: () => app.poisonQueues.count(),
  table: async () => {
    await ensureTables(connectTables({ ...storage, credential }));
    return (await app.passes.readCurrent()) ?? 'nothing';
  },
};

const answers = await Promise.all(
  Object.entries(questions).map(async ([service, ask]) => {
    const answer = await ask().catch((error: unknown) => ({ failed: causesOf(error) }));
    return [service, answer] as const;
  }),
);
// The SDKs' timers for a request that failed keep the process alive for twenty seconds.
process.stdout.write(JSON.stringify(Object.fromEntries(answers)), () => process.exit());
