import type { UsedPlace } from '../registration/report-pace.ts';

/** The tenant's quota of requests for reports and audit log, shared by all who read them, on every instance. */
export interface ReportQuota {
  /**
   * Takes the next place when it comes within `patienceMs`, and answers when it is. A place is given once, also across
   * instances and crashes. When it is further away nothing is taken. `used` is the caller's place
   * before: it counts from when its request reached Graph. So many places of each stretch are left to others.
   */
  take(
    now: Date,
    patienceMs: number,
    used?: UsedPlace,
    placesLeftFree?: number,
  ): Promise<{ readonly taken: boolean; readonly at: Date }>;

  /** Graph asked to wait nevertheless: nobody is given a place before that. */
  slowDown(now: Date, retryAfterSeconds: number): Promise<void>;
}
