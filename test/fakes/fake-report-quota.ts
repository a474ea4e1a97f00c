import type { ReportQuota } from '../../shared/ports/report-quota.ts';
import {
  nextPlace,
  slowDown,
  unusedPace,
  withPlace,
  withUse,
  type UsedPlace,
} from '../../shared/registration/report-pace.ts';

/** The quota on reports in memory. */
export class FakeReportQuota implements ReportQuota {
  #pace = unusedPace;

  async take(now: Date, patienceMs: number, used?: UsedPlace, placesLeftFree?: number) {
    const pace = withUse(this.#pace, used);
    const at = nextPlace(pace, now, placesLeftFree);
    if (at.getTime() - now.getTime() > patienceMs) return { taken: false, at };
    this.#pace = withPlace(pace, at);
    return { taken: true, at };
  }

  async slowDown(now: Date, retryAfterSeconds: number): Promise<void> {
    this.#pace = slowDown(this.#pace, now, retryAfterSeconds);
  }
}
