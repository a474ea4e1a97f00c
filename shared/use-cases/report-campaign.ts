import { ReportCounter, type CampaignReport } from '../campaign/campaign-report.ts';
import type { CadencePolicy } from '../campaign/next-step.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import { allJourneys } from './all-recipients.ts';

/** A report costs the tenant, so one is good for some minutes. */
const freshForMinutes = 5;

export interface DatedReport extends CampaignReport {
  readonly asOf: Date;
}

/** The report, read again when the last one is some minutes old, and at once for all who ask at the same time. */
export class ReportReader {
  readonly #everyone: RecipientStore;
  readonly #clock: Clock;
  #last: { readonly at: Date; readonly policy: string; readonly report: Promise<DatedReport> } | undefined;

  constructor(everyone: RecipientStore, clock: Clock) {
    this.#everyone = everyone;
    this.#clock = clock;
  }

  async read(policy: CadencePolicy): Promise<DatedReport> {
    const now = this.#clock.now();
    const isFresh = this.#last && Math.abs(now.getTime() - this.#last.at.getTime()) < freshForMinutes * 60_000;
    if (isFresh && this.#last!.policy === JSON.stringify(policy)) return this.#last!.report;
    const report = reportCampaign(policy, now, this.#everyone);
    const last = { at: now, policy: JSON.stringify(policy), report };
    this.#last = last;
    report.catch(() => {
      if (this.#last === last) this.#last = undefined;
    });
    return report;
  }
}

/** Reads all journeys, a page at a time. */
export async function reportCampaign(policy: CadencePolicy, now: Date, everyone: RecipientStore): Promise<DatedReport> {
  const counter = new ReportCounter(policy, now);
  for await (const journey of allJourneys(everyone)) counter.add(journey);
  return { asOf: now, ...counter.total() };
}
