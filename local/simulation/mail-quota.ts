import { HOUR_MS, MINUTE_MS } from './durations.ts';
import { Throttle } from './throttle.ts';

/** Requests a minute and an hour; Microsoft's default for mails of a custom domain is 30 and 100. */
export interface Quota {
  readonly perMinute: number;
  readonly perHour: number;
}

/** A quota as the mail service counts it: over any minute and any hour. */
export class MailQuota {
  readonly #minute: Throttle;
  readonly #hour: Throttle;

  constructor({ perMinute, perHour }: Quota) {
    this.#minute = new Throttle(perMinute, MINUTE_MS);
    this.#hour = new Throttle(perHour, HOUR_MS);
  }

  /** Counts a request. Answers how many seconds too early it came: 0 when it may pass. */
  take(nowMs: number): number {
    return Math.max(this.#minute.take(nowMs), this.#hour.take(nowMs));
  }
}
