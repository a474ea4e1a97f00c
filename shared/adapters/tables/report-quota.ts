import type { TableClient } from '@azure/data-tables';
import type { ReportQuota } from '../../ports/report-quota.ts';
import {
  nextPlace,
  slowDown,
  unusedPace,
  withPlace,
  withUse,
  type ReportPace,
  type UsedPlace,
} from '../../registration/report-pace.ts';
import { toDate } from './cells.ts';
import type { Row } from './rows.ts';
import { trying } from './storage-errors.ts';
import { documentIn, readOrBegin, writeDocument } from './versioned-documents.ts';

const key = { partitionKey: 'quotas', rowKey: 'reports' };

interface Stored {
  readonly takenAt: readonly string[];
  readonly closedUntil?: string;
  readonly slowed?: { readonly at: string; readonly places: number };
}

interface Known {
  readonly pace: ReportPace;
  readonly version: string | undefined;
}

/** The quota on reports, one row of the table `Control`. Who is alone with it takes a place with one transaction. */
export class TableReportQuota implements ReportQuota {
  readonly #table: TableClient;
  readonly #newWriteId: () => string;
  #known: Known | undefined;

  constructor(table: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#newWriteId = newWriteId;
  }

  async take(
    now: Date,
    patienceMs: number,
    used?: UsedPlace,
    placesLeftFree?: number,
  ): Promise<{ readonly taken: boolean; readonly at: Date }> {
    for (;;) {
      const known = this.#known ?? (await this.#read());
      const pace = withUse(known.pace, used);
      const at = nextPlace(pace, now, placesLeftFree);
      if (at.getTime() - now.getTime() > patienceMs) {
        this.#known = undefined;
        return { taken: false, at };
      }
      if (await this.#write(known, withPlace(pace, at))) return { taken: true, at };
    }
  }

  async slowDown(now: Date, retryAfterSeconds: number): Promise<void> {
    for (;;) {
      const known = this.#known ?? (await this.#read());
      if (await this.#write(known, slowDown(known.pace, now, retryAfterSeconds))) return;
    }
  }

  async #read(): Promise<Known> {
    const stored = await trying('read the quota on reports from Control', () =>
      readOrBegin(this.#table, key, readReportPace),
    );
    return { pace: stored.value ?? unusedPace, version: stored.version };
  }

  /** False when somebody else wrote since: what we know is old then. */
  async #write({ version }: Known, pace: ReportPace): Promise<boolean> {
    const answer = await trying('write the quota on reports to Control', () =>
      writeDocument(this.#table, { ...key, value: pace, version, writeId: this.#newWriteId() }),
    );
    this.#known = answer.kind === 'written' ? { pace, version: answer.version } : undefined;
    return answer.kind === 'written';
  }
}

export function readReportPace(row: Row): ReportPace {
  const { takenAt, closedUntil, slowed } = documentIn<Stored>(row).value;
  return {
    takenAt: takenAt.map(toDate),
    closedUntil: closedUntil === undefined ? undefined : toDate(closedUntil),
    slowed: slowed && { at: toDate(slowed.at), places: slowed.places },
  };
}
