import type { PlanningRules } from '../campaign/plan-journey.ts';
import type { Clock } from '../ports/clock.ts';
import type { Holidays } from '../ports/holidays.ts';
import type { StoredCampaign } from '../ports/campaign-store.ts';
import type { PassStore } from '../ports/pass-store.ts';
import { rulesOf } from './campaign-rules.ts';
import { loadCampaign, type LoadPorts } from './load-campaign.ts';

export interface CurrentCampaign extends StoredCampaign {
  readonly rules: PlanningRules;
}

export interface CurrentCampaignPorts extends LoadPorts {
  readonly clock: Clock;
  readonly holidays: Holidays;
  readonly passes: Pick<PassStore, 'readLastComplete'>;
}

/** A change of the campaign is seen everywhere within this time, and a mail costs no storage transaction for it. */
const freshForSeconds = 15;

/** When the report was last read changes once a night. */
const passFreshForSeconds = 600;

/** The campaign with its rules, read again when the last reading is some seconds old. */
export class CampaignReader {
  readonly #ports: CurrentCampaignPorts;
  readonly #deploymentId: string;
  #pass: { readonly at: Date; readonly startedAt: Date | undefined } | undefined;
  #last: { readonly at: Date; readonly campaign: CurrentCampaign } | undefined;

  constructor(ports: CurrentCampaignPorts, deploymentId: string) {
    this.#ports = ports;
    this.#deploymentId = deploymentId;
  }

  async read(): Promise<CurrentCampaign> {
    const now = this.#ports.clock.now();
    if (this.#last && secondsBetween(now, this.#last.at) < freshForSeconds) return this.#last.campaign;
    const stored = await loadCampaign(now, this.#ports);
    const rules = rulesOf(stored.document, this.#deploymentId, this.#ports.holidays, await this.#reportReadAt(now));
    this.#last = { at: now, campaign: { ...stored, rules } };
    return this.#last.campaign;
  }

  async #reportReadAt(now: Date): Promise<Date | undefined> {
    if (this.#pass === undefined || secondsBetween(now, this.#pass.at) >= passFreshForSeconds) {
      this.#pass = { at: now, startedAt: (await this.#ports.passes.readLastComplete())?.startedAt };
    }
    return this.#pass.startedAt;
  }

  /** For a decision that must not rest on a reading of some seconds ago. */
  async readAnew(): Promise<CurrentCampaign> {
    this.forget();
    return this.read();
  }

  /** After a change of our own: the next reading is a fresh one. */
  forget(): void {
    this.#last = undefined;
  }
}

const secondsBetween = (one: Date, other: Date): number => Math.abs(one.getTime() - other.getTime()) / 1000;
