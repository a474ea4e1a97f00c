import { haltedAmong, type Wave } from '../campaign/wave.ts';
import type { Clock } from '../ports/clock.ts';
import type { Holidays } from '../ports/holidays.ts';
import type { StoredCampaign } from '../ports/campaign-store.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import type { Watermarks } from '../ports/watermarks.ts';
import type { WaveStore } from '../ports/wave-store.ts';
import type { MailFrom } from '../delivery/mail-from.ts';
import type { Cloud } from '../registration/cloud.ts';
import type { LogReading } from '../registration/detection.ts';
import type { Refusal, TenantFacts } from '../tenant/known-tenant.ts';
import { rulesOf, type Campaign } from './campaign-rules.ts';
import { KeptFresh } from './kept-fresh.ts';
import { loadCampaign, type LoadPorts } from './load-campaign.ts';

export interface CurrentCampaign extends StoredCampaign, Campaign {
  /** The last time that Graph refused to tell about a person before their mail. */
  readonly refusal: Refusal | undefined;
  /** All waves, as of the same moment. */
  readonly waves: readonly Wave[];
}

export interface CurrentCampaignPorts extends LoadPorts {
  readonly clock: Clock;
  readonly holidays: Holidays;
  readonly passes: Pick<PassStore, 'readLastComplete'>;
  readonly waves: Pick<WaveStore, 'list'>;
  readonly tenantFacts: Pick<TenantStore, 'read'>;
  readonly watermarks: Pick<Watermarks, 'readReading'>;
}

/** What of an installation goes into its rules. */
export interface RulesOrigin {
  /** The namespace of message ids. Throws where the storage is another installation's. */
  readonly deploymentId: () => Promise<string>;
  readonly mailFrom: MailFrom;
  readonly cloud: Cloud;
}

/** A change of the campaign or of a wave is seen everywhere within this time, and a mail costs no transaction for it. */
const freshForSeconds = 15;

/** When the report was last read changes once a night. */
const passFreshForSeconds = 600;

/** Writeback that is switched off is to stop the SSPR links soon. */
const tenantFreshForSeconds = 60;

/** The log is read every five minutes. */
const logFreshForSeconds = 60;

/** The campaign with its rules, read again when the last reading is some seconds old. */
export class CampaignReader {
  readonly #ports: CurrentCampaignPorts;
  readonly #origin: RulesOrigin;
  readonly #campaign: KeptFresh<CurrentCampaign>;
  readonly #reportReadAt: KeptFresh<Date | undefined>;
  readonly #tenant: KeptFresh<TenantFacts>;
  readonly #logReading: KeptFresh<LogReading | undefined>;

  constructor(ports: CurrentCampaignPorts, origin: RulesOrigin) {
    this.#ports = ports;
    this.#origin = origin;
    this.#campaign = new KeptFresh(ports.clock, freshForSeconds);
    this.#reportReadAt = new KeptFresh(ports.clock, passFreshForSeconds);
    this.#tenant = new KeptFresh(ports.clock, tenantFreshForSeconds);
    this.#logReading = new KeptFresh(ports.clock, logFreshForSeconds);
  }

  /** Throws `UnreadableDocument` where there is no document that this build accepts. */
  async read(): Promise<CurrentCampaign> {
    return this.#campaign.read(async (now) => this.#readNow(now));
  }

  async #readNow(now: Date): Promise<CurrentCampaign> {
    const { passes, waves, holidays, tenantFacts, watermarks } = this.#ports;
    const { mailFrom, cloud } = this.#origin;
    const deploymentId = await this.#origin.deploymentId();
    const [stored, listed, reportReadAt, tenant, logReading] = await Promise.all([
      loadCampaign(now, this.#ports),
      waves.list(),
      this.#reportReadAt.read(async () => (await passes.readLastComplete())?.startedAt),
      this.#tenant.read(async () => (await tenantFacts.read()).facts),
      this.#logReading.read(() => watermarks.readReading()),
    ]);
    const known = { reportReadAt, logReading, haltedWaves: haltedAmong(listed), cloud, mailFrom, tenant };
    return {
      ...stored,
      waves: listed,
      refusal: tenant.refusal,
      rules: rulesOf(stored.document, deploymentId, holidays, known),
    };
  }

  /** For a decision that must not rest on a reading of some seconds ago. */
  async readAnew(): Promise<CurrentCampaign> {
    this.forget();
    return this.read();
  }

  /** After a change of our own: the next reading is a fresh one. */
  forget(): void {
    this.#campaign.forget();
  }
}
