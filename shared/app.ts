import type { TokenCredential } from '@azure/identity';
import { setTimeout as sleep } from 'node:timers/promises';
import { lazyPort } from './adapters/system/lazy-port.ts';
import { loadOnce } from './adapters/system/load-once.ts';
import { createAzureCredential } from './adapters/system/azure-credential.ts';
import { createLineJournal } from './adapters/system/line-journal.ts';
import { randomIds } from './adapters/system/random-ids.ts';
import { systemClock } from './adapters/system/system-clock.ts';
import { isLoopback } from './config/loopback.ts';
import { mailFromOf, mailOriginOf } from './config/campaign-mail.ts';
import { namesDeployment, readSettings, type Settings } from './config/settings.ts';
import type { GraphConnection } from './adapters/graph/graph-connection.ts';
import type { QueuedEvent } from './adapters/event-grid/delivery-report-event.ts';
import type { Clock } from './ports/clock.ts';
import type { Journal } from './ports/journal.ts';
import type { ReportQuota } from './ports/report-quota.ts';
import { mostReadingsPerSecond } from './campaign/methods-forecast.ts';
import { CampaignReader } from './use-cases/current-campaign.ts';
import { CountedRecipients } from './use-cases/counted-recipients.ts';
import {
  auditLogWithoutErased,
  directoryWithoutErased,
  lookupWithoutErased,
  reportWithoutErased,
} from './use-cases/erased-inlets.ts';
import { ErasedPeople } from './use-cases/erased-people.ts';
import { DoneToday } from './use-cases/done-today.ts';
import { FigureKeeper, type Later } from './use-cases/keep-figures.ts';
import { OwnStorage, type OwnInstallation } from './use-cases/own-storage.ts';
import { KeptFresh } from './use-cases/kept-fresh.ts';
import type { DocumentFinding } from './use-cases/look-at-document.ts';
import type { Health } from './use-cases/check-health.ts';
import { JoinTableCache } from './use-cases/join-table-cache.ts';
import { DiagnosisDesk } from './use-cases/diagnosis-desk.ts';
import { RecipientsWithoutErased } from './use-cases/recipients-without-erased.ts';
import { RefusalLog } from './use-cases/refusal-log.ts';
import { TimerNotes } from './use-cases/timer-notes.ts';
import { ListMembership } from './use-cases/list-membership.ts';
import { ListReader } from './use-cases/read-lists.ts';
import { ReportReader } from './use-cases/report-campaign.ts';
import { FormKey } from './use-cases/form-key.ts';
import type { MassDrift } from './registration/mass-drift.ts';

/** The names of the log's lines, for what is logged before the app is there. */
export type { JournalEvent } from './ports/journal.ts';

/** The parts of an invocation's context that its log needs. */
export interface InvocationLog {
  info(line: string): void;
  warn(line: string): void;
}

/** Everything the triggers need, put together once per process. */
type App = Awaited<ReturnType<typeof composeApp>>;

/** The app as one invocation sees it: its journal goes to the invocation's log. */
export type Invocation = App & { readonly journal: Journal };

/** The one thing that this process keeps: the app, from the first invocation on. */
let compose = loadOnce(() => composeApp(process.env, systemClock));

/** For a local host whose time runs fast; nothing else of the app is ever another one. Before the first invocation. */
export function runOnClock(clock: Clock): void {
  compose = loadOnce(() => composeApp(process.env, clock));
}

/** Begins an invocation. Throws when the settings have faults, naming all of them; the next invocation tries again. */
export async function begin(log: InvocationLog): Promise<Invocation> {
  const app = await compose();
  const journal = createLineJournal((level, line) => log[level](line));
  return { ...app, journal };
}

/** After an invocation: what was written of people is added to the figures, when its time has come. */
export async function endInvocation(): Promise<void> {
  await (await compose.ifLoaded())?.figureKeeper.addWhenDue();
}

/** Before the process ends: what still waits is added to the figures. */
export async function endProcess(): Promise<void> {
  await (await compose.ifLoaded())?.figureKeeper.add();
}

/** What an item of the queue that Event Grid delivers to says. Throws when it is no delivery report, naming each fault. */
export const readQueuedEvent = async (item: unknown): Promise<QueuedEvent> =>
  (await import('./adapters/event-grid/delivery-report-event.ts')).readQueuedEvent(item);

export async function composeApp(env: Readonly<Record<string, string | undefined>>, clock: Clock) {
  const settings = readSettings(env);
  const connected = await connectPorts(settings, clock);
  const { ports, storage, figureKeeper, createCampaignSource } = connected;
  const mailOrigin = mailOriginOf(settings);
  const ownStorage = new OwnStorage(storage.installation, installationOf(settings));
  const rulesOrigin = {
    deploymentId: async () => ownStorage.deploymentId(),
    mailFrom: mailFromOf(settings.mail),
    cloud: mailOrigin.cloud,
  };
  return {
    ...ports,
    settings,
    mailOrigin,
    ownStorage,
    campaign: new CampaignReader(ports, rulesOrigin),
    tables: new JoinTableCache({ ...storage, recipients: ports.recipients, erasedPeople: ports.erasedPeople }),
    figureKeeper,
    listMembership: new ListMembership(storage.namedLists, clock),
    lists: new ListReader(ports, figureKeeper),
    reports: new ReportReader(storage.figures, figureKeeper, clock),
    refusals: new RefusalLog(clock),
    diagnoses: new DiagnosisDesk(clock),
    /** The place that `CAMPAIGN_DOCUMENT` names, for whoever waits for a page. */
    quickSource: createCampaignSource({ location: settings.campaignDocument, timeoutMs: 3_000 }),
    formKey: new FormKey(storage.formKeys, randomIds),
    timerNotes: new TimerNotes(storage.timerRuns),
    ownersTold: new DoneToday(),
    managersTold: new DoneToday(),
    ...keptForAWhile(clock),
  };
}

const keptForAWhile = (clock: Clock) => ({
  /** For the overview, which asks storage ten times at the most; health and preflight look anew. */
  rowsSetAside: new KeptFresh<number>(clock, 600),
  driftsShown: new KeptFresh<readonly MassDrift[]>(clock, 600),
  /** Of a page's figures: a request for each queue. */
  poisonCounts: new KeptFresh<Readonly<Record<string, number>>>(clock, 60),
  documentFinding: new KeptFresh<DocumentFinding>(clock, 60),
  /** Anybody may ask, and a look takes many requests to storage. */
  health: new KeptFresh<Health>(clock, 10),
});

/** The only place where SDK clients are made. */
async function connectPorts(settings: Settings, clock: Clock) {
  const credential = createAzureCredential(settings.clientId);
  const { storage, queues } = await connectStorage(settings, credential);
  const { createCampaignSource } = await import('./adapters/campaign-source/campaign-source.ts');
  const { createHolidays } = await import('./adapters/holidays/public-holidays.ts');
  const figureKeeper = new FigureKeeper({ ...storage, ids: randomIds, clock }, later);
  const erasedPeople = new ErasedPeople(storage.erasures, clock);
  const microsoft = connectMicrosoft(settings, credential, storage.reportQuota, clock);
  const ports = {
    ...storage,
    recipients: new RecipientsWithoutErased(
      new CountedRecipients(storage.recipients, storage.writeOrder, figureKeeper),
      erasedPeople,
    ),
    storedRecipients: storage.recipients,
    erasedPeople,
    ...queues,
    ...microsoft,
    registeredMethods: settings.methodsWithoutP1 ? microsoft.registeredMethods : undefined,
    mailboxPurposes: settings.mailboxPurpose ? microsoft.mailboxPurposes : undefined,
    directory: directoryWithoutErased(microsoft.directory, erasedPeople),
    report: reportWithoutErased(microsoft.report, erasedPeople),
    auditLog: auditLogWithoutErased(microsoft.auditLog, erasedPeople),
    users: lookupWithoutErased(microsoft.users, erasedPeople),
    source: createCampaignSource({ location: settings.campaignDocument }),
    holidays: createHolidays(),
    clock,
    wallClock: systemClock,
    ids: randomIds,
  };
  return { ports, storage, figureKeeper, createCampaignSource };
}

/** Keeps no process alive. What fails is tried again after the next invocation, which tells of it. */
const later: Later = (act, seconds) => {
  setTimeout(() => void act().catch(() => undefined), seconds * 1_000).unref();
};

const installationOf = (settings: Settings): OwnInstallation => ({
  tenantId: settings.admin.tenantId,
  deploymentId: settings.deploymentId,
  namesDeployment: namesDeployment(settings),
});

/** Tables and queues. In Azure the infrastructure has made them; an emulator is given what is missing. */
async function connectStorage({ storage: place }: Settings, credential: TokenCredential) {
  const { connectQueues, createWorkQueues, ensureQueues } = await loadQueues();
  const { connectTables, createTableStores, ensureTables } = await loadTables();
  const isText = place.kind === 'connectionString';
  const tables = connectTables(isText ? place : { ...place, credential });
  const queues = connectQueues(isText ? place : { ...place, credential });
  if (isText) await Promise.all([ensureTables(tables), ensureQueues(queues)]);
  return { storage: createTableStores(tables), queues: createWorkQueues(queues) };
}

/** A place among the requests for reports is at most a window away. A clock that runs fast stands still meanwhile. */
const longestPauseMs = 15_000;

/** Diagnoses and preflight, as many as there may be at once, keep neither pass nor watch from reading. */
const leftToPassAndWatch = 1;

/** Authentication methods are asked for no more often than this. */
const betweenMethodsMs = 250;

/** A whole tenant is read so, and Graph is known to refuse more. */
const betweenReadingsMs = 1_000 / mostReadingsPerSecond;

/** Where a day takes seconds, tokens are made for a quarter of a year. */
const hoursOnAFastClock = 24 * 91;

const methodPacing = (clock: Clock, betweenMs: number) => ({
  clock,
  pause: sleep,
  betweenRequestsMs: clock === systemClock ? betweenMs : 0,
  longestPauseMs: clock === systemClock ? longestPauseMs : 0,
});

/** Graph, mail and tokens: each is loaded when a function first asks for it. */
function connectMicrosoft(settings: Settings, credential: TokenCredential, quota: ReportQuota, clock: Clock) {
  const { graph } = settings;
  const pacing = { quota, clock, pause: sleep, longestPauseMs: clock === systemClock ? longestPauseMs : 0 };
  const connection = loadOnce(async () => {
    const { connectGraph, createGraphToken } = await loadGraph();
    return connectGraph({ ...graph, getToken: createGraphToken(graph.endpoint, credential), clock });
  });
  const asking = loadOnce(async () => {
    const { askerOf, paceAsking } = await loadGraph();
    return paceAsking(askerOf(await connection()), { ...pacing, placesLeftFree: leftToPassAndWatch });
  });
  return {
    directory: lazyPort(async () => (await loadGraph()).createGraphDirectory(await connection(), graph)),
    report: lazyPort(async () => {
      const { createGraphRegistrationReport, paceReport } = await loadGraph();
      return paceReport(createGraphRegistrationReport(await connection()), pacing);
    }),
    auditLog: lazyPort(async () => {
      const { createGraphAuditLog, paceAuditLog } = await loadGraph();
      return paceAuditLog(createGraphAuditLog(await connection()), pacing);
    }),
    people: lazyPort(async () => (await loadGraph()).createGraphPersonReader(await connection())),
    mailboxPurposes: lazyPort(async () => {
      const { createGraphMailboxPurposes } = await import('./adapters/graph/graph-mailbox-purposes.ts');
      return createGraphMailboxPurposes(await connection());
    }),
    users: lazyPort(async () => (await loadGraph()).createGraphUserLookup(await connection())),
    groups: lazyPort(async () => (await loadGraph()).createGraphGroupLookup(await connection())),
    inspector: lazyPort(async () => (await loadGraph()).createGraphUserInspector(await asking())),
    tenant: lazyPort(async () => (await loadGraph()).createGraphTenantReader(await asking())),
    dnsRecords: lazyPort(async () => {
      const { createDnsRecords, noDns } = await import('./adapters/system/dns-records.ts');
      return isLoopback(new URL(graph.endpoint)) ? noDns : createDnsRecords();
    }),
    ...connectMethods(connection, clock),
    ...connectMailAndTokens(settings, credential, clock),
  };
}

/** What belongs to somebody's own sign-in, and admin roles, which say whether methods may be entered for them. */
function connectMethods(connection: () => Promise<GraphConnection>, clock: Clock) {
  return {
    authenticationMethods: lazyPort(async () => {
      const { createGraphAuthenticationMethods, paceMethods } = await loadMethods();
      return paceMethods(createGraphAuthenticationMethods(await connection()), methodPacing(clock, betweenMethodsMs));
    }),
    registeredMethods: lazyPort(async () => {
      const { createGraphRegisteredMethods, paceRegisteredMethods } = await loadMethods();
      return paceRegisteredMethods(
        createGraphRegisteredMethods(await connection()),
        methodPacing(clock, betweenReadingsMs),
      );
    }),
    adminRoles: lazyPort(async () => {
      const { createGraphAdminRoles } = await import('./adapters/graph/graph-admin-roles.ts');
      return createGraphAdminRoles(await connection());
    }),
  };
}

function connectMailAndTokens({ mail, admin }: Settings, credential: TokenCredential, clock: Clock) {
  return {
    mailer: lazyPort(async () => {
      const { createMailer } = await import('./adapters/communication-services/mailer.ts');
      const through = mail.connection.kind === 'identity' ? { ...mail.connection, credential } : mail.connection;
      return createMailer({ connection: through, clock });
    }),
    accessTokens: lazyPort(async () => {
      const { createEntraTokens } = await import('./adapters/entra-tokens/entra-tokens.ts');
      return createEntraTokens({ ...admin, ...(clock !== systemClock && { longestAgeHours: hoursOnAFastClock }) });
    }),
  };
}

const loadTables = async () => ({
  ...(await import('./adapters/tables/connect-tables.ts')),
  ...(await import('./adapters/tables/table-stores.ts')),
});

const loadQueues = async () => ({
  ...(await import('./adapters/queues/connect-queues.ts')),
  ...(await import('./adapters/queues/work-queues.ts')),
});

const loadMethods = async () => ({
  ...(await import('./adapters/graph/graph-authentication-methods.ts')),
  ...(await import('./adapters/graph/graph-registered-methods.ts')),
  ...(await import('./adapters/graph/paced-methods.ts')),
});

const loadGraph = async () => ({
  ...(await import('./adapters/graph/graph-connection.ts')),
  ...(await import('./adapters/graph/graph-token.ts')),
  ...(await import('./adapters/graph/graph-directory.ts')),
  ...(await import('./adapters/graph/graph-registration-report.ts')),
  ...(await import('./adapters/graph/graph-audit-log.ts')),
  ...(await import('./adapters/graph/graph-person-reader.ts')),
  ...(await import('./adapters/graph/graph-user-lookup.ts')),
  ...(await import('./adapters/graph/graph-group-lookup.ts')),
  ...(await import('./adapters/graph/graph-probe.ts')),
  ...(await import('./adapters/graph/graph-user-inspector.ts')),
  ...(await import('./adapters/graph/graph-tenant-reader.ts')),
  ...(await import('./adapters/graph/paced-reports.ts')),
});
