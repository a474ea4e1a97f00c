import { createCampaignSource } from './adapters/campaign-source/campaign-source.ts';
import { createMailer } from './adapters/communication-services/mailer.ts';
import { createEntraTokens } from './adapters/entra-tokens/entra-tokens.ts';
import { createGraphAuditLog } from './adapters/graph/graph-audit-log.ts';
import { connectGraph } from './adapters/graph/graph-connection.ts';
import { createGraphDirectory } from './adapters/graph/graph-directory.ts';
import { createGraphRegistrationReport } from './adapters/graph/graph-registration-report.ts';
import { createGraphToken } from './adapters/graph/graph-token.ts';
import { createHolidays } from './adapters/holidays/public-holidays.ts';
import { connectQueues, ensureQueues } from './adapters/queues/connect-queues.ts';
import { createWorkQueues } from './adapters/queues/work-queues.ts';
import { createAzureCredential } from './adapters/system/azure-credential.ts';
import { createLineJournal } from './adapters/system/line-journal.ts';
import { randomIds } from './adapters/system/random-ids.ts';
import { systemClock } from './adapters/system/system-clock.ts';
import { TableCheckCursor } from './adapters/tables/check-cursor.ts';
import { connectTables, ensureTables } from './adapters/tables/connect-tables.ts';
import { createTableStores } from './adapters/tables/table-stores.ts';
import { scheduleFor, type ScheduleSetting } from './config/schedules.ts';
import { readSettings, type Settings } from './config/settings.ts';
import type { Clock } from './ports/clock.ts';
import type { Journal } from './ports/journal.ts';
import { CampaignReader } from './use-cases/current-campaign.ts';
import { JoinTableCache } from './use-cases/join-tables.ts';

/** The parts of an invocation's context that its log needs. */
export interface InvocationLog {
  info(line: string): void;
  warn(line: string): void;
}

/** Everything the triggers need, put together once per process. */
export type App = Awaited<ReturnType<typeof composeApp>>;

/** The app as one invocation sees it: its journal goes to the invocation's log. */
export type Invocation = App & { readonly journal: Journal };

/** The clock may be another one in local runs; nothing else of the app ever is. */
let clock: Clock = systemClock;
let composed: Promise<App> | undefined;

/** For a local host whose time runs fast. Before the first invocation. */
export function runOnClock(other: Clock): void {
  clock = other;
}

/** Begins an invocation. Throws when the settings have faults, naming all of them; the next invocation tries again. */
export async function begin(log: InvocationLog): Promise<Invocation> {
  composed ??= composeApp(process.env).catch((error: unknown) => {
    composed = undefined;
    throw error;
  });
  const journal = createLineJournal((level, line) => log[level](line));
  return { ...(await composed), journal };
}

/** The schedule a timer is registered with: its setting, else its default. */
export const schedule = (setting: ScheduleSetting): string => scheduleFor(setting, process.env);

/** The connection that the queue triggers are registered with: the campaign's own storage, else the host's. */
export const queueConnection = (): string =>
  Object.keys(process.env).some((name) => name === 'CAMPAIGN_STORAGE' || name.startsWith('CAMPAIGN_STORAGE__'))
    ? 'CAMPAIGN_STORAGE'
    : 'AzureWebJobsStorage';

/** The only place where SDK clients are made. */
export async function composeApp(env: Readonly<Record<string, string | undefined>>) {
  const settings = readSettings(env);
  const { storage, queues } = await connectStorage(settings);
  const source = createCampaignSource({ location: settings.campaignDocument });
  const holidays = createHolidays();
  const ports = { ...storage, ...queues, ...connectMicrosoft(settings), source, holidays, clock, ids: randomIds };
  return {
    ...ports,
    settings,
    campaign: new CampaignReader(ports, settings.deploymentId),
    tables: new JoinTableCache(storage.passes),
  };
}

/** Tables and queues. In Azure the infrastructure has made them; an emulator is given what is missing. */
async function connectStorage({ storage: place }: Settings) {
  const isText = place.kind === 'connectionString';
  const credential = createAzureCredential(isText ? undefined : place.clientId);
  const tables = connectTables(isText ? place : { ...place, credential });
  const queues = connectQueues(isText ? place : { ...place, credential });
  if (isText) await Promise.all([ensureTables(tables), ensureQueues(queues)]);
  const { gate, enrolmentBudget, ...stores } = createTableStores(tables);
  const checkCursor = new TableCheckCursor(tables.control);
  return {
    storage: { ...stores, gates: gate, budget: enrolmentBudget, checkCursor },
    queues: createWorkQueues(queues),
  };
}

/** Graph, mail and tokens. */
function connectMicrosoft({ graph, mail, admin }: Settings) {
  const credential = createAzureCredential();
  const connection = connectGraph({ ...graph, getToken: createGraphToken(graph.endpoint, credential), clock });
  return {
    directory: createGraphDirectory(connection, graph),
    report: createGraphRegistrationReport(connection),
    auditLog: createGraphAuditLog(connection),
    mailer: createMailer({
      ...mail,
      connection: mail.connection.kind === 'identity' ? { ...mail.connection, credential } : mail.connection,
      clock,
    }),
    accessTokens: createEntraTokens(admin),
  };
}
