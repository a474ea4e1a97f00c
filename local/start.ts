import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { styleText } from 'node:util';
import { QueueClient } from '@azure/storage-queue';
import { startAzurite } from './azurite.ts';
import { ProgressDisplay } from './campaign-progress.ts';
import { summaryText } from './campaign-summary.ts';
import { judgeCampaign } from './campaign-verdict.ts';
import type { HostMessage, Standing } from './host-messages.ts';
import { startHostProcess } from './host-process.ts';
import { settingsFor } from './simulation-settings.ts';
import { startSimulation, type Simulation } from './simulation/simulation.ts';
import { takenPort } from './taken-port.ts';
import { readStartOptions, usage, type StartOptions } from './start-options.ts';

/** A Monday morning, with four weeks before the holidays of December ahead. */
const startsAt = new Date('2026-11-02T05:00:00Z');

/** A campaign that has not run out after so long is stuck. */
const longestDays = 60;

/** Shared mailboxes and rooms that look like people: the judge knows them. */
const peoplePerHiddenMailbox = 60;

/**
 * Timers run less often than in Azure: six weeks of minutes would take too long to watch. The rolling check of
 * `reconcileClaims` goes through the whole of so small a tenant each time.
 */
const schedules = {
  REFRESH_SCHEDULE: '0 0 2 * * *',
  WATCH_SCHEDULE: '0 */30 * * * *',
  PLAN_SCHEDULE: '0 0 * * * *',
  RELEASE_SCHEDULE: '0 */30 * * * *',
  RECONCILE_SCHEDULE: '0 0 */4 * * *',
  FORGET_SCHEDULE: '0 30 4 * * *',
};

const reading = readStartOptions(process.argv.slice(2));
if (reading.valid === 'help') {
  console.log(usage);
  process.exit(0);
}
if (!reading.valid) {
  console.error(`${reading.faults.join('\n')}\n\n${usage}`);
  process.exit(2);
}
await start(reading.options);

async function start(options: StartOptions): Promise<void> {
  const world = await startWorld(options).catch((error: unknown) => refuseTakenPort(error));
  const { simulation } = world;
  const display = new ProgressDisplay();
  let code: number | undefined;
  const host = startHostProcess({
    env: hostSettings(options, world),
    onMessage: (message) => onMessage(message),
    onRestart: (signal) => {
      display.end();
      console.log(`The host was ended by ${signal}; it starts again on the same storage.`);
    },
    onFailure: (hostCode) => {
      display.end();
      console.error(`The host ended by itself (code ${hostCode}). Its last output is above.`);
      void end(1);
    },
  });
  process.once('SIGINT', () => void end(code ?? 0));
  process.once('SIGTERM', () => void end(code ?? 0));

  function onMessage(message: HostMessage): void {
    if (message.kind === 'ready') {
      display.end();
      simulation.signInto(message.url);
      console.log(welcomeText(message.url, simulation, host.pid));
      return;
    }
    display.show(message.standing);
    if (message.kind !== 'runOut' && !isTooLong(simulation)) return;
    display.end();
    code = printSummary(message.standing, simulation);
    if (options.once) void end(code);
    else console.log(`\nStill serving: ${simulation.origin}/mailbox shows every mail. Press Ctrl+C to end.`);
  }

  async function end(exitCode: number): Promise<void> {
    await host.stop();
    await world.stop();
    process.exit(exitCode);
  }
}

function refuseTakenPort(error: unknown): never {
  const taken = takenPort(error, 'npm start', '--mailbox');
  if (taken === undefined) throw error;
  console.error(taken);
  process.exit(1);
}

/** What keeps running while the host is killed. */
interface World {
  readonly simulation: Simulation;
  /** The connection string of the storage. */
  readonly storage: string;
  readonly documentFile: string;
  stop(): Promise<void>;
}

async function startWorld(options: StartOptions): Promise<World> {
  const isKept = options.dataFolder !== undefined;
  const dataFolder = isKept ? path.resolve(options.dataFolder) : mkdtempSync(path.join(tmpdir(), 'sspr-'));
  mkdirSync(dataFolder, { recursive: true });
  const kept = isKept ? { dataFolder: path.join(dataFolder, 'azurite') } : { inMemory: true };
  const azurite = await startAzurite({ ...kept, withShortcuts: true });
  const storage = azurite.connectionString;
  const simulation = await startOrganisation(options, path.join(dataFolder, 'simulation'), storage);
  const documentFile = path.join(dataFolder, 'campaign.json');
  writeFileSync(
    documentFile,
    JSON.stringify(simulation.campaignDocument({ everyGoal: true, tellsOwners: true }), undefined, 2),
  );
  return {
    simulation,
    storage,
    documentFile,
    async stop() {
      await simulation.close();
      await azurite.stop();
      if (!isKept) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function startOrganisation(options: StartOptions, dataFolder: string, storage: string): Promise<Simulation> {
  const { users, seed, mailboxPort: port } = options;
  const reports = new QueueClient(storage, 'delivery-reports');
  await reports.createIfNotExists();
  const onDeliveryReport = async (event: unknown): Promise<void> => {
    await reports.sendMessage(Buffer.from(JSON.stringify(event)).toString('base64'));
  };
  const hiddenMailboxes = Math.ceil(users / peoplePerHiddenMailbox);
  return startSimulation({ users, seed, port, dataFolder, startsAt, hiddenMailboxes, onDeliveryReport });
}

const isTooLong = (simulation: Simulation): boolean =>
  simulation.now().getTime() - startsAt.getTime() > longestDays * 86_400_000;

/** Prints how the campaign ended, and answers the exit code: 0 when no promise was broken. */
function printSummary(standing: Standing, simulation: Simulation): number {
  const truth = simulation.summary();
  const stuck = standing.isOver ? [] : [`the campaign has not run out after ${longestDays} days`];
  const faults = [...stuck, ...judgeCampaign(standing, truth)];
  console.log(`\n${summaryText(standing, truth, faults)}`);
  return faults.length === 0 ? 0 : 1;
}

function hostSettings(options: StartOptions, { simulation, storage, documentFile }: World) {
  return {
    ...schedules,
    ...schedulesOf(process.env),
    ...settingsFor(simulation, storage, documentFile),
    MAILBOX_PURPOSE: 'true',
    PREPOPULATION: process.env['PREPOPULATION'] ?? 'false',
    TWO_OPERATORS: process.env['TWO_OPERATORS'] ?? 'prepopulation',
    PORT: String(options.port),
    SIMULATION_ORIGIN: simulation.origin,
    SIMULATION_SPEED: String(options.speed),
  };
}

/** A schedule in the environment goes before ours. */
function schedulesOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.keys(schedules).flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}

function welcomeText(url: string, { origin, groups }: Simulation, pid: number | undefined): string {
  const group = groups['Field staff']!;
  return [
    styleText('bold', 'A simulated organisation, and the campaign that gets it ready for self-service password reset.'),
    `  Page        ${styleText('cyan', `${origin}/api/dashboard`)}   sign in as whoever you like, and run the campaign`,
    `  Mailboxes   ${styleText('cyan', `${origin}/mailbox`)}   what each person received`,
    `  Functions   ${styleText('cyan', url)}   GET /api/health is open, the rest needs a token`,
    `  Host        process ${pid}: kill -9 it if you like, it goes on where it was`,
    '  What to try on the page: plan a wave for the field staff, pause all mail, find somebody by name, see why a reset fails.',
    `  The field staff are the group ${group.id}. The same wave without the page: a dry run, and its "confirm" launches it:`,
    `    ${launchCommand(url, origin, { name: group.displayName, groups: [group.id] })}`,
    '',
  ].join('\n');
}

/** One line for a shell: a dry run, and the launch of exactly what it planned. */
function launchCommand(url: string, origin: string, wave: object): string {
  const token = `$(curl -s '${origin}/token?role=operator')`;
  return [
    `wave='${JSON.stringify({ ...wave, dryRun: '' }).replace('""}', '')}'`,
    `post() { curl -s ${url}/api/waves -H "authorization: Bearer ${token}" -H 'content-type: application/json' -d "$1"; }`,
    String.raw`confirm=$(post "$wave true}" | sed -n 's/.*"confirm":"\([0-9a-f]*\)".*/\1/p')`,
    String.raw`post "$wave false,\"confirm\":\"$confirm\"}"`,
  ].join('; ');
}
