import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TableClient } from '@azure/data-tables';
import { QueueClient } from '@azure/storage-queue';
import { startAzurite, type Azurite } from '../../../local/azurite.ts';
import { settingsFor, simulatedMail } from '../../../local/simulation-settings.ts';
import { startSimulation, type Simulation } from '../../../local/simulation/simulation.ts';
import { OperatorsHost } from './host-process.ts';
import { startMailResource, type MailResource } from './mail-resource.ts';

/** A Monday morning. */
export const startsAt = new Date('2026-11-02T05:00:00Z');

const hourMs = 3_600_000;

const mostAttempts = 5;
const retryAfterMs = 2_000;

/** Often enough for what must be said within hours, rarely enough for five weeks in minutes. */
const schedules = {
  REFRESH_SCHEDULE: '0 0 2 * * *',
  WATCH_SCHEDULE: '0 20,50 * * * *',
  PLAN_SCHEDULE: '0 0 */4 * * *',
  RELEASE_SCHEDULE: '0 30 6-17 * * *',
  RECONCILE_SCHEDULE: '0 40 * * * *',
};

export interface CampaignOptions {
  readonly users: number;
  readonly seed: number;
}

interface DeliveryReport {
  readonly data: { readonly messageId: string };
}

type Settings = Readonly<Record<string, string>>;

/**
 * A campaign on real storage, over HTTP, in virtual time, with what operators and platforms can do to it: settings, the
 * clock, the mail resource, rows, queues, permissions, faults of Graph.
 */
export class OperatorsCampaign {
  readonly simulation: Simulation;
  readonly storage: string;
  readonly logged: { readonly at: Date; readonly line: string }[] = [];
  mail: MailResource;
  /** What becomes of a delivery report on its way; undefined: it is held back. */
  onReport: (report: DeliveryReport) => object | undefined = asItIs;
  #settings: Settings;
  #host: OperatorsHost | undefined;
  readonly #azurite: Azurite;
  readonly #folder: string;
  readonly #resources: MailResource[];

  private constructor(azurite: Azurite, simulation: Simulation, mail: MailResource) {
    this.#azurite = azurite;
    this.storage = azurite.connectionString;
    this.simulation = simulation;
    this.mail = mail;
    this.#resources = [mail];
    this.#folder = mkdtempSync(path.join(tmpdir(), 'operators-'));
    this.#settings = { ...this.settingsOf(simulation), ACS_CONNECTION_STRING: simulatedMail(mail.origin) };
  }

  static async start({ users, seed }: CampaignOptions): Promise<OperatorsCampaign> {
    const azurite = await startAzurite({ inMemory: true, withShortcuts: true });
    await new QueueClient(azurite.connectionString, 'delivery-reports').createIfNotExists();
    const begun: { campaign?: OperatorsCampaign } = {};
    const onDeliveryReport = async (event: object) => begun.campaign?.reportUnlessHeld(event as DeliveryReport);
    const simulation = await startSimulation({ users, seed, port: 0, startsAt, onDeliveryReport });
    begun.campaign = new OperatorsCampaign(azurite, simulation, await startMailResource(simulation.origin));
    await begun.campaign.restart();
    return begun.campaign;
  }

  /** The settings of an app for an organisation, on the storage of this campaign. */
  settingsOf(simulation: Simulation): Settings {
    const documentFile = path.join(this.#folder, `campaign-${simulation.tenantId}.json`);
    writeFileSync(documentFile, JSON.stringify(simulation.campaignDocument()));
    const others = { SIMULATION_ORIGIN: simulation.origin };
    return { ...schedules, ...settingsFor(simulation, this.storage, documentFile), ...others };
  }

  get settings(): Settings {
    return this.#settings;
  }

  get host(): OperatorsHost {
    return this.#host!;
  }

  now(): Date {
    return this.simulation.now();
  }

  /** Ends the host and starts another one on the same storage, with these settings from now on. */
  async restart(change: Settings = {}): Promise<void> {
    this.#settings = { ...this.#settings, ...change };
    await this.#host?.end();
    this.#host = await OperatorsHost.start(this.#settings, (at, line) => this.logged.push({ at, line }));
  }

  /** From now on mail goes through another resource. Answers the one before. */
  async moveMail(): Promise<MailResource> {
    const before = this.mail;
    this.mail = await startMailResource(this.simulation.origin);
    this.#resources.push(this.mail);
    await this.restart({ ACS_CONNECTION_STRING: simulatedMail(this.mail.origin) });
    return before;
  }

  async runUntil(to: Date): Promise<void> {
    if (to > this.now()) await this.host.runUntil(to);
  }

  async passHours(count: number): Promise<void> {
    await this.runUntil(hoursLater(this.now(), count));
  }

  hoursSince(since: Date): number {
    return (this.now().getTime() - since.getTime()) / hourMs;
  }

  /** Asks the API as an operator, unless headers say otherwise. */
  async ask(method: string, route: string, body?: unknown, headers: Settings = {}): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const answer = await askApi(this.host.url, this.simulation, { method, route, body, headers });
      // A busy machine answers no request for the keys of tokens in time.
      if (answer.status !== 503 || attempt === mostAttempts) return answer;
      await sleep(retryAfterMs);
    }
  }

  /** Asks the simulation: faults, preconditions, people. */
  async control(route: string, body: unknown): Promise<void> {
    const url = `${this.simulation.origin}/simulation/${route}`;
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`The simulation answered ${answer.status} ${await answer.text()}`);
  }

  /** Everything is as it should be again, whatever an act has left. */
  async mend(): Promise<void> {
    await this.control('faults', []);
    await this.control('preconditions', { broken: [] });
    this.onReport = asItIs;
  }

  table(name: string): TableClient {
    return TableClient.fromConnectionString(this.storage, name, { allowInsecureConnection: true });
  }

  /** Event Grid delivers something. */
  async report(event: object): Promise<void> {
    const queue = new QueueClient(this.storage, 'delivery-reports');
    await queue.sendMessage(Buffer.from(JSON.stringify(event)).toString('base64'));
  }

  async reportUnlessHeld(event: DeliveryReport): Promise<void> {
    const report = this.onReport(event);
    if (report !== undefined) await this.report(report);
  }

  async close(): Promise<void> {
    await this.#host?.end();
    await this.simulation.close();
    for (const resource of this.#resources) await resource.close();
    await this.#azurite.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const asItIs = (report: DeliveryReport): object => report;

interface Asked {
  readonly method: string;
  readonly route: string;
  readonly body?: unknown;
  readonly headers?: Settings;
}

/** Asks the API of an app, with a token of its organisation. */
export async function askApi(url: string, { origin }: Simulation, asked: Asked): Promise<Response> {
  const { method, route, body, headers = {} } = asked;
  const authorization =
    headers['authorization'] ?? `Bearer ${await (await fetch(`${origin}/token?role=operator`)).text()}`;
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return fetch(`${url}/api/${route}`, { method, headers: { ...headers, authorization }, ...sent });
}

export const hoursLater = (from: Date, count: number): Date => new Date(from.getTime() + count * hourMs);

/** A day and a time of the campaign, by UTC: day 1 is its first, a Monday. */
export const onDay = (day: number, time: string): Date =>
  new Date(Date.parse(`2026-11-02T${time}:00Z`) + (day - 1) * 24 * hourMs);
