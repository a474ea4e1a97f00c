import { QueueClient } from '@azure/storage-queue';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectTables, ensureTables } from '../../../shared/adapters/tables/connect-tables.ts';
import { createTableStores, type TableStores } from '../../../shared/adapters/tables/table-stores.ts';
import { queueNames } from '../../../shared/adapters/queues/queue-names.ts';
import { addHours } from '../../../shared/registration/add-time.ts';
import { backlogOf, readWork } from './backlog.ts';
import { auditBooks, type Books } from './books.ts';
import { simulatedMail } from '../../../local/simulation-settings.ts';
import { bundleHost } from './bundle-host.ts';
import { CampaignClock } from './campaign-clock.ts';
import { HostCrew } from './host-crew.ts';
import { startsAt, type KillRunOptions, type Services } from './kill-run-options.ts';
import { documentOf, never, paceInPeace, paceUnderKills, setCapacity, settings } from './killed-campaign.ts';
import { startMailProxy, type MailProxy } from './mail-proxy.ts';
import type { KilledHostOrder } from './killed-host.ts';
import { until } from './until.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** How much faster than real time the timers run: a release twice a second, a check of claims every two and a half. */
const timerSpeed = 120;
/** A campaign that still has work so long after the last kill, in its own time, is stuck. */
const longestRestHours = 240;

/** The parts of one run, and what is done with them in turn. */
export class KillCampaign {
  readonly #options: KillRunOptions;
  readonly #services: Services;
  readonly #stores: TableStores;
  readonly #clock: CampaignClock;
  readonly #crew: HostCrew;
  readonly #mail: MailProxy;
  #capacity = paceUnderKills;

  static async open(options: KillRunOptions, services: Services): Promise<KillCampaign> {
    await new QueueClient(services.storage, queueNames.sendMessage).createIfNotExists();
    await ensureTables(connectTables({ kind: 'connectionString', connectionString: services.storage }));
    const script = await bundleHost(services.folder);
    return new KillCampaign(options, services, script, await startMailProxy(services.simulation.origin));
  }

  private constructor(options: KillRunOptions, services: Services, script: string, mail: MailProxy) {
    const { simulation, storage } = services;
    this.#options = options;
    this.#services = services;
    this.#mail = mail;
    this.#stores = createTableStores(connectTables({ kind: 'connectionString', connectionString: storage }));
    const queue = new QueueClient(storage, queueNames.sendMessage);
    this.#clock = new CampaignClock(startsAt, {
      // Storage that does not answer in time is busy with what the hosts do: the clock waits.
      backlog: async (now) =>
        readWork(this.#stores, queue, now).then(
          (work) => backlogOf(work, this.#capacity, now),
          () => ({ isBehind: true, isBusy: true }),
        ),
      tell: async (now) => {
        await simulation.advanceTo(now);
        await this.#crew.tell(now);
      },
    });
    this.#crew = new HostCrew({ script, env: this.#environment(), now: () => this.#clock.now() });
    mail.askWhoDies(this.#crew.diesAt);
  }

  #environment(): Record<string, string> {
    const { simulation, storage, folder } = this.#services;
    const documentFile = path.join(folder, 'campaign.json');
    writeFileSync(documentFile, JSON.stringify(documentOf(simulation)));
    const { sender, slowByMs = 0 } = this.#options;
    const timers = { beganAtMs: Date.now(), startsAtMs: startsAt.getTime(), speed: timerSpeed };
    const order: KilledHostOrder = { sender, timers, appFolder: root, slowByMs };
    return {
      ...settings(simulation, storage, documentFile),
      ACS_CONNECTION_STRING: simulatedMail(this.#mail.origin),
      KILLED_HOST_ORDER: JSON.stringify(order),
      NODE_COMPILE_CACHE: path.join(folder, 'code'),
    };
  }

  async close(): Promise<void> {
    await this.#mail.close();
  }

  get kills(): number {
    return this.#crew.kills;
  }

  get killsByMail(): number {
    return this.#crew.killsByMail;
  }

  get hours(): number {
    return (this.#clock.now().getTime() - startsAt.getTime()) / 3_600_000;
  }

  letTimePass(): { stop(): Promise<void> } {
    const over = new AbortController();
    const passing = this.#clock.run(over.signal);
    return {
      stop: async () => {
        over.abort();
        await passing;
      },
    };
  }

  /** A pass over the whole tenant, without kills. */
  async finishPass(): Promise<void> {
    const { passes } = this.#stores;
    const isSo = async () => (await passes.readLastComplete().catch(() => undefined)) !== undefined;
    await this.#crew.inPeace({ PLAN_SCHEDULE: never }, () => this.#until('the pass is complete', isSo));
  }

  /** Hosts send the campaign and are killed, until there were enough kills. */
  async killHosts(onProgress: (text: string) => void): Promise<void> {
    const { hosts, seed, dieAt } = this.#options;
    const { simulation } = this.#services;
    const mostMails = mailsOfALife(this.#options, simulation.summary().campaign.toBeNudged);
    const order = { hosts, seed, mostMails, dieAt, env: { REFRESH_SCHEDULE: never } };
    let told = 0;
    await this.#crew.underKills(order, () =>
      this.#until('there were enough kills', async () => {
        if (this.kills >= told + 50) {
          told = this.kills;
          const { nudged, toBeNudged } = simulation.summary().campaign;
          onProgress(`${told} kills, ${nudged} of ${toBeNudged} people written to`);
        }
        return this.#areEnough();
      }),
    );
  }

  #areEnough(): boolean {
    const { kills, dieAt } = this.#options;
    return (dieAt === undefined ? this.kills : this.killsByMail) >= kills;
  }

  /** One host alone, without delivery reports. */
  async comeToRest(): Promise<void> {
    this.#services.reports.end();
    await this.#clock.skip(this.#options.nobodyLivesForHours ?? 0);
    this.#capacity = paceInPeace;
    await setCapacity(paceInPeace, this.#stores);
    const sparedAt = this.#clock.now();
    const isSo = async () => {
      if (this.#clock.now() > addHours(sparedAt, longestRestHours))
        throw new Error(`The campaign is not at rest ${longestRestHours} hours of its own time after the last kill`);
      return this.#isAtRest(sparedAt);
    };
    await this.#crew.inPeace({ REFRESH_SCHEDULE: never }, () => this.#until('the campaign is at rest', isSo));
  }

  /** Everybody is enrolled, and nothing is due. Ours: nothing is watched either; the others do not know what is left to do. */
  async #isAtRest(sparedAt: Date): Promise<boolean> {
    const { sender, hours = 0 } = this.#options;
    const now = this.#clock.now();
    if (now < addHours(startsAt, hours)) return false;
    const { agenda, waves } = this.#stores;
    const all = await waves.list();
    if (all.length === 0 || all.some(({ state }) => state !== 'enrolled')) return false;
    if ((await agenda.readDue(now, 1)).length > 0) return false;
    return sender === 'ours' ? (await agenda.count(1)).watched === 0 : now > addHours(sparedAt, 1 / 3);
  }

  books(): Promise<Books> {
    return auditBooks(this.#services.simulation, this.#stores.recipients);
  }

  #until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const progress = () => {
      const { mails } = this.#services.simulation.summary();
      return `${this.kills} kills, ${mails.total} mails, ${this.#clock.now().toISOString()}`;
    };
    return until({ what, isSo, progress });
  }
}

/**
 * The most mails of one host, so that there are mails for all kills. Where every host waits for its mail, those that others
 * have under way when it is killed must not run out either: a sender that loses them writes to nobody again.
 */
const mailsOfALife = ({ kills, dieAt }: KillRunOptions, people: number): number =>
  Math.max(2, Math.floor(((dieAt === undefined ? 1.5 : 0.5) * people) / kills));
