import type { PlanningRules } from '../campaign/plan-journey.ts';
import type { Clock } from '../ports/clock.ts';
import type { Holidays } from '../ports/holidays.ts';
import type { StoredCampaign } from '../ports/campaign-store.ts';
import { rulesOf } from './campaign-rules.ts';
import { loadCampaign, type LoadPorts } from './load-campaign.ts';

export interface CurrentCampaign extends StoredCampaign {
  readonly rules: PlanningRules;
}

export interface CurrentCampaignPorts extends LoadPorts {
  readonly clock: Clock;
  readonly holidays: Holidays;
}

/** A change of the campaign is seen everywhere within this time, and a mail costs no storage transaction for it. */
const freshForSeconds = 15;

/** The campaign with its rules, read again when the last reading is some seconds old. */
export class CampaignReader {
  readonly #ports: CurrentCampaignPorts;
  readonly #deploymentId: string;
  #last: { readonly at: Date; readonly campaign: CurrentCampaign } | undefined;

  constructor(ports: CurrentCampaignPorts, deploymentId: string) {
    this.#ports = ports;
    this.#deploymentId = deploymentId;
  }

  async read(): Promise<CurrentCampaign> {
    const now = this.#ports.clock.now();
    if (this.#last && Math.abs(now.getTime() - this.#last.at.getTime()) < freshForSeconds * 1000)
      return this.#last.campaign;
    const stored = await loadCampaign(now, this.#ports);
    const rules = rulesOf(stored.document, this.#deploymentId, this.#ports.holidays);
    this.#last = { at: now, campaign: { ...stored, rules } };
    return this.#last.campaign;
  }

  /** After a change of our own: the next reading is a fresh one. */
  forget(): void {
    this.#last = undefined;
  }
}
