import { once } from 'node:events';
import { type Dedupe, emailRoutes } from './acs-routes.ts';
import { campaignDocumentFor, type DocumentOptions } from './campaign-document.ts';
import type { Mixture } from './cases.ts';
import { controlRoutes } from './control-routes.ts';
import type { DeliveryReportEvent } from './deliveries.ts';
import { Faults } from './faults.ts';
import { createGraphEndpoint } from './graph-endpoint.ts';
import { graphBatchRoute } from './graph-batch-route.ts';
import { graphGroupRoutes } from './graph-group-routes.ts';
import { graphMailRoutes } from './graph-mail-routes.ts';
import { graphMethodRoutes } from './graph-method-routes.ts';
import { graphRoleRoutes } from './graph-role-routes.ts';
import { graphReportRoutes } from './graph-report-routes.ts';
import { graphTenantRoutes } from './graph-tenant-routes.ts';
import { graphUserRoutes } from './graph-user-routes.ts';
import type { Route } from './http.ts';
import { forgetfulJournal, openJournal } from './journal.ts';
import { ADMIN_AUDIENCE, issueToken, type LoginEndpoint, loginRoutes } from './login-routes.ts';
import type { AcceptedMail } from './mail-acceptance.ts';
import type { Quota } from './mail-quota.ts';
import { mailboxRoutes } from './mailbox-routes.ts';
import { type SharedMail, sharedMailsTo } from './owner-figures.ts';
import { Preconditions } from './preconditions.ts';
import { restore } from './restore.ts';
import { Runtime } from './runtime.ts';
import { createSimulationServer } from './server.ts';
import { type Session, sessionRoutes, type SignIn, signIns } from './session-routes.ts';
import { SigningKeys } from './signing-keys.ts';
import type { SimulationSummary } from './summary.ts';
import { generateOrganisation } from './tenant.ts';
import { createWorld } from './world.ts';

export interface SimulationOptions {
  readonly users: number;
  readonly seed: number;
  /** 0 for any free one. */
  readonly port: number;
  /** Where the simulation keeps what came from outside; without it, a restart begins anew. */
  readonly dataFolder?: string;
  readonly startsAt: Date;
  readonly mixture?: Mixture;
  /** A tenant without Entra ID P1, which has no registration report. */
  readonly withoutP1?: boolean;
  /** So many mailboxes that are nobody's and look like somebody's. */
  readonly hiddenMailboxes?: number;
  readonly quota?: Quota;
  readonly dedupe?: Dedupe;
  /** Receives each delivery report, at least once; the clock waits for it. */
  readonly onDeliveryReport?: (event: object) => Promise<void>;
}

export interface Simulation {
  readonly origin: string;
  readonly tenantId: string;
  /** What the admin API's tokens are for. */
  readonly audience: string;
  now(): Date;
  /** Lets simulated time pass; done when everything due until then has happened. Never goes back. */
  advanceTo(to: Date): Promise<void>;
  summary(): SimulationSummary;
  /** The operation ids under which the mail service has taken a mail. */
  takenIds(): ReadonlySet<string>;
  /** Groups by their display name. */
  readonly groups: Readonly<Record<string, { readonly id: string; readonly displayName: string }>>;
  campaignDocument(options?: DocumentOptions): object;
  /** What has come for a shared mailbox, oldest first. */
  mailsTo(sharedMailbox: string): readonly SharedMail[];
  /** From then on `/api/…` of the simulation is the app's, as a signed-in browser sees it. */
  signInto(appUrl: string): void;
  close(): Promise<void>;
}

/**
 * Starts an organisation that lives on this machine: Microsoft Graph, Azure Communication Services Email and the
 * Microsoft identity platform on one loopback port, with the people behind them, their mailboxes and a clock.
 */
export async function startSimulation(options: SimulationOptions): Promise<Simulation> {
  const world = createWorld(generateOrganisation(options), options.seed);
  const faults = new Faults(options.seed);
  const journal = options.dataFolder === undefined ? forgetfulJournal() : openJournal(options.dataFolder);
  const deliver = async (event: DeliveryReportEvent) => options.onDeliveryReport?.(event);
  await restore({ world, faults, journal, options, deliver });
  const keys = await SigningKeys.open(options.dataFolder);
  const runtime = new Runtime(world, faults, journal, deliver);
  const app: { url?: string } = {};
  const server = await listen(options, runtime, keys, app);
  const close = async () => {
    await server.close();
    await runtime.idle();
    journal.close();
  };
  let closing: Promise<void> | undefined;
  return {
    origin: server.url,
    tenantId: world.organisation.tenantId,
    audience: ADMIN_AUDIENCE,
    now: () => runtime.now(),
    advanceTo: (to) => runtime.advanceTo(to),
    summary: () => runtime.summary(),
    takenIds: () => new Set(world.operations.keys()),
    groups: Object.fromEntries(
      world.organisation.groups.map(({ id, displayName }) => [displayName, { id, displayName }]),
    ),
    campaignDocument: (given) => campaignDocumentFor(world.organisation, given),
    mailsTo: (address) => sharedMailsTo(world, address),
    signInto: (appUrl) => void (app.url = appUrl),
    close: () => (closing ??= close()),
  };
}

async function listen(options: SimulationOptions, runtime: Runtime, keys: SigningKeys, app: { readonly url?: string }) {
  let url = '';
  const login = { world: runtime.world, origin: () => url, keys };
  const session = sessionIn(login, () => app.url);
  const routes = [...routesOf(options, runtime, keys, () => url), ...sessionRoutes(session)];
  const server = createSimulationServer({ routes, faults: runtime.faults, counts: runtime.counts });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The simulation has no port.');
  url = `http://127.0.0.1:${address.port}`;
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url, close };
}

/** Each sign-in is that of somebody who works there and gets mail, so that they are known to the campaign. */
function sessionIn(login: LoginEndpoint, appUrl: () => string | undefined): Session {
  const employees = login.world.states
    .map(({ person }) => person)
    .filter(
      ({ isGuest, isEnabledAtStart, mail, rowFault }) => !isGuest && isEnabledAtStart && mail !== null && !rowFault,
    );
  const personOf = (signIn: SignIn) => employees[signIns.indexOf(signIn === 'runOut' ? 'operator' : signIn)];
  return {
    appUrl,
    nameOf: (signIn) => personOf(signIn)?.displayName ?? signIn,
    token: (signIn) => {
      const role = signIn === 'runOut' ? 'operator' : signIn;
      return issueToken(login, role, ADMIN_AUDIENCE, personOf(signIn), signIn === 'runOut' ? 'runOut' : 'id');
    },
  };
}

function routesOf(options: SimulationOptions, runtime: Runtime, keys: SigningKeys, origin: () => string): Route[] {
  const { world } = runtime;
  const graph = createGraphEndpoint(world, origin);
  const quota = options.quota ?? { perMinute: 30, perHour: 100 };
  const accept = (mail: AcceptedMail) => runtime.accept(mail);
  const preconditions = new Preconditions(() => world.nowMs, world.organisation.withoutP1);
  const graphRoutes = [
    ...graphUserRoutes(graph),
    ...graphMethodRoutes(graph, {
      enter: (...entered) => runtime.enterMethod(...entered),
      remove: (...removed) => runtime.removeMethod(...removed),
    }),
    ...graphRoleRoutes(graph),
    ...graphReportRoutes(graph),
    ...graphGroupRoutes(graph),
    ...graphTenantRoutes(graph),
    ...graphMailRoutes(graph),
  ];
  const guarded = graphRoutes.map((route) => preconditions.guard(route));
  return [
    ...guarded,
    graphBatchRoute(guarded, () => world.nowMs),
    preconditions.route(),
    ...emailRoutes({ world, origin, quota, dedupe: options.dedupe ?? 'never', accept }),
    ...mailboxRoutes(world),
    ...controlRoutes({
      now: () => runtime.now(),
      advanceTo: (to) => runtime.advanceTo(to),
      summary: () => runtime.summary(),
      setFaults: (rules) => runtime.setFaults(rules),
      act: (idOrUpn, action) => runtime.act(idOrUpn, action),
      rotateKeys: () => keys.rotate(),
    }),
    ...loginRoutes({ world, origin, keys }),
  ];
}
