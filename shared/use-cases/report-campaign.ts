import { ReportCounter, type CampaignReport } from '../campaign/campaign-report.ts';
import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import { allJourneys } from './all-recipients.ts';
import { KeptFresh } from './kept-fresh.ts';

/** A report costs the tenant, so one is good for some minutes. */
const freshForSeconds = 300;

export interface DatedReport extends CampaignReport {
  readonly asOf: Date;
}

/** The report, read again when the last one is some minutes old, and at once for all who ask at the same time. */
export class ReportReader {
  readonly #recipients: RecipientStore;
  readonly #report: KeptFresh<DatedReport>;

  constructor(recipients: RecipientStore, clock: Clock) {
    this.#recipients = recipients;
    this.#report = new KeptFresh(clock, freshForSeconds);
  }

  async read(policy: CadencePolicy): Promise<DatedReport> {
    const key = JSON.stringify(policy);
    return this.#report.read(async (now) => reportCampaign(policy, now, this.#recipients), key);
  }
}

/** Reads all journeys, a page at a time. */
async function reportCampaign(policy: CadencePolicy, now: Date, recipients: RecipientStore): Promise<DatedReport> {
  const counter = new ReportCounter(policy, now);
  for await (const journey of allJourneys(recipients)) counter.add(journey);
  return { asOf: now, ...counter.total() };
}
